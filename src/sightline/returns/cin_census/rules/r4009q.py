"""Rule 4009Q: a CIN plan does not end after the child died."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.PersonDeathDate is not None:
            for plan in child.cin_plans:
                if earlier(who.PersonDeathDate, plan.CINPlanEndDate):
                    yield at(who, "PersonDeathDate") + at(plan, "CINPlanEndDate")


RULE = on_child(
    broken, "4009Q", QUERY, table="CINplanDates",
    fields="ChildIdentifiers.PersonDeathDate CINplanDates.CINPlanEndDate",
    must_hold="A CIN plan does not end after the child died.",
    message="The child in need plan ended after the child died.",
    mend="End the plan on the day of the death, unless you can explain the days as they are.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01
CINdetails
CINPlanDates CINPlanEndDate=2025-06-01
CINPlanDates
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-06-01
CINdetails
CINPlanDates CINPlanEndDate!=2025-06-02
"""
