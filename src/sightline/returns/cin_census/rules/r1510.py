"""Rule 1510: the UPN check letter agrees with the other characters."""

import re

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers

#: The check letter, and a last letter counted as its place, leave out I, O and S.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
WRITTEN = re.compile(rf"[A-Z]\d{{11}}[\d{LETTERS}]", re.ASCII)


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    upn = who.UPN
    if upn is None or not WRITTEN.fullmatch(upn):
        return False
    values = [int(each) if each.isdigit() else LETTERS.index(each) for each in upn[1:]]
    total = sum(place * value for place, value in enumerate(values, start=2))
    return upn[0] != LETTERS[total % 23]


RULE = on_row(
    Identifiers, broken, "1510", ERROR,
    fields="ChildIdentifiers.UPN",
    must_hold="The UPN check letter agrees with the other characters.",
    message="The first letter of the unique pupil number does not agree with the rest of it.",
    mend=(
        "Copy the number again from the school's record; one of its characters is probably "
        "mistyped."
    ),
)

PASSING = """
ChildIdentifiers UPN=A950000178301
--
ChildIdentifiers UPN=X845212818005
--
ChildIdentifiers UPN=R325
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers UPN!=R247962919251
--
ChildIdentifiers UPN!=S247962919251
"""
