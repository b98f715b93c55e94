"""Rule 8825Q: closure as RC8 or RC9 needs an assessment in the episode."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.ReasonForClosure in ("RC8", "RC9") and not episode.assessments


RULE = on_row(
    Episode, broken, "8825Q", QUERY,
    fields="CINdetails.ReasonForClosure",
    must_hold="Closure as RC8 or RC9 needs an assessment in the episode.",
    message=(
        "The episode closed after an assessment (RC8 or RC9), and there is no assessment in it."
    ),
    mend="Add the assessment, or give the reason that fits.",
)

PASSING = """
CINdetails ReasonForClosure=RC8
Assessments
CINdetails ReasonForClosure=RC7
CINdetails
"""

FAILING = """
CINdetails ReasonForClosure!=RC9
CINdetails ReasonForClosure=RC8
Assessments
"""
