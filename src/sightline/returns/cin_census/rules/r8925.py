"""Rule 8925: a CP plan ends on or after its start."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return earlier(plan.CPPendDate, plan.CPPstartDate)


RULE = on_row(
    ProtectionPlan, broken, "8925", ERROR,
    fields="ChildProtectionPlans.CPPstartDate ChildProtectionPlans.CPPendDate",
    must_hold="A CP plan ends on or after its start.",
    message="The child protection plan ended before it started.",
    mend="Check both days.",
)

PASSING = """
CINdetails
ChildProtectionPlans CPPstartDate=2025-06-01 CPPendDate=2025-06-01
ChildProtectionPlans CPPstartDate=2025-06-01
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPstartDate!=2025-06-01 CPPendDate!=2025-05-31
"""
