"""Rule 8520: date of birth is not after the census period."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    return earlier(census.last, who.PersonBirthDate)


RULE = on_row(
    Identifiers, broken, "8520", ERROR,
    fields="ChildIdentifiers.PersonBirthDate",
    must_hold="Date of birth is not after the census period.",
    message="The child is said to be born after the end of the census year.",
    mend=(
        "Check the date of birth. For a child not born by 31 March give the expected date of "
        "birth instead."
    ),
)

PASSING = """
ChildIdentifiers PersonBirthDate=2026-03-31
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers PersonBirthDate!=2026-04-01
"""
