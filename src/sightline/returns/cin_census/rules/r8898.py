"""Rule 8898: no factor is repeated within an assessment."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    factors = assessment.AssessmentFactors
    return len(factors) > 1 and len(set(factors)) < len(factors)


RULE = on_row(
    Assessment, broken, "8898", ERROR,
    fields="Assessments.AssessmentFactors",
    must_hold="No factor is repeated within an assessment.",
    message="The same factor is given more than once in an assessment.",
    mend="Leave one of them.",
    dispute=(
        "The sector's validator fails on a list of factors, which is what every file holds, and "
        "lists the rule as passed."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentFactors=1A,2A
Assessments AssessmentFactors=1A
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentFactors!=1A,2A,1A
"""
