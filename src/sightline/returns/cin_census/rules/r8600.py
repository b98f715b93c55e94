"""Rule 8600: the referral date is present and not after the period end."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.CINreferralDate is None or episode.CINreferralDate > census.last


RULE = on_row(
    Episode, broken, "8600", ERROR,
    fields="CINdetails.CINreferralDate",
    must_hold="The referral date is present and not after the period end.",
    message="The referral has no date, or is dated after the census year.",
    mend=(
        "Record the day the referral was received. A referral of the next year belongs in the "
        "next return."
    ),
)

PASSING = """
CINdetails CINreferralDate=2026-03-31
"""

FAILING = """
CINdetails CINreferralDate!=2026-04-01
CINdetails CINreferralDate!
"""
