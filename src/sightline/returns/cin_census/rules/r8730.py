"""Rule 8730: the number of previous CP plans is present."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    told = plan.NumberOfPreviousCPP
    return told is None or not (told.isascii() and told.isdigit())


RULE = on_row(
    ProtectionPlan, broken, "8730", ERROR,
    fields="ChildProtectionPlans.NumberOfPreviousCPP",
    must_hold="The number of previous CP plans is present.",
    message=(
        "It is not said how many child protection plans the child had before, or not as a "
        "number."
    ),
    mend=(
        "Count the child's earlier plans, those of other authorities too; 0 when there were "
        "none."
    ),
)

PASSING = """
CINdetails
ChildProtectionPlans NumberOfPreviousCPP=0
"""

FAILING = """
CINdetails
ChildProtectionPlans NumberOfPreviousCPP!
ChildProtectionPlans NumberOfPreviousCPP!=-1
ChildProtectionPlans NumberOfPreviousCPP!=one
"""
