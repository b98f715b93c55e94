"""Rule 8585Q: closure because the child died needs a date of death."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.ReasonForClosure == "RC2":
            for who in child.identifiers:
                if who.PersonDeathDate is None:
                    yield at(episode, "ReasonForClosure") + at(who, "PersonDeathDate")


RULE = on_child(
    broken, "8585Q", QUERY,
    fields="CINdetails.ReasonForClosure ChildIdentifiers.PersonDeathDate",
    must_hold="Closure because the child died needs a date of death.",
    message="The episode closed because the child died, and no date of death is given.",
    mend="Add the date of death, or give the reason that fits.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01
CINdetails ReasonForClosure=RC2
--
ChildIdentifiers
CINdetails ReasonForClosure=RC1
"""

FAILING = """
ChildIdentifiers PersonDeathDate!
CINdetails ReasonForClosure!=RC2
"""
