"""Rule 8866: referral source is present and in the code set."""

from datetime import date

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode

ASKED_SINCE = date(2013, 4, 1)


def broken(episode: Episode, child: Child, census: Census) -> bool:
    if episode.ReferralSource in census.codes("referral_source"):
        return False
    return episode.CINreferralDate is None or episode.CINreferralDate >= ASKED_SINCE


RULE = on_row(
    Episode, broken, "8866", ERROR,
    fields="CINdetails.CINreferralDate CINdetails.ReferralSource",
    must_hold="Referral source is present and in the code set.",
    message="It is not said who made the referral, or not by one of the codes.",
    mend=(
        "Record the source of the referral; 10 when it is not known. It is asked of referrals "
        "since April 2013."
    ),
)

PASSING = """
CINdetails CINreferralDate=2025-06-01 ReferralSource=1A
CINdetails CINreferralDate=2013-03-31
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01 ReferralSource!
CINdetails CINreferralDate!=2013-04-01 ReferralSource!=1Z
CINdetails CINreferralDate! ReferralSource!=1Z
"""
