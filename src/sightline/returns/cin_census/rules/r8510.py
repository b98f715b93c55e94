"""Rule 8510: each local child id appears once."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_return
from sightline.returns.cin_census.tables import Census, Child, Identifiers
from sightline.returns.kit.rules import Marks, at


class Watch:
    """Remembers where each identifier was seen first, and every further place."""

    def __init__(self, census: Census) -> None:
        self.first: dict[str, int] = {}
        self.shared: dict[str, list[Identifiers]] = {}

    def see(self, child: Child) -> None:
        for who in child.identifiers:
            if who.LAchildID is None:
                continue
            number = self.first.setdefault(who.LAchildID, who.number)
            if number != who.number:
                first = Identifiers(LAchildID=who.LAchildID, number=number)
                self.shared.setdefault(who.LAchildID, [first]).append(who)

    def broken(self) -> Iterator[Marks]:
        for same in self.shared.values():
            yield tuple(mark for who in reversed(same) for mark in at(who, "LAchildID"))


RULE = on_return(
    Watch, "8510", ERROR,
    fields="ChildIdentifiers.LAchildID",
    must_hold="Each local child id appears once.",
    message="The same local identifier stands at more than one child.",
    mend=(
        "If it is one child, put the episodes of need under one record. If there are two "
        "children, give one another identifier."
    ),
)

PASSING = """
ChildIdentifiers LAchildID=a
--
ChildIdentifiers LAchildID=b
--
ChildIdentifiers
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers LAchildID!=a
--
ChildIdentifiers LAchildID=b
--
ChildIdentifiers LAchildID!=a
"""
