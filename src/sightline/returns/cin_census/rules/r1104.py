"""Rule 1104: an initial conference is held on or after the referral date of its episode."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        for enquiry in episode.enquiries:
            if earlier(enquiry.DateOfInitialCPC, episode.CINreferralDate):
                yield at(enquiry, "DateOfInitialCPC") + at(episode, "CINreferralDate")
        if earlier(episode.DateOfInitialCPC, episode.CINreferralDate):
            yield at(episode, "DateOfInitialCPC", "CINreferralDate")


RULE = on_child(
    broken, "1104", ERROR,
    fields="Section47.DateOfInitialCPC CINdetails.DateOfInitialCPC CINdetails.CINreferralDate",
    must_hold="An initial conference is held on or after the referral date of its episode.",
    message=(
        "The initial child protection conference was held before the referral of its episode "
        "was received."
    ),
    mend=(
        "Check both days. If the conference belongs to an earlier episode of need, move it "
        "there."
    ),
)

PASSING = """
CINdetails CINreferralDate=2025-06-01 DateOfInitialCPC=2025-06-02
Section47 DateOfInitialCPC=2025-06-01
Section47
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01
Section47 DateOfInitialCPC!=2025-05-30

CINdetails CINreferralDate!=2025-06-01 DateOfInitialCPC!=2025-05-30
"""
