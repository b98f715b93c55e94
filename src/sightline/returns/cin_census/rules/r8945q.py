"""Rule 8945Q: retired factor 18A is not used; use 18B or 18C."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    return any(factor.upper() == "18A" for factor in assessment.AssessmentFactors)


RULE = on_row(
    Assessment, broken, "8945Q", QUERY, since=2025,
    fields="Assessments.AssessmentFactors",
    must_hold="Retired factor 18A is not used; use 18B or 18C.",
    message="Factor 18A (physical abuse, by whom is not said) is used, which has been retired.",
    mend="Give 18B (by another child) or 18C (by an adult).",
    dispute=(
        "The sector's validator never fires on a file, because it expects one code where a file "
        "holds a list."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentFactors=18B,18C
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentFactors!=1A,18A
Assessments AssessmentFactors!=18a
"""
