"""Rule 8772: UPN reason UN7 is used only when every episode was a referral NFA."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.UPNunknown == "UN7":
            for episode in child.episodes:
                if not episode.no_further_action:
                    yield at(who, "UPNunknown") + at(episode, "ReferralNFA")


RULE = on_child(
    broken, "8772", ERROR,
    fields="ChildIdentifiers.UPNunknown CINdetails.ReferralNFA",
    must_hold="UPN reason UN7 is used only when every episode was a referral NFA.",
    message=(
        "The reason for having no unique pupil number is UN7, and yet a referral led to more "
        "than no further action."
    ),
    mend=(
        "Ask for the child's number, or give another reason; UN7 is only for children whose "
        "every referral ended there."
    ),
)

PASSING = """
ChildIdentifiers UPNunknown=UN7
CINdetails ReferralNFA=1
CINdetails ReferralNFA=true
--
ChildIdentifiers UPNunknown=UN6
CINdetails ReferralNFA=false
"""

FAILING = """
ChildIdentifiers UPNunknown!=UN7
CINdetails ReferralNFA=1
CINdetails ReferralNFA!=0
"""
