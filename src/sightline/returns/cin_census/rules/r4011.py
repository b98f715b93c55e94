"""Rule 4011: a CIN plan ends on or after its start."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, CINPlan, Episode


def broken(plan: CINPlan, episode: Episode, census: Census) -> bool:
    return earlier(plan.CINPlanEndDate, plan.CINPlanStartDate)


RULE = on_row(
    CINPlan, broken, "4011", ERROR,
    fields="CINplanDates.CINPlanEndDate CINplanDates.CINPlanStartDate",
    must_hold="A CIN plan ends on or after its start.",
    message="The child in need plan ended before it started.",
    mend="Check both days.",
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01 CINPlanEndDate=2025-06-01
CINPlanDates CINPlanStartDate=2025-06-01
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2025-06-01 CINPlanEndDate!=2025-05-31
"""
