"""Rule 8910: the latest category of abuse is present and in the code set."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return plan.LatestCategoryOfAbuse not in census.codes("category_of_abuse")


RULE = on_row(
    ProtectionPlan, broken, "8910", ERROR,
    fields="ChildProtectionPlans.LatestCategoryOfAbuse",
    must_hold="The latest category of abuse is present and in the code set.",
    message=(
        "The latest category of abuse of the child protection plan is missing, or is not one of "
        "the codes."
    ),
    mend="Give NEG, PHY, SAB or EMO, as it was when the plan ended or on 31 March.",
)

PASSING = """
CINdetails
ChildProtectionPlans LatestCategoryOfAbuse=NEG
ChildProtectionPlans LatestCategoryOfAbuse=MUL
"""

FAILING = """
CINdetails
ChildProtectionPlans LatestCategoryOfAbuse!
ChildProtectionPlans LatestCategoryOfAbuse!=BBB
"""
