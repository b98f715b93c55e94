"""Rule 8867: every assessment is authorised before the episode closes."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.CINclosureDate is not None:
            for each in episode.assessments:
                if each.AssessmentAuthorisationDate is None:
                    yield at(episode, "CINclosureDate") + at(each, "AssessmentAuthorisationDate")


RULE = on_child(
    broken, "8867", ERROR, table="Assessments",
    fields="CINdetails.CINclosureDate Assessments.AssessmentAuthorisationDate",
    must_hold="Every assessment is authorised before the episode closes.",
    message="The episode closed with an assessment that is not authorised.",
    mend=(
        "Add the day on which the assessment was authorised, or check that the episode is "
        "closed."
    ),
)

PASSING = """
CINdetails CINclosureDate=2025-06-01
Assessments AssessmentAuthorisationDate=2025-06-01
CINdetails
Assessments
"""

FAILING = """
CINdetails CINclosureDate!=2025-06-01
Assessments AssessmentAuthorisationDate!
Assessments AssessmentAuthorisationDate=2025-05-30
"""
