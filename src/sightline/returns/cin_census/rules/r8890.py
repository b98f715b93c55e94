"""Rule 8890: a section 47 enquiry does not start while another is open."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child, overlapping
from sightline.returns.cin_census.tables import YES, Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.enquiries) > 1:
        # one that needed no conference does not say when it was over
        lasting = [each for each in child.enquiries if each.ICPCnotRequired not in YES]
        for one, other in overlapping(
            lasting, "S47ActualStartDate", "DateOfInitialCPC", census.last
        ):
            yield (
                at(one, "S47ActualStartDate", "DateOfInitialCPC")
                + at(other, "S47ActualStartDate")
            )


RULE = on_child(
    broken, "8890", ERROR, table="Section47",
    fields="Section47.S47ActualStartDate Section47.DateOfInitialCPC",
    must_hold="A section 47 enquiry does not start while another is open.",
    message="A section 47 enquiry started while another was open.",
    mend=(
        "Check the days. An enquiry is over with its conference; a new concern in the meantime "
        "belongs to the open one."
    ),
)

PASSING = """
CINdetails
Section47 S47ActualStartDate=2025-05-01 DateOfInitialCPC=2025-05-20
Section47 S47ActualStartDate=2025-05-20 DateOfInitialCPC=2025-05-30
Section47 S47ActualStartDate=2025-05-02 ICPCnotRequired=true
Section47
"""

FAILING = """
CINdetails
Section47 S47ActualStartDate!=2025-05-01 DateOfInitialCPC!=2025-05-20
Section47 S47ActualStartDate!=2025-05-19 DateOfInitialCPC=2025-05-30

CINdetails
Section47 S47ActualStartDate!=2025-05-01 DateOfInitialCPC!
Section47 S47ActualStartDate!=2025-05-19 DateOfInitialCPC=2025-05-30
"""
