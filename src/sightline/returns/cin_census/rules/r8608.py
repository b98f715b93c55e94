"""Rule 8608: an assessment is authorised on or after its start."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    return earlier(assessment.AssessmentAuthorisationDate, assessment.AssessmentActualStartDate)


RULE = on_row(
    Assessment, broken, "8608", ERROR,
    fields="Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate",
    must_hold="An assessment is authorised on or after its start.",
    message="The assessment was authorised before it started.",
    mend="Check both days.",
)

PASSING = """
CINdetails
Assessments AssessmentActualStartDate=2025-06-01 AssessmentAuthorisationDate=2025-06-01
Assessments AssessmentActualStartDate=2025-06-01
"""

FAILING = """
CINdetails
Assessments AssessmentActualStartDate!=2025-06-01 AssessmentAuthorisationDate!=2025-05-31
"""
