"""Rule 4008: a CIN plan does not start after the child died."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.PersonDeathDate is not None:
            for plan in child.cin_plans:
                if earlier(who.PersonDeathDate, plan.CINPlanStartDate):
                    yield at(who, "PersonDeathDate") + at(plan, "CINPlanStartDate")


RULE = on_child(
    broken, "4008", ERROR, table="CINplanDates",
    fields="ChildIdentifiers.PersonDeathDate CINplanDates.CINPlanStartDate",
    must_hold="A CIN plan does not start after the child died.",
    message="The child in need plan started after the child died.",
    mend="Check both days.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01
CINdetails
CINPlanDates CINPlanStartDate=2025-06-01
CINPlanDates
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-06-01
CINdetails
CINPlanDates CINPlanStartDate!=2025-06-02
"""
