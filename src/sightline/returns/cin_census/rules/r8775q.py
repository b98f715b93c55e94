"""Rule 8775Q: the child is not older than 25."""

from collections.abc import Iterator

from sightline.kernel.calendar import add_months
from sightline.returns.cin_census.declaring import QUERY, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        born = who.PersonBirthDate
        # most children are nowhere near it
        if born is None or born.year > census.last.year - 25:
            continue
        if born >= add_months(census.last, -25 * 12):
            continue
        for episode in child.episodes:
            until = episode.CINclosureDate or census.last
            if add_months(born, 25 * 12) < until:
                yield at(who, "PersonBirthDate") + at(episode, "CINclosureDate")


RULE = on_child(
    broken, "8775Q", QUERY,
    fields="ChildIdentifiers.PersonBirthDate CINdetails.CINclosureDate",
    must_hold="The child is not older than 25.",
    message=(
        "The person was past the 25th birthday when the episode closed, or when the census year "
        "ended."
    ),
    mend=(
        "Check the date of birth. If it is right, close the episode, or see whether it belongs "
        "to adult services."
    ),
)

PASSING = """
ChildIdentifiers PersonBirthDate=2001-03-31
CINdetails
--
ChildIdentifiers PersonBirthDate=2000-10-01
CINdetails CINclosureDate=2025-10-01
--
ChildIdentifiers PersonBirthDate=2001-06-01
CINdetails CINclosureDate=2026-07-01
"""

FAILING = """
ChildIdentifiers PersonBirthDate!=2001-03-30
CINdetails CINclosureDate!
--
ChildIdentifiers PersonBirthDate!=2000-10-01
CINdetails CINclosureDate!=2025-10-02
CINdetails CINclosureDate=2025-10-01
"""
