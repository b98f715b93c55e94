"""Rule 1540: characters 5 to 12 of the UPN are digits."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    upn = who.UPN
    return upn is not None and not (upn.isascii() and len(upn[4:12]) == 8 and upn[4:12].isdigit())


RULE = on_row(
    Identifiers, broken, "1540", ERROR,
    fields="ChildIdentifiers.UPN",
    must_hold="Characters 5 to 12 of the UPN are digits.",
    message="Characters 5 to 12 of the unique pupil number are not all digits.",
    mend="Copy the number again from the school's record.",
)

PASSING = """
ChildIdentifiers UPN=X000000000000
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers UPN!=X0000y0000000
--
ChildIdentifiers UPN!=X00000
"""
