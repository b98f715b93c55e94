"""Rule 4001: no CIN plan is open while a CP plan is open."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for plan in child.cin_plans:
        if plan.CINPlanStartDate is not None and plan.CINPlanEndDate is None:
            for protection in child.plans:
                if protection.CPPstartDate is not None and protection.CPPendDate is None:
                    yield at(plan, "CINPlanEndDate") + at(protection, "CPPendDate")


RULE = on_child(
    broken, "4001", ERROR, table="CINplanDates",
    fields="CINplanDates.CINPlanEndDate ChildProtectionPlans.CPPendDate",
    must_hold="No CIN plan is open while a CP plan is open.",
    message="A child in need plan and a child protection plan are both open.",
    mend="End the child in need plan on the day the child protection plan started.",
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01 CINPlanEndDate=2025-07-01
ChildProtectionPlans CPPstartDate=2025-07-01

CINdetails
CINPlanDates CINPlanStartDate=2025-06-01
ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01 CINPlanEndDate!
ChildProtectionPlans CPPstartDate=2025-07-01 CPPendDate!
"""
