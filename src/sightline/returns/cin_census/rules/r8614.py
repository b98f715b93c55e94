"""Rule 8614: factors are present only on an authorised assessment."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    return assessment.AssessmentAuthorisationDate is None and bool(assessment.AssessmentFactors)


RULE = on_row(
    Assessment, broken, "8614", ERROR,
    fields="Assessments.AssessmentAuthorisationDate Assessments.AssessmentFactors",
    must_hold="Factors are present only on an authorised assessment.",
    message="The assessment is not authorised, and yet factors are given.",
    mend="Add the day on which it was authorised, or leave the factors until it is.",
    dispute=(
        "The sector's validator fails on a list of factors, which is what every file holds, and "
        "lists the rule as passed."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentAuthorisationDate=2025-06-01 AssessmentFactors=6A,6B
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentAuthorisationDate! AssessmentFactors!=6A,6B
"""
