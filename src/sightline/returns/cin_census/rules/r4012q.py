"""Rule 4012Q: a CIN plan does not start and end on the same day."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, CINPlan, Episode


def broken(plan: CINPlan, episode: Episode, census: Census) -> bool:
    begun = plan.CINPlanStartDate
    return begun is not None and plan.CINPlanEndDate is not None and begun == plan.CINPlanEndDate


RULE = on_row(
    CINPlan, broken, "4012Q", QUERY,
    fields="CINplanDates.CINPlanStartDate CINplanDates.CINPlanEndDate",
    must_hold="A CIN plan does not start and end on the same day.",
    message="The child in need plan started and ended on the same day.",
    mend="Check both days; take the plan out if there was none.",
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01 CINPlanEndDate=2025-06-02
CINPlanDates
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2025-06-01 CINPlanEndDate!=2025-06-01
"""
