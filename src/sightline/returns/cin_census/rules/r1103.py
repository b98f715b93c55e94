"""Rule 1103: an assessment starts on or after the referral date of its episode."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    return earlier(assessment.AssessmentActualStartDate, episode.CINreferralDate)


RULE = on_row(
    Assessment, broken, "1103", ERROR,
    fields="Assessments.AssessmentActualStartDate CINdetails.CINreferralDate",
    must_hold="An assessment starts on or after the referral date of its episode.",
    message="The assessment started before the referral it belongs to was received.",
    mend=(
        "Check both days. If the assessment answered an earlier referral, move it to that "
        "episode of need."
    ),
)

PASSING = """
CINdetails CINreferralDate=2025-06-01
Assessments AssessmentActualStartDate=2025-06-01
Assessments

CINdetails
Assessments AssessmentActualStartDate=2025-06-01
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01
Assessments AssessmentActualStartDate!=2025-05-31
"""
