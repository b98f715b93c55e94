"""Rule 8820: episodes of one child do not overlap."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child, overlapping
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.episodes) > 1:
        # a referral that led to nothing, with no closure, lasted for no time
        lasting = [each for each in child.episodes
                   if each.CINclosureDate is not None or not each.no_further_action]
        for one, other in overlapping(lasting, "CINreferralDate", "CINclosureDate", census.last):
            yield at(one, "CINreferralDate", "CINclosureDate") + at(other, "CINreferralDate")


RULE = on_child(
    broken, "8820", ERROR,
    fields="CINdetails.CINreferralDate CINdetails.CINclosureDate",
    must_hold="Episodes of one child do not overlap.",
    message="Two episodes of need of this child overlap.",
    mend="Check the days; close the first before the second begins, or join the two to one.",
)

PASSING = """
CINdetails CINreferralDate=2025-05-01 CINclosureDate=2025-06-01
CINdetails CINreferralDate=2025-06-01
CINdetails CINreferralDate=2025-08-01 ReferralNFA=true
"""

FAILING = """
CINdetails CINreferralDate!=2025-05-01 CINclosureDate!=2025-06-01
CINdetails CINreferralDate!=2025-05-31

CINdetails CINreferralDate!=2025-05-01 CINclosureDate!
CINdetails CINreferralDate!=2025-05-31 CINclosureDate=2025-07-01
"""
