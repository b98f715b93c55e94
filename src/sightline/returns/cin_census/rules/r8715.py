"""Rule 8715: the initial conference date lies in the census period."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for row in (*child.enquiries, *child.episodes):
        day = row.DateOfInitialCPC
        if day is not None and not census.within(day):
            yield at(row, "DateOfInitialCPC")


RULE = on_child(
    broken, "8715", ERROR,
    fields="Section47.DateOfInitialCPC CINdetails.DateOfInitialCPC",
    must_hold="The initial conference date lies in the census period.",
    message="The initial child protection conference was held outside the census year.",
    mend="Check the day. A conference of another year belongs in that year's return.",
)

PASSING = """
CINdetails DateOfInitialCPC=2026-03-31
Section47 DateOfInitialCPC=2025-04-01
Section47
"""

FAILING = """
CINdetails DateOfInitialCPC!=2025-03-31
Section47 DateOfInitialCPC!=2026-04-01
"""
