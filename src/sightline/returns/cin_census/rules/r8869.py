"""Rule 8869: factor 21 is used alone."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    factors = assessment.AssessmentFactors
    return len(factors) > 1 and "21" in factors and set(factors) != {"21"}


RULE = on_row(
    Assessment, broken, "8869", ERROR,
    fields="Assessments.AssessmentFactors",
    must_hold="Factor 21 is used alone.",
    message="The assessment found no factors (21), and yet gives others.",
    mend="Take 21 out, or the others.",
    dispute=(
        "The sector's validator looks for factors in rows of their own, which no file has, and "
        "never fires on a file."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentFactors=21
Assessments AssessmentFactors=1A,2A
Assessments AssessmentFactors=21,21
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentFactors!=1A,21
"""
