"""Rule 100: the reference date is 31 March of the census year."""

from collections.abc import Iterator
from datetime import date

from sightline.returns.cin_census.declaring import ERROR, on_return
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


class Watch:
    """Looks at the head of the return, and at no child."""

    def __init__(self, census: Census) -> None:
        self.census = census

    def see(self, child: Child) -> None:
        """No child has a part in it."""

    def broken(self) -> Iterator[Marks]:
        header = self.census.header
        if header is not None and header.ReferenceDate != date(self.census.year, 3, 31):
            yield at(header, "ReferenceDate")


RULE = on_return(
    Watch, "100", ERROR,
    fields="Header.ReferenceDate",
    must_hold="The reference date is 31 March of the census year.",
    message="The reference date is not 31 March of the census year.",
    mend=(
        "Give 31 March of the year in which the census ends as the reference date, and write "
        "the file again."
    ),
)

PASSING = """
Header ReferenceDate=2026-03-31
"""

FAILING = """
Header ReferenceDate!=2026-04-01

Header ReferenceDate!=2025-03-31

Header ReferenceDate!
"""
