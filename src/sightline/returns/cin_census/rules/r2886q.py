"""Rule 2886Q: at most 2% of children other than unborn have no sex recorded."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_return
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks


class Watch:
    """Counts the children who are born, and those of them whose sex is not known."""

    def __init__(self, census: Census) -> None:
        self.name, self.unknown = ("Sex", (None, "U")) if census.year >= 2025 else (
            "GenderCurrent", (None, "0"))
        self.born = self.missing = 0

    def see(self, child: Child) -> None:
        for who in child.identifiers:
            if who.ExpectedPersonBirthDate is None:
                self.born += 1
                self.missing += getattr(who, self.name) in self.unknown

    def broken(self) -> Iterator[Marks]:
        if self.missing * 100 > self.born * 2:
            yield ()


RULE = on_return(
    Watch, "2886Q", QUERY,
    fields="ChildIdentifiers.Sex",
    must_hold="At most 2% of children other than unborn have no sex recorded.",
    message="More than 2% of the children who are born have no sex recorded.",
    mend=(
        "Complete the children whose sex is not recorded, or be ready to say why so many are "
        "not."
    ),
)

PASSING = """
ChildIdentifiers Sex=F
--
ChildIdentifiers Sex=U ExpectedPersonBirthDate=2026-05-01

year 2023-24
ChildIdentifiers GenderCurrent=9
"""

FAILING = """
ChildIdentifiers Sex=F
--
ChildIdentifiers Sex=U
"""
