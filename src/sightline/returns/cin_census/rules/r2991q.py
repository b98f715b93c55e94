"""Rule 2991Q: an episode with a section 47 enquiry also has an assessment."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Enquiry, Episode


def broken(enquiry: Enquiry, episode: Episode, census: Census) -> bool:
    return not episode.assessments


RULE = on_row(
    Enquiry, broken, "2991Q", QUERY,
    fields="Section47.LAchildID",
    must_hold="An episode with a section 47 enquiry also has an assessment.",
    message="There is a section 47 enquiry, and no assessment in the same episode.",
    mend=(
        "Add the assessment through which the enquiry was carried out, or be ready to say why "
        "there is none."
    ),
)

PASSING = """
CINdetails
Section47 S47ActualStartDate=2025-06-01
Assessments
"""

FAILING = """
CINdetails
Section47 LAchildID! S47ActualStartDate=2025-06-01
CINdetails
Assessments AssessmentActualStartDate=2025-06-01
"""
