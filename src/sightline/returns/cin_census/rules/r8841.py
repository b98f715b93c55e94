"""Rule 8841: a CP review is later than the plan start."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, ProtectionPlan, Review


def broken(review: Review, plan: ProtectionPlan, census: Census) -> bool:
    held, begun = review.CPPreviewDate, plan.CPPstartDate
    return held is not None and begun is not None and held <= begun


RULE = on_row(
    Review, broken, "8841", ERROR,
    fields="Reviews.CPPreviewDate ChildProtectionPlans.CPPstartDate",
    must_hold="A CP review is later than the plan start.",
    message="The review is dated on or before the day the child protection plan started.",
    mend="Check both days. The conference that made the plan is not a review of it.",
)

PASSING = """
CINdetails
ChildProtectionPlans CPPstartDate=2025-06-01
Reviews CPPreviewDate=2025-06-02
Reviews
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPstartDate!=2025-06-01
Reviews CPPreviewDate!=2025-06-01
"""
