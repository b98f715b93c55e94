"""Rule 8535Q: date of death is not before date of birth."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    if who.PersonDeathDate is None:
        return False
    return who.PersonBirthDate is None or who.PersonDeathDate < who.PersonBirthDate


RULE = on_row(
    Identifiers, broken, "8535Q", QUERY,
    fields="ChildIdentifiers.PersonDeathDate ChildIdentifiers.PersonBirthDate",
    must_hold="Date of death is not before date of birth.",
    message=(
        "The child is said to have died before being born, or to have died with no date of "
        "birth."
    ),
    mend="Check both days with whoever registered them.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01 PersonBirthDate=2025-06-01
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-05-31 PersonBirthDate!=2025-06-01
--
ChildIdentifiers PersonDeathDate!=2025-05-31 PersonBirthDate!
"""
