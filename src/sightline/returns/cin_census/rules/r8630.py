"""Rule 8630: closure is on or after the referral date."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return earlier(episode.CINclosureDate, episode.CINreferralDate)


RULE = on_row(
    Episode, broken, "8630", ERROR,
    fields="CINdetails.CINreferralDate CINdetails.CINclosureDate",
    must_hold="Closure is on or after the referral date.",
    message="The episode closed before its referral was received.",
    mend="Check both days.",
)

PASSING = """
CINdetails CINreferralDate=2025-06-01 CINclosureDate=2025-06-01
CINdetails
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01 CINclosureDate!=2025-05-31
"""
