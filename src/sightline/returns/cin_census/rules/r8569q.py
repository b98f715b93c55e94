"""Rule 8569Q: an NFA referral is dated no earlier than one working day before the period starts.
"""

from sightline.returns.cin_census.declaring import QUERY, earlier, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.no_further_action and earlier(episode.CINreferralDate, census.day_before)


RULE = on_row(
    Episode, broken, "8569Q", QUERY,
    fields="CINdetails.CINreferralDate",
    must_hold="An NFA referral is dated no earlier than one working day before the period starts.",
    message="A referral that led to no further action is dated before the census year.",
    mend=(
        "Take it out: a referral that ended at once belongs in the return of the year in which "
        "it was received."
    ),
)

PASSING = """
CINdetails CINreferralDate=2025-03-31 ReferralNFA=true
CINdetails CINreferralDate=2024-03-31 ReferralNFA=false
CINdetails ReferralNFA=true
"""

FAILING = """
CINdetails CINreferralDate!=2025-03-30 ReferralNFA=true
"""
