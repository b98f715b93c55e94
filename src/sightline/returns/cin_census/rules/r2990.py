"""Rule 2990: an episode closed as RC8 or RC9 contains no section 47, CIN plan or CP plan
activity.
"""

from sightline.returns.cin_census.checking.declaring import ERROR, on_row
from sightline.returns.cin_census.checking.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    if episode.ReasonForClosure not in ("RC8", "RC9"):
        return False
    return bool(
        any(each.S47ActualStartDate is not None for each in episode.enquiries)
        or any(each.CINPlanStartDate is not None for each in episode.cin_plans)
        or any(each.CPPstartDate is not None for each in episode.plans)
        or episode.DateOfInitialCPC is not None
    )


RULE = on_row(
    Episode, broken, "2990", ERROR,
    fields="CINdetails.ReasonForClosure",
    must_hold=(
        "An episode closed as RC8 or RC9 contains no section 47, CIN plan or CP plan activity."
    ),
    message=(
        "The episode closed after assessment alone (RC8 or RC9), and yet has an enquiry or a "
        "plan."
    ),
    mend=(
        "Give the reason that fits what was done, or check that the enquiry or plan belongs to "
        "this episode."
    ),
)

PASSING = """
CINdetails ReasonForClosure=RC8
Assessments AssessmentActualStartDate=2025-06-01
CINdetails ReasonForClosure=RC7
Section47 S47ActualStartDate=2025-06-01
"""

FAILING = """
CINdetails ReasonForClosure!=RC8
Section47 S47ActualStartDate=2025-06-01

CINdetails ReasonForClosure!=RC9
CINPlanDates CINPlanStartDate=2025-06-01

CINdetails ReasonForClosure!=RC9
ChildProtectionPlans CPPstartDate=2025-06-01
"""
