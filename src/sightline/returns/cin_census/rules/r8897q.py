"""Rule 8897Q: an authorised assessment has at least one factor."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Assessment, Census, Episode

#: Retired, and asked about by rules of their own.
RETIRED = frozenset({"18A", "19A"})


def broken(assessment: Assessment, episode: Episode, census: Census) -> bool:
    day, factors = assessment.AssessmentAuthorisationDate, assessment.AssessmentFactors
    if day is None or not census.within(day):
        return False
    known = census.codes("assessment_factors")
    return not factors or any(f not in known and f.upper() not in RETIRED for f in factors)


RULE = on_row(
    Assessment, broken, "8897Q", QUERY,
    fields="Assessments.AssessmentAuthorisationDate Assessments.AssessmentFactors",
    must_hold="An authorised assessment has at least one factor.",
    message=(
        "The assessment was authorised in the census year, and no factor is given, or one that "
        "is not in the code set."
    ),
    mend="Record what the assessment found; 21 when it found nothing.",
    dispute=(
        "The sector's validator fails on a list of factors, which is what every file holds, and "
        "lists the rule as passed."
    ),
)

PASSING = """
CINdetails
Assessments AssessmentAuthorisationDate=2025-06-01 AssessmentFactors=1A,18A
Assessments AssessmentAuthorisationDate=2024-06-01
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentAuthorisationDate!=2025-06-01 AssessmentFactors!
Assessments AssessmentAuthorisationDate!=2025-06-01 AssessmentFactors!=99
Assessments AssessmentAuthorisationDate!=2025-06-01 AssessmentFactors!=1A,99
"""
