"""Rule 8568: the referral NFA flag is present and true or false."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode

FLAGS = frozenset({"0", "1", "true", "false"})


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.ReferralNFA not in FLAGS


RULE = on_row(
    Episode, broken, "8568", ERROR,
    fields="CINdetails.ReferralNFA",
    must_hold="The referral NFA flag is present and true or false.",
    message=(
        "It is not said, or not as true or false, whether the referral led to no further "
        "action."
    ),
    mend="Give true when the referral led to no further action, and false otherwise.",
)

PASSING = """
CINdetails ReferralNFA=1
CINdetails ReferralNFA=false
"""

FAILING = """
CINdetails ReferralNFA!
CINdetails ReferralNFA!=2
CINdetails ReferralNFA!=no
"""
