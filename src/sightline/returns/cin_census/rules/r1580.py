"""Rule 1580: the local child id is letters and digits only."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    told = who.LAchildID
    return told is not None and not (told.isascii() and told.isalnum())


RULE = on_row(
    Identifiers, broken, "1580", ERROR, since=2025,
    fields="ChildIdentifiers.LAchildID",
    must_hold="The local child id is letters and digits only.",
    message="The child's local identifier holds something other than letters and digits.",
    mend=(
        "Take spaces, dashes and other marks out of the identifier, and use the same one from "
        "year to year."
    ),
)

PASSING = """
ChildIdentifiers LAchildID=C123
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers LAchildID!=C-123
--
ChildIdentifiers LAchildID!=C_123
"""
