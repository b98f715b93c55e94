"""Rule 1520: no two children share a UPN."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_return
from sightline.returns.cin_census.tables import Census, Child, Identifiers
from sightline.returns.kit.rules import Marks, at


class Watch:
    """Remembers where each number was seen first, and every further place."""

    def __init__(self, census: Census) -> None:
        self.first: dict[str, int] = {}
        self.shared: dict[str, list[Identifiers]] = {}

    def see(self, child: Child) -> None:
        for who in child.identifiers:
            if who.UPN is None:
                continue
            number = self.first.setdefault(who.UPN, who.number)
            if number != who.number:
                first = Identifiers(UPN=who.UPN, number=number)
                self.shared.setdefault(who.UPN, [first]).append(who)

    def broken(self) -> Iterator[Marks]:
        for same in self.shared.values():
            yield tuple(mark for who in reversed(same) for mark in at(who, "UPN"))


RULE = on_return(
    Watch, "1520", ERROR,
    fields="ChildIdentifiers.UPN",
    must_hold="No two children share a UPN.",
    message="More than one child of the return has this unique pupil number.",
    mend=(
        "Find out whose number it is, and take it off the other. If it is one child with two "
        "records, merge them."
    ),
)

PASSING = """
ChildIdentifiers LAchildID=a UPN=A950000178301
--
ChildIdentifiers LAchildID=b UPN=X845212818005
--
ChildIdentifiers LAchildID=c
--
ChildIdentifiers LAchildID=d
"""

FAILING = """
ChildIdentifiers LAchildID=a UPN!=A950000178301
--
ChildIdentifiers LAchildID=b UPN=X845212818005
--
ChildIdentifiers LAchildID=c UPN!=A950000178301
"""
