"""Rule 1550: character 13 of the UPN is a digit or one of the permitted letters."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers

PERMITTED = frozenset("0123456789ABCDEFGHJKLMNPQRTUVWXYZ")


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    upn = who.UPN
    # one that is shorter still is told by rule 1540
    if upn is None or len(upn) < 12:
        return False
    return len(upn) != 13 or upn[12] not in PERMITTED


RULE = on_row(
    Identifiers, broken, "1550", ERROR,
    fields="ChildIdentifiers.UPN",
    must_hold="Character 13 of the UPN is a digit or one of the permitted letters.",
    message=(
        "The last character of the unique pupil number is neither a digit nor a letter that may "
        "stand there."
    ),
    mend=(
        "Copy the number again from the school's record; I, O and S are never used, and it has "
        "13 characters."
    ),
)

PASSING = """
ChildIdentifiers UPN=A234567891234
--
ChildIdentifiers UPN=A23456789123B
--
ChildIdentifiers UPN=A12
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers UPN!=A23456789123I
--
ChildIdentifiers UPN!=A23456789123O
--
ChildIdentifiers UPN!=A23456789123
"""
