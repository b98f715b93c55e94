"""Rule 8870Q: the target date for the initial conference is not a weekend."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Enquiry, Episode


def broken(enquiry: Enquiry, episode: Episode, census: Census) -> bool:
    target = enquiry.InitialCPCtarget
    return target is not None and target.weekday() >= 5


RULE = on_row(
    Enquiry, broken, "8870Q", QUERY,
    fields="Section47.InitialCPCtarget",
    must_hold="The target date for the initial conference is not a weekend.",
    message="The target date for the initial conference is a Saturday or a Sunday.",
    mend="Count 15 working days from the strategy discussion; the day is always a working day.",
    dispute=(
        "The sector's validator expects the day before the month, which no file has, and never "
        "fires on a file."
    ),
)

PASSING = """
CINdetails
Section47 InitialCPCtarget=2025-06-06
Section47
"""

FAILING = """
CINdetails
Section47 InitialCPCtarget!=2025-06-07
Section47 InitialCPCtarget!=2025-06-08
"""
