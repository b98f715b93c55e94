"""Rule 4010: a CIN plan has a start date, not after the period end."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, CINPlan, Episode


def broken(plan: CINPlan, episode: Episode, census: Census) -> bool:
    return plan.CINPlanStartDate is None or plan.CINPlanStartDate > census.last


RULE = on_row(
    CINPlan, broken, "4010", ERROR,
    fields="CINplanDates.CINPlanStartDate",
    must_hold="A CIN plan has a start date, not after the period end.",
    message="The child in need plan has no start date, or starts after the census year.",
    mend="Record the day the plan started. A plan of the next year belongs in the next return.",
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2026-03-31
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2026-04-01
CINPlanDates CINPlanStartDate!
"""
