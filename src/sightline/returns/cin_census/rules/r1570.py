"""Rule 1570: the local child id has at most 20 characters."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    return who.LAchildID is not None and len(who.LAchildID) > 20


RULE = on_row(
    Identifiers, broken, "1570", ERROR, since=2025,
    fields="ChildIdentifiers.LAchildID",
    must_hold="The local child id has at most 20 characters.",
    message="The child's local identifier is longer than 20 characters.",
    mend=(
        "Give the child an identifier of at most 20 letters and digits, and use the same one "
        "from year to year."
    ),
)

PASSING = """
ChildIdentifiers LAchildID=12345678901234567890
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers LAchildID!=123456789012345678901
"""
