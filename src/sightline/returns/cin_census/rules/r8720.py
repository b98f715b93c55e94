"""Rule 8720: a CP plan has a start date, not after the period end."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return plan.CPPstartDate is None or plan.CPPstartDate > census.last


RULE = on_row(
    ProtectionPlan, broken, "8720", ERROR,
    fields="ChildProtectionPlans.CPPstartDate",
    must_hold="A CP plan has a start date, not after the period end.",
    message="The child protection plan has no start date, or starts after the census year.",
    mend=(
        "Record the day of the conference that made the plan. A plan of the next year belongs "
        "in the next return."
    ),
)

PASSING = """
CINdetails
ChildProtectionPlans CPPstartDate=2026-03-31
"""

FAILING = """
CINdetails
ChildProtectionPlans CPPstartDate!=2026-04-01
ChildProtectionPlans CPPstartDate!
"""
