"""Rule 8530Q: an expected date of birth lies between March and December of the census end year."""

from datetime import date

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    due, year = who.ExpectedPersonBirthDate, census.last.year
    return due is not None and not date(year, 3, 1) <= due <= date(year, 12, 31)


RULE = on_row(
    Identifiers, broken, "8530Q", QUERY,
    fields="ChildIdentifiers.ExpectedPersonBirthDate",
    must_hold="An expected date of birth lies between March and December of the census end year.",
    message=(
        "The expected date of birth is not within the nine months that follow the census year."
    ),
    mend=(
        "Check the expected date. If the child has since been born, give the date of birth "
        "instead."
    ),
)

PASSING = """
ChildIdentifiers ExpectedPersonBirthDate=2026-03-01
--
ChildIdentifiers ExpectedPersonBirthDate=2026-12-31
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers ExpectedPersonBirthDate!=2026-02-28
--
ChildIdentifiers ExpectedPersonBirthDate!=2027-01-01
"""
