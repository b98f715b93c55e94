"""Rule 8545Q: date of death lies in the census period."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    return who.PersonDeathDate is not None and not census.within(who.PersonDeathDate)


RULE = on_row(
    Identifiers, broken, "8545Q", QUERY,
    fields="ChildIdentifiers.PersonDeathDate",
    must_hold="Date of death lies in the census period.",
    message="The child is said to have died outside the census year.",
    mend=(
        "Check the day. A child who died before the year began is not in the return; a later "
        "death comes next year."
    ),
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-04-01
--
ChildIdentifiers PersonDeathDate=2026-03-31
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-03-31
--
ChildIdentifiers PersonDeathDate!=2026-04-01
"""
