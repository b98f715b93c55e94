"""Rule 8875: an initial conference is not held at a weekend."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for row in (*child.enquiries, *child.episodes):
        day = row.DateOfInitialCPC
        if day is not None and day.weekday() >= 5:
            yield at(row, "DateOfInitialCPC")


RULE = on_child(
    broken, "8875", ERROR,
    fields="Section47.DateOfInitialCPC CINdetails.DateOfInitialCPC",
    must_hold="An initial conference is not held at a weekend.",
    message=(
        "The initial child protection conference is said to have been held on a Saturday or a "
        "Sunday."
    ),
    mend="Check the day of the conference.",
)

PASSING = """
CINdetails DateOfInitialCPC=2025-06-09
Section47 DateOfInitialCPC=2025-06-06
Section47
"""

FAILING = """
CINdetails DateOfInitialCPC!=2025-06-08
Section47 DateOfInitialCPC!=2025-06-07
"""
