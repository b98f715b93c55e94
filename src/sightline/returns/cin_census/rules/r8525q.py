"""Rule 8525Q: exactly one of date of birth and expected date of birth is given."""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    return (who.PersonBirthDate is None) == (who.ExpectedPersonBirthDate is None)


RULE = on_row(
    Identifiers, broken, "8525Q", QUERY,
    fields="ChildIdentifiers.PersonBirthDate ChildIdentifiers.ExpectedPersonBirthDate",
    must_hold="Exactly one of date of birth and expected date of birth is given.",
    message="Either both a date of birth and an expected date of birth are given, or neither is.",
    mend=(
        "Give the date of birth of a child who is born, the expected date of one who is not, "
        "never both."
    ),
)

PASSING = """
ChildIdentifiers PersonBirthDate=2015-01-01
--
ChildIdentifiers ExpectedPersonBirthDate=2026-06-01
"""

FAILING = """
ChildIdentifiers PersonBirthDate! ExpectedPersonBirthDate!
--
ChildIdentifiers PersonBirthDate!=2026-03-01 ExpectedPersonBirthDate!=2026-03-02
"""
