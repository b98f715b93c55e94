"""Rule 8940: CP plans of one child do not overlap."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child, overlapping
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.plans) > 1:
        for one, other in overlapping(
            child.plans, "CPPstartDate", "CPPendDate", census.last, last_day=True
        ):
            yield at(one, "CPPstartDate", "CPPendDate") + at(other, "CPPstartDate")


RULE = on_child(
    broken, "8940", ERROR, table="ChildProtectionPlans",
    fields="ChildProtectionPlans.CPPstartDate ChildProtectionPlans.CPPendDate",
    must_hold="CP plans of one child do not overlap.",
    message="Two child protection plans of this child overlap.",
    mend="Check the days; the second starts after the day on which the first ended.",
)

PASSING = """
CINdetails
ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
ChildProtectionPlans CPPstartDate=2025-06-02
ChildProtectionPlans
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPstartDate!=2025-05-01 CPPendDate!=2025-06-01
ChildProtectionPlans CPPstartDate!=2025-06-01

CINdetails
ChildProtectionPlans CPPstartDate!=2025-05-01 CPPendDate!
ChildProtectionPlans CPPstartDate!=2025-06-01 CPPendDate=2025-07-01
"""
