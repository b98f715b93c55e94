"""Rule 8873Q: an episode whose only assessment found no factors (21) closes as RC8 or RC9."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.ReasonForClosure in (None, "RC8", "RC9") or len(episode.assessments) != 1:
            continue
        if set(episode.assessments[0].AssessmentFactors) == {"21"}:
            yield (
                at(episode, "ReasonForClosure")
                + at(episode.assessments[0], "AssessmentFactors")
            )


RULE = on_child(
    broken, "8873Q", QUERY, table="Assessments",
    fields="CINdetails.ReasonForClosure Assessments.AssessmentFactors",
    must_hold="An episode whose only assessment found no factors (21) closes as RC8 or RC9.",
    message=(
        "The only assessment found no factors (21), and yet the episode closed for another "
        "reason than after assessment."
    ),
    mend="Check the factors and the reason for closure; RC8 or RC9 is expected.",
)

PASSING = """
CINdetails ReasonForClosure=RC8
Assessments AssessmentFactors=21
CINdetails
Assessments AssessmentFactors=21
CINdetails ReasonForClosure=RC7
Assessments AssessmentFactors=21
Assessments AssessmentFactors=20
"""

FAILING = """
CINdetails ReasonForClosure!=RC7
Assessments AssessmentFactors!=21
"""
