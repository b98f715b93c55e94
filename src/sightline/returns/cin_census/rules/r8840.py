"""Rule 8840: a CP plan does not start and end on the same day."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    begun = plan.CPPstartDate
    return begun is not None and plan.CPPendDate is not None and begun == plan.CPPendDate


RULE = on_row(
    ProtectionPlan, broken, "8840", ERROR,
    fields="ChildProtectionPlans.CPPstartDate ChildProtectionPlans.CPPendDate",
    must_hold="A CP plan does not start and end on the same day.",
    message="The child protection plan started and ended on the same day.",
    mend="Check both days; take the plan out if there was none.",
)

PASSING = """
CINdetails
ChildProtectionPlans CPPstartDate=2025-06-01 CPPendDate=2025-06-02
ChildProtectionPlans
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPstartDate!=2025-06-01 CPPendDate!=2025-06-01
"""
