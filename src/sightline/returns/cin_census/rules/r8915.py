"""Rule 8915: a CP plan does not start after the child died."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.PersonDeathDate is not None:
            for plan in child.plans:
                if earlier(who.PersonDeathDate, plan.CPPstartDate):
                    yield at(who, "PersonDeathDate") + at(plan, "CPPstartDate")


RULE = on_child(
    broken, "8915", ERROR, table="ChildProtectionPlans",
    fields="ChildProtectionPlans.CPPstartDate ChildIdentifiers.PersonDeathDate",
    must_hold="A CP plan does not start after the child died.",
    message="The child protection plan started after the child died.",
    mend="Check both days.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01
CINdetails
ChildProtectionPlans CPPstartDate=2025-06-01
ChildProtectionPlans
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-06-01
CINdetails
ChildProtectionPlans CPPstartDate!=2025-06-02
"""
