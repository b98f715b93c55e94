"""Rule 8950Q: retired factor 19A is not used; use 19B or 19C."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    return any(factor.upper() == "19A" for factor in assessment.AssessmentFactors)


RULE = on_row(
    Assessment, broken, "8950Q", QUERY, since=2025,
    fields="Assessments.AssessmentFactors",
    must_hold="Retired factor 19A is not used; use 19B or 19C.",
    message="Factor 19A (sexual abuse, by whom is not said) is used, which has been retired.",
    mend="Give 19B (by another child) or 19C (by an adult).",
    dispute=(
        "The sector's validator never fires on a file, because it expects one code where a file "
        "holds a list."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentFactors=19B,19C
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentFactors!=1A,19A
Assessments AssessmentFactors!=19a
"""
