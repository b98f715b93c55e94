"""Rule 8935: at most one open CP plan per child."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.plans) > 1:
        still = [plan for plan in child.plans if plan.CPPendDate is None]
        if len(still) > 1:
            yield tuple(mark for plan in still for mark in at(plan, "CPPendDate"))


RULE = on_child(
    broken, "8935", ERROR, table="ChildProtectionPlans",
    fields="ChildProtectionPlans.CPPendDate",
    must_hold="At most one open CP plan per child.",
    message="More than one child protection plan of this child has no end date.",
    mend="End the plans that are over.",
)

PASSING = """
CINdetails
ChildProtectionPlans CPPendDate=2025-06-01
ChildProtectionPlans
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPendDate!
CINdetails
ChildProtectionPlans CPPendDate!
ChildProtectionPlans CPPendDate=2025-06-01
"""
