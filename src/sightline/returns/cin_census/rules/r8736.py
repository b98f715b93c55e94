"""Rule 8736: an unfinished assessment started in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    begun = assessment.AssessmentActualStartDate
    if assessment.AssessmentAuthorisationDate is not None:
        return False
    return begun is None or not census.within(begun)


RULE = on_row(
    Assessment, broken, "8736", ERROR,
    fields="Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate",
    must_hold="An unfinished assessment started in the census period.",
    message="The assessment has no authorisation date, and started outside the census year.",
    mend="Add the day on which it was authorised, or check the day it started.",
)

PASSING = """
CINdetails
Assessments AssessmentActualStartDate=2025-04-01
Assessments AssessmentActualStartDate=2025-03-31 AssessmentAuthorisationDate=2025-05-01
"""

FAILING = """
CINdetails
Assessments AssessmentActualStartDate!=2025-03-31 AssessmentAuthorisationDate!
Assessments AssessmentActualStartDate!=2026-04-01 AssessmentAuthorisationDate!
"""
