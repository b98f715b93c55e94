"""Rule 8920: a CP plan does not end after the child died."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.PersonDeathDate is not None:
            for plan in child.plans:
                if earlier(who.PersonDeathDate, plan.CPPendDate):
                    yield at(who, "PersonDeathDate") + at(plan, "CPPendDate")


RULE = on_child(
    broken, "8920", ERROR, table="ChildProtectionPlans",
    fields="ChildIdentifiers.PersonDeathDate ChildProtectionPlans.CPPendDate",
    must_hold="A CP plan does not end after the child died.",
    message="The child protection plan ended after the child died.",
    mend="End the plan on the day of the death, or check both days.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01
CINdetails
ChildProtectionPlans CPPendDate=2025-06-01
ChildProtectionPlans
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-06-01
CINdetails
ChildProtectionPlans CPPendDate!=2025-06-02
"""
