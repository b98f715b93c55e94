"""Rule 8610: primary need is present when the referral led to further action."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import NO, Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.PrimaryNeedCode is None and episode.ReferralNFA in NO


RULE = on_row(
    Episode, broken, "8610", ERROR,
    fields="CINdetails.ReferralNFA CINdetails.PrimaryNeedCode",
    must_hold="Primary need is present when the referral led to further action.",
    message="The referral led to further action, and the child's primary need is not given.",
    mend="Record the main reason why the child needed services; N0 when it is not stated.",
)

PASSING = """
CINdetails ReferralNFA=false PrimaryNeedCode=N1
CINdetails ReferralNFA=true
CINdetails
"""

FAILING = """
CINdetails ReferralNFA!=0 PrimaryNeedCode!
"""
