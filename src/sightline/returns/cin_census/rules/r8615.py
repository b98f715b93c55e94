"""Rule 8615: a section 47 enquiry has a start date not after its initial conference."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Enquiry, Episode


def broken(enquiry: Enquiry, episode: Episode, census: Census) -> bool:
    held, begun = enquiry.DateOfInitialCPC, enquiry.S47ActualStartDate
    return held is not None and (begun is None or begun > held)


RULE = on_row(
    Enquiry, broken, "8615", ERROR,
    fields="Section47.S47ActualStartDate Section47.DateOfInitialCPC",
    must_hold="A section 47 enquiry has a start date not after its initial conference.",
    message="The section 47 enquiry has a conference, and started after it or has no start date.",
    mend=(
        "Check both days: the enquiry starts with the strategy discussion, the conference "
        "follows."
    ),
)

PASSING = """
CINdetails
Section47 S47ActualStartDate=2025-06-01 DateOfInitialCPC=2025-06-01
Section47 S47ActualStartDate=2025-06-01
Section47
"""

FAILING = """
CINdetails
Section47 S47ActualStartDate!=2025-06-02 DateOfInitialCPC!=2025-06-01
Section47 S47ActualStartDate! DateOfInitialCPC!=2025-06-01
"""
