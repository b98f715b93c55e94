"""Rule 2990: an episode closed as RC8 or RC9 contains no section 47, CIN plan or CP plan
activity.
"""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.ReasonForClosure in ("RC8", "RC9"):
            acted = [*episode.enquiries, *episode.cin_plans, *episode.plans]
            if acted or episode.DateOfInitialCPC is not None:
                # the episode is named where its own activity would stand, as in rule 8831
                yield at(episode, "DateOfInitialCPC") + tuple(
                    mark for row in acted for mark in at(row, "LAchildID"))


RULE = on_child(
    broken, "2990", ERROR,
    fields=(
        "CINdetails.DateOfInitialCPC Section47.LAchildID CINplanDates.LAchildID "
        "ChildProtectionPlans.LAchildID"
    ),
    must_hold=(
        "An episode closed as RC8 or RC9 contains no section 47, CIN plan or CP plan activity."
    ),
    message=(
        "The episode closed after assessment alone (RC8 or RC9), and yet has an enquiry, a "
        "conference or a plan."
    ),
    mend=(
        "Give the reason for closure that fits what was done, or check that the enquiry or plan "
        "belongs to this episode."
    ),
)

PASSING = """
CINdetails ReasonForClosure=RC8
Assessments AssessmentActualStartDate=2025-06-01
CINdetails ReasonForClosure=RC7
Section47 S47ActualStartDate=2025-06-01
"""

FAILING = """
CINdetails ReasonForClosure=RC8 DateOfInitialCPC!
Section47 LAchildID! S47ActualStartDate=2025-06-01

CINdetails ReasonForClosure=RC9 DateOfInitialCPC!
CINPlanDates LAchildID! CINPlanStartDate=2025-06-01
ChildProtectionPlans LAchildID! CPPstartDate=2025-06-01

CINdetails ReasonForClosure=RC9 DateOfInitialCPC!=2025-06-01
"""
