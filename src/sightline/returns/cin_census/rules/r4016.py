"""Rule 4016: a CP plan is not open when a CIN plan is opened."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if not child.cin_plans or not child.plans:
        return
    for plan in child.cin_plans:
        begun = plan.CINPlanStartDate
        for other in child.plans:
            if begun is None or other.CPPstartDate is None or begun < other.CPPstartDate:
                continue
            over = other.CPPendDate
            if begun < over if over is not None else begun <= census.last:
                yield at(plan, "CINPlanStartDate") + at(other, "CPPstartDate", "CPPendDate")


RULE = on_child(
    broken, "4016", ERROR, table="CINplanDates",
    fields=(
        "CINplanDates.CINPlanStartDate ChildProtectionPlans.CPPstartDate "
        "ChildProtectionPlans.CPPendDate"
    ),
    must_hold="A CP plan is not open when a CIN plan is opened.",
    message="The child in need plan started while a child protection plan was open.",
    mend=(
        "Check the days: the child in need plan starts on or after the day the child protection "
        "plan ended."
    ),
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01
CINPlanDates CINPlanStartDate=2025-04-30
CINPlanDates
ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
ChildProtectionPlans
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2025-05-31
CINPlanDates CINPlanStartDate!=2025-05-01
ChildProtectionPlans CPPstartDate!=2025-05-01 CPPendDate!=2025-06-01

CINdetails
CINPlanDates CINPlanStartDate!=2026-03-31
ChildProtectionPlans CPPstartDate!=2025-05-01 CPPendDate!
"""
