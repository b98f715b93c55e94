"""Rule 4003: no CP review falls inside an open CIN plan."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if not child.cin_plans or not child.plans:
        return
    reviews = [each for plan in child.plans for each in plan.reviews]
    for plan in child.cin_plans:
        begun, over = plan.CINPlanStartDate, plan.CINPlanEndDate or census.last
        for review in reviews:
            held = review.CPPreviewDate
            if begun is not None and held is not None and begun < held < over:
                yield at(plan, "CINPlanStartDate", "CINPlanEndDate") + at(review, "CPPreviewDate")


RULE = on_child(
    broken, "4003", ERROR, table="CINplanDates",
    fields="CINplanDates.CINPlanStartDate CINplanDates.CINPlanEndDate Reviews.CPPreviewDate",
    must_hold="No CP review falls inside an open CIN plan.",
    message="A child protection plan was reviewed while the child was on a child in need plan.",
    mend=(
        "Check the days of the review and of the child in need plan; a child is on one plan at "
        "a time."
    ),
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01 CINPlanEndDate=2025-07-01
ChildProtectionPlans CPPstartDate=2025-07-01
Reviews CPPreviewDate=2025-07-01
Reviews CPPreviewDate=2025-06-01
Reviews
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2025-06-01 CINPlanEndDate!=2025-07-01
ChildProtectionPlans CPPstartDate=2025-05-01
Reviews CPPreviewDate!=2025-06-30

CINdetails
CINPlanDates CINPlanStartDate!=2025-06-01 CINPlanEndDate!
ChildProtectionPlans CPPstartDate=2025-05-01
Reviews CPPreviewDate!=2025-06-30
"""
