"""Rule 8740: a section 47 enquiry with neither conference nor a not-required mark started in the
census period.
"""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import YES, Census, Enquiry, Episode


def broken(enquiry: Enquiry, episode: Episode, census: Census) -> bool:
    begun = enquiry.S47ActualStartDate
    if begun is None or enquiry.DateOfInitialCPC is not None or enquiry.ICPCnotRequired in YES:
        return False
    return not census.within(begun)


RULE = on_row(
    Enquiry, broken, "8740", ERROR,
    fields="Section47.S47ActualStartDate Section47.DateOfInitialCPC Section47.ICPCnotRequired",
    must_hold=(
        "A section 47 enquiry with neither conference nor a not-required mark started in the "
        "census period."
    ),
    message=(
        "The section 47 enquiry has neither a conference nor the word that none was needed, and "
        "started outside the census year."
    ),
    mend="Add the day of the conference, or say that none was required.",
)

PASSING = """
CINdetails
Section47 S47ActualStartDate=2025-04-01 ICPCnotRequired=false
Section47 S47ActualStartDate=2025-03-31 ICPCnotRequired=true
Section47 S47ActualStartDate=2025-03-31 DateOfInitialCPC=2025-04-10
Section47
"""

FAILING = """
CINdetails
Section47 S47ActualStartDate!=2025-03-31 DateOfInitialCPC! ICPCnotRequired!=false
"""
