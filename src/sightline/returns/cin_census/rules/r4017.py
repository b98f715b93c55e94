"""Rule 4017: a CIN plan is not open when a CP plan is opened."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if not child.cin_plans or not child.plans:
        return
    for plan in child.plans:
        begun = plan.CPPstartDate
        for other in child.cin_plans:
            if begun is None or other.CINPlanStartDate is None or begun < other.CINPlanStartDate:
                continue
            over = other.CINPlanEndDate
            if begun < over if over is not None else begun <= census.last:
                yield at(plan, "CPPstartDate") + at(other, "CINPlanStartDate", "CINPlanEndDate")


RULE = on_child(
    broken, "4017", ERROR, table="CINplanDates",
    fields=(
        "CINplanDates.CINPlanStartDate CINplanDates.CINPlanEndDate "
        "ChildProtectionPlans.CPPstartDate"
    ),
    must_hold="A CIN plan is not open when a CP plan is opened.",
    message="The child protection plan started while a child in need plan was open.",
    mend="End the child in need plan on the day the child protection plan started.",
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
CINPlanDates
ChildProtectionPlans CPPstartDate=2025-06-01
ChildProtectionPlans CPPstartDate=2025-04-30
ChildProtectionPlans
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2025-05-01 CINPlanEndDate!=2025-06-01
ChildProtectionPlans CPPstartDate!=2025-05-31
ChildProtectionPlans CPPstartDate!=2025-05-01

CINdetails
CINPlanDates CINPlanStartDate!=2025-05-01 CINPlanEndDate!
ChildProtectionPlans CPPstartDate!=2026-03-31
"""
