"""Rule 4013: a CIN plan end date lies in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, CINPlan, Episode


def broken(plan: CINPlan, episode: Episode, census: Census) -> bool:
    return plan.CINPlanEndDate is not None and not census.within(plan.CINPlanEndDate)


RULE = on_row(
    CINPlan, broken, "4013", ERROR,
    fields="CINplanDates.CINPlanEndDate",
    must_hold="A CIN plan end date lies in the census period.",
    message="The child in need plan ended outside the census year.",
    mend=(
        "Check the day. A plan that ended before the year began is not in the return; a later "
        "end comes next year."
    ),
)

PASSING = """
CINdetails
CINPlanDates CINPlanEndDate=2025-04-01
CINPlanDates
"""

FAILING = """
CINdetails
CINPlanDates CINPlanEndDate!=2025-03-31
CINPlanDates CINPlanEndDate!=2026-04-01
"""
