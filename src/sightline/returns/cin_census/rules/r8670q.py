"""Rule 8670Q: no open assessment is older than 45 working days at the period end."""

from sightline.returns.cin_census.declaring import QUERY, earlier, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    return assessment.AssessmentAuthorisationDate is None and earlier(
        assessment.AssessmentActualStartDate, census.assessments_due)


RULE = on_row(
    Assessment, broken, "8670Q", QUERY,
    fields="Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate",
    must_hold="No open assessment is older than 45 working days at the period end.",
    message=(
        "The assessment was still open at the end of the census year, more than 45 working days "
        "after it started."
    ),
    mend="Add the day on which it was authorised, or be ready to explain the delay.",
    dispute=(
        "The sector's validator counts one working day short, and asks about an assessment on "
        "its 45th day."
    ),
)

PASSING = """
year 2022-23
CINdetails
Assessments AssessmentActualStartDate=2023-01-27
Assessments AssessmentActualStartDate=2022-10-15 AssessmentAuthorisationDate=2023-01-15
Assessments
"""

FAILING = """
year 2022-23
CINdetails
Assessments AssessmentActualStartDate!=2023-01-26 AssessmentAuthorisationDate!
"""
