"""Rule 8842Q: a CP review has a date."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, ProtectionPlan, Review


def broken(review: Review, plan: ProtectionPlan, census: Census) -> bool:
    return review.CPPreviewDate is None


RULE = on_row(
    Review, broken, "8842Q", QUERY,
    fields="Reviews.CPPreviewDate",
    must_hold="A CP review has a date.",
    message="A review of the child protection plan has no date.",
    mend="Record the day of the review conference, or take the review out.",
)

PASSING = """
CINdetails
ChildProtectionPlans
Reviews CPPreviewDate=2025-06-02
"""

FAILING = """
CINdetails
ChildProtectionPlans
Reviews CPPreviewDate!
"""
