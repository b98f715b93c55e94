"""Rule 8815: at most one open episode per child, apart from NFA referrals."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.episodes) > 1:
        still = [each for each in child.episodes
                 if each.CINclosureDate is None and not each.no_further_action]
        if len(still) > 1:
            yield tuple(m for each in still for m in at(each, "CINclosureDate"))


RULE = on_child(
    broken, "8815", ERROR,
    fields="CINdetails.CINclosureDate",
    must_hold="At most one open episode per child, apart from NFA referrals.",
    message="More than one episode of need of this child is open.",
    mend="Close the earlier episode, or join the two to one.",
)

PASSING = """
CINdetails ReferralNFA=false
CINdetails ReferralNFA=true
CINdetails ReferralNFA=false CINclosureDate=2025-06-01
"""

FAILING = """
CINdetails ReferralNFA=false CINclosureDate!
CINdetails ReferralNFA=true
CINdetails ReferralNFA=false CINclosureDate!
"""
