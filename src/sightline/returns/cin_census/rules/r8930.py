"""Rule 8930: a CP plan end date lies in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return plan.CPPendDate is not None and not census.within(plan.CPPendDate)


RULE = on_row(
    ProtectionPlan, broken, "8930", ERROR,
    fields="ChildProtectionPlans.CPPendDate",
    must_hold="A CP plan end date lies in the census period.",
    message="The child protection plan ended outside the census year.",
    mend=(
        "Check the day. A plan that ended before the year began is not in the return; a later "
        "end comes next year."
    ),
)

PASSING = """
CINdetails
ChildProtectionPlans CPPendDate=2025-04-01
ChildProtectionPlans
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPendDate!=2025-03-31
ChildProtectionPlans CPPendDate!=2026-04-01
"""
