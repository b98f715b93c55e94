"""Rule 8565: nothing in the episode is dated after its closure date."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child, Episode
from sightline.returns.kit.rules import Marks, at

HELD = ("assessments", "cin_plans", "enquiries", "plans")


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.CINclosureDate is not None:
            late = after(episode)
            if late:
                yield at(episode, "CINclosureDate") + late


def after(episode: Episode) -> Marks:
    """Every element of the episode that is later than its closure."""
    late: Marks = ()
    rows = [episode, *(row for name in HELD for row in getattr(episode, name))]
    for row in rows:
        for name in DATES[row.table]:
            if earlier(episode.CINclosureDate, getattr(row, name)):
                late += at(row, name)
    return late


DATES = {
    "CINdetails": ("DateOfInitialCPC",),
    "Assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "CINplanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "Section47": ("S47ActualStartDate", "DateOfInitialCPC"),
    "ChildProtectionPlans": ("CPPstartDate", "CPPendDate"),
}


RULE = on_child(
    broken, "8565", ERROR,
    fields=(
        "CINdetails.CINclosureDate CINdetails.DateOfInitialCPC "
        "Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate "
        "Section47.S47ActualStartDate Section47.DateOfInitialCPC "
        "ChildProtectionPlans.CPPstartDate ChildProtectionPlans.CPPendDate "
        "CINplanDates.CINPlanStartDate CINplanDates.CINPlanEndDate"
    ),
    must_hold="Nothing in the episode is dated after its closure date.",
    message="Something in the episode of need happened after the episode closed.",
    mend=(
        "Check the days. What happened after the closure belongs to a later episode, or the "
        "closure is too early."
    ),
)

PASSING = """
CINdetails CINclosureDate=2025-06-01 DateOfInitialCPC=2025-06-01
Assessments AssessmentActualStartDate=2025-06-01
ChildProtectionPlans CPPendDate=2025-06-01
CINdetails
Assessments AssessmentActualStartDate=2025-06-02
"""

FAILING = """
CINdetails CINclosureDate!=2025-06-01 DateOfInitialCPC!=2025-06-02
Assessments AssessmentActualStartDate=2025-06-01 AssessmentAuthorisationDate!=2025-06-02
CINPlanDates CINPlanStartDate=2025-06-01 CINPlanEndDate!=2025-06-02
Section47 S47ActualStartDate!=2025-06-02
ChildProtectionPlans CPPstartDate=2025-06-01 CPPendDate!=2025-07-01
"""
