"""Rule 8863Q: a new assessment does not start while another is open."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_child, overlapping
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.assessments) > 1:
        for one, other in overlapping(
            child.assessments, "AssessmentActualStartDate", "AssessmentAuthorisationDate",
            census.last,
        ):
            yield (
                at(one, "AssessmentActualStartDate", "AssessmentAuthorisationDate")
                + at(other, "AssessmentActualStartDate")
            )


RULE = on_child(
    broken, "8863Q", QUERY, table="Assessments",
    fields="Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate",
    must_hold="A new assessment does not start while another is open.",
    message="An assessment started while another was open.",
    mend="Check the days, or join the two; be ready to explain it when both were needed.",
)

PASSING = """
CINdetails
Assessments AssessmentActualStartDate=2025-05-01 AssessmentAuthorisationDate=2025-06-01
Assessments AssessmentActualStartDate=2025-06-02
Assessments
"""

FAILING = """
CINdetails
Assessments AssessmentActualStartDate!=2025-05-01 AssessmentAuthorisationDate!=2025-06-01
Assessments AssessmentActualStartDate!=2025-05-31

CINdetails
Assessments AssessmentActualStartDate!=2025-05-01 AssessmentAuthorisationDate!
Assessments AssessmentActualStartDate!=2025-05-31 AssessmentAuthorisationDate=2025-07-01
"""
