"""Rule 2884: an initial conference date appears either in the s47 group or at episode level, not
both.
"""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.DateOfInitialCPC is None:
            continue
        for enquiry in episode.enquiries:
            held = enquiry.DateOfInitialCPC
            if held is not None and held == episode.DateOfInitialCPC:
                yield at(enquiry, "DateOfInitialCPC") + at(episode, "DateOfInitialCPC")


RULE = on_child(
    broken, "2884", ERROR, table="Section47",
    fields="Section47.DateOfInitialCPC CINdetails.DateOfInitialCPC",
    must_hold=(
        "An initial conference date appears either in the s47 group or at episode level, not "
        "both."
    ),
    message=(
        "The same initial conference stands both in the section 47 enquiry and in the episode "
        "itself."
    ),
    mend=(
        "Leave it in the enquiry that led to it; the episode's own date is for a conference "
        "without an enquiry here."
    ),
    dispute=(
        "The sector's validator matches days across all episodes of a child; two episodes may "
        "well have a conference each."
    ),
)

PASSING = """
CINdetails DateOfInitialCPC=2025-05-01
Section47
Section47 DateOfInitialCPC=2025-06-01
CINdetails DateOfInitialCPC=2025-06-01
"""

FAILING = """
CINdetails DateOfInitialCPC!=2025-05-01
Section47 DateOfInitialCPC!=2025-05-01
"""
