"""Rule 4014: CIN plans of one child do not overlap."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child, overlapping
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.cin_plans) > 1:
        for one, other in overlapping(
            child.cin_plans, "CINPlanStartDate", "CINPlanEndDate", census.last
        ):
            yield at(one, "CINPlanStartDate", "CINPlanEndDate") + at(other, "CINPlanStartDate")


RULE = on_child(
    broken, "4014", ERROR, table="CINplanDates",
    fields="CINplanDates.CINPlanStartDate CINplanDates.CINPlanEndDate",
    must_hold="CIN plans of one child do not overlap.",
    message="Two child in need plans of this child overlap.",
    mend="End the first plan when the second starts, or join them to one.",
)

PASSING = """
CINdetails
CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
CINPlanDates CINPlanStartDate=2025-06-01
CINPlanDates
"""

FAILING = """
CINdetails
CINPlanDates CINPlanStartDate!=2025-06-01
CINPlanDates CINPlanStartDate!=2025-05-01 CINPlanEndDate!=2025-06-02

CINdetails
CINPlanDates CINPlanStartDate!=2025-05-01 CINPlanEndDate!
CINdetails
CINPlanDates CINPlanStartDate!=2025-06-01 CINPlanEndDate=2025-06-02
"""
