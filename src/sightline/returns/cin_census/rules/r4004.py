"""Rule 4004: a child has at most one CIN plan without an end date."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.cin_plans) > 1:
        still = [plan for plan in child.cin_plans if plan.CINPlanEndDate is None]
        if len(still) > 1:
            yield tuple(mark for plan in still for mark in at(plan, "CINPlanEndDate"))


RULE = on_child(
    broken, "4004", ERROR, table="CINplanDates",
    fields="CINplanDates.CINPlanEndDate",
    must_hold="A child has at most one CIN plan without an end date.",
    message="More than one child in need plan of this child has no end date.",
    mend="End the plans that are over.",
    dispute=(
        "The sector's validator counts within each episode; the rule speaks of the child, who "
        "has one plan at a time."
    ),
)

PASSING = """
CINdetails
CINPlanDates CINPlanEndDate=2025-06-01
CINPlanDates
"""

FAILING = """
CINdetails
CINPlanDates CINPlanEndDate!
CINdetails
CINPlanDates CINPlanEndDate!
CINPlanDates CINPlanEndDate=2025-06-01
"""
