"""Rule 8500: the local child id is present."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    return who.LAchildID is None


RULE = on_row(
    Identifiers, broken, "8500", ERROR,
    fields="ChildIdentifiers.LAchildID",
    must_hold="The local child id is present.",
    message="The child has no local identifier.",
    mend=(
        "Give the child the identifier that your authority uses; without one nothing ties the "
        "record to a child."
    ),
)

PASSING = """
ChildIdentifiers LAchildID=C1
"""

FAILING = """
ChildIdentifiers LAchildID!
"""
