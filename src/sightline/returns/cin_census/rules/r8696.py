"""Rule 8696: assessment authorisation lies in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    day = assessment.AssessmentAuthorisationDate
    return day is not None and not census.within(day)


RULE = on_row(
    Assessment, broken, "8696", ERROR,
    fields="Assessments.AssessmentAuthorisationDate",
    must_hold="Assessment authorisation lies in the census period.",
    message="The assessment was authorised outside the census year.",
    mend=(
        "Check the day. An assessment authorised before the year is not in the return; a later "
        "one comes next year."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentAuthorisationDate=2025-04-01
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentAuthorisationDate!=2025-03-31
Assessments AssessmentAuthorisationDate!=2026-04-01
"""
