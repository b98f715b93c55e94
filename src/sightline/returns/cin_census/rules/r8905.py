"""Rule 8905: the initial category of abuse is present and in the code set."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return plan.InitialCategoryOfAbuse not in census.codes("category_of_abuse")


RULE = on_row(
    ProtectionPlan, broken, "8905", ERROR,
    fields="ChildProtectionPlans.InitialCategoryOfAbuse",
    must_hold="The initial category of abuse is present and in the code set.",
    message=(
        "The category of abuse at the start of the child protection plan is missing, or is not "
        "one of the codes."
    ),
    mend="Give NEG, PHY, SAB or EMO as the conference decided.",
)

PASSING = """
CINdetails
ChildProtectionPlans InitialCategoryOfAbuse=NEG
ChildProtectionPlans InitialCategoryOfAbuse=MUL
"""

FAILING = """
CINdetails
ChildProtectionPlans InitialCategoryOfAbuse!
ChildProtectionPlans InitialCategoryOfAbuse!=BBB
"""
