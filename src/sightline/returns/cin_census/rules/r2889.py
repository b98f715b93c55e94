"""Rule 2889: a section 47 enquiry starts on or after the referral date of its episode."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Enquiry, Episode


def broken(enquiry: Enquiry, episode: Episode, census: Census) -> bool:
    return earlier(enquiry.S47ActualStartDate, episode.CINreferralDate)


RULE = on_row(
    Enquiry, broken, "2889", ERROR,
    fields="Section47.S47ActualStartDate CINdetails.CINreferralDate",
    must_hold="A section 47 enquiry starts on or after the referral date of its episode.",
    message="The section 47 enquiry started before the referral of its episode was received.",
    mend="Check both days. If the enquiry belongs to an earlier episode of need, move it there.",
)

PASSING = """
CINdetails CINreferralDate=2025-06-01
Section47 S47ActualStartDate=2025-06-01
Section47
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01
Section47 S47ActualStartDate!=2025-05-31
"""
