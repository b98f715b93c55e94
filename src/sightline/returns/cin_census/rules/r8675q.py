"""Rule 8675Q: a section 47 enquiry older than 15 working days at the period end has a conference
date or is marked not required.
"""

from sightline.returns.cin_census.declaring import QUERY, earlier, on_row
from sightline.returns.cin_census.tables import YES, Census, Enquiry, Episode


def broken(enquiry: Enquiry, episode: Episode, census: Census) -> bool:
    if enquiry.DateOfInitialCPC is not None or enquiry.ICPCnotRequired in YES:
        return False
    return earlier(enquiry.S47ActualStartDate, census.conferences_due)


RULE = on_row(
    Enquiry, broken, "8675Q", QUERY,
    fields="Section47.DateOfInitialCPC Section47.S47ActualStartDate Section47.ICPCnotRequired",
    must_hold=(
        "A section 47 enquiry older than 15 working days at the period end has a conference "
        "date or is marked not required."
    ),
    message=(
        "More than 15 working days after the section 47 enquiry started there is neither a "
        "conference nor the word that none was needed."
    ),
    mend=(
        "Add the day of the conference, or say that none was required; otherwise be ready to "
        "explain the delay."
    ),
)

PASSING = """
year 2022-23
CINdetails
Section47 S47ActualStartDate=2023-03-10
Section47 S47ActualStartDate=2023-01-10 DateOfInitialCPC=2023-02-01
Section47 S47ActualStartDate=2023-01-10 ICPCnotRequired=true
Section47
"""

FAILING = """
year 2022-23
CINdetails
Section47 S47ActualStartDate!=2023-03-09 DateOfInitialCPC! ICPCnotRequired!=false
"""
