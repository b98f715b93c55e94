"""Rule 8896: at most one open assessment per episode."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.groups:
        if len(episode.assessments) > 1:
            still = [e for e in episode.assessments if e.AssessmentAuthorisationDate is None]
            if len(still) > 1:
                yield tuple(m for each in still for m in at(each, "AssessmentAuthorisationDate"))


RULE = on_child(
    broken, "8896", ERROR, table="Assessments",
    fields="Assessments.AssessmentAuthorisationDate",
    must_hold="At most one open assessment per episode.",
    message="More than one assessment of the episode is not authorised.",
    mend="Add the days on which they were authorised, or join them to one.",
)

PASSING = """
CINdetails
Assessments
Assessments AssessmentAuthorisationDate=2025-06-01
CINdetails
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentAuthorisationDate!
Assessments AssessmentAuthorisationDate=2025-06-01
Assessments AssessmentAuthorisationDate!
"""
