"""Rule 8839: at most one open section 47 enquiry per episode."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import YES, Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.groups:
        if len(episode.enquiries) > 1:
            still = [each for each in episode.enquiries
                     if each.DateOfInitialCPC is None and each.ICPCnotRequired not in YES]
            if len(still) > 1:
                yield tuple(mark for each in still for mark in at(each, "DateOfInitialCPC"))


RULE = on_child(
    broken, "8839", ERROR, table="Section47",
    fields="Section47.DateOfInitialCPC",
    must_hold="At most one open section 47 enquiry per episode.",
    message="More than one section 47 enquiry of the episode is open.",
    mend="Add the days of the conferences, or say that none was required.",
)

PASSING = """
CINdetails
Section47 ICPCnotRequired=false
Section47 ICPCnotRequired=true
Section47 DateOfInitialCPC=2025-06-01
CINdetails
Section47
"""

FAILING = """
CINdetails
Section47 DateOfInitialCPC! ICPCnotRequired=false
Section47 DateOfInitialCPC=2025-06-01
Section47 DateOfInitialCPC!
"""
