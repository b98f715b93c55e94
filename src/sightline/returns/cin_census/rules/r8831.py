"""Rule 8831: an NFA referral has no assessment or section 47 activity."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, Row, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.no_further_action:
            acted: Marks = ()
            for each in episode.assessments:
                if told(each, "AssessmentActualStartDate", "AssessmentAuthorisationDate"):
                    acted += at(each, "LAchildID")
            for enquiry in episode.enquiries:
                if told(enquiry, "S47ActualStartDate", "DateOfInitialCPC"):
                    acted += at(enquiry, "LAchildID")
            if acted or episode.DateOfInitialCPC is not None:
                yield at(episode, "DateOfInitialCPC") + acted


def told(row: Row, *names: str) -> bool:
    """Whether the row gives any of these days."""
    return any(getattr(row, name) is not None for name in names)


RULE = on_child(
    broken, "8831", ERROR,
    fields="CINdetails.DateOfInitialCPC Assessments.LAchildID Section47.LAchildID",
    must_hold="An NFA referral has no assessment or section 47 activity.",
    message=(
        "The referral led to no further action, and yet there is an assessment, an enquiry or a "
        "conference."
    ),
    mend=(
        "If there was one, the referral led to further action: mend the flag. Otherwise take it "
        "out."
    ),
)

PASSING = """
CINdetails ReferralNFA=false DateOfInitialCPC=2025-06-01
Assessments AssessmentActualStartDate=2025-06-01
CINdetails ReferralNFA=true
Assessments
"""

FAILING = """
CINdetails ReferralNFA=true DateOfInitialCPC!
Assessments LAchildID! AssessmentActualStartDate=2025-06-01
Assessments LAchildID! AssessmentAuthorisationDate=2025-06-01
Section47 LAchildID! S47ActualStartDate=2025-06-01

CINdetails ReferralNFA=1 DateOfInitialCPC!=2025-06-01
"""
