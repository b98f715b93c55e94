"""Rule 2885: a CP plan starts on the day of its initial (or transfer-in) conference."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.groups:
        for plan in episode.plans:
            begun = plan.CPPstartDate
            # the conference of a plan from an earlier year was in that year's return
            if begun is None or not census.within(begun):
                continue
            held = [row for row in (*episode.enquiries, episode)
                    if row.DateOfInitialCPC is not None]
            if all(row.DateOfInitialCPC != begun for row in held):
                yield at(plan, "CPPstartDate") + tuple(
                    mark for row in held for mark in at(row, "DateOfInitialCPC"))


RULE = on_child(
    broken, "2885", ERROR, table="ChildProtectionPlans",
    fields=(
        "ChildProtectionPlans.CPPstartDate Section47.DateOfInitialCPC "
        "CINdetails.DateOfInitialCPC"
    ),
    must_hold="A CP plan starts on the day of its initial (or transfer-in) conference.",
    message=(
        "The child protection plan did not start on the day of an initial conference in its "
        "episode of need."
    ),
    mend=(
        "Check both days; they must be the same. For a child who moved here, give the transfer- "
        "in conference in the episode."
    ),
)

PASSING = """
CINdetails DateOfInitialCPC=2025-05-01
Section47 DateOfInitialCPC=2025-07-01
ChildProtectionPlans CPPstartDate=2025-05-01
ChildProtectionPlans CPPstartDate=2025-07-01
ChildProtectionPlans CPPstartDate=2024-07-01
ChildProtectionPlans
"""

FAILING = """
CINdetails
Section47 DateOfInitialCPC!=2025-07-01
Section47
ChildProtectionPlans CPPstartDate!=2025-07-02
CINdetails DateOfInitialCPC=2025-07-02

CINdetails
ChildProtectionPlans CPPstartDate!=2025-07-02
"""
