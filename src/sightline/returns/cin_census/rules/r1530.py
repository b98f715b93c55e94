"""Rule 1530: characters 2 to 4 of the UPN are a recognised authority code (or an accepted pseudo
code).
"""

from sightline.law.reference import authorities
from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    upn = who.UPN
    if upn is None or len(upn) < 4:
        return False
    code = upn[1:4]
    return SINCE.get(code, 0) > census.year or not (code in authorities() or code in OTHERS)


#: Numbers that are kept for no place, those of Wales, of the islands and of the forces, and of
#: authorities that are no more but gave numbers out.
OTHERS = frozenset(
    [f"{n:03d}" for n in range(1, 6)] + [str(n) for n in range(660, 682)]
    + [str(n) for n in range(701, 709)]
    + ["820", "835", "836", "837", "875", "909", "928"]
)
#: The census year from which a new authority's number is known.
SINCE = {"942": 2024, "943": 2024}


RULE = on_row(
    Identifiers, broken, "1530", ERROR,
    fields="ChildIdentifiers.UPN",
    must_hold=(
        "Characters 2 to 4 of the UPN are a recognised authority code (or an accepted pseudo "
        "code)."
    ),
    message="Characters 2 to 4 of the unique pupil number are not the number of an authority.",
    mend="Copy the number again from the school's record.",
)

PASSING = """
ChildIdentifiers UPN=A38100178301
--
ChildIdentifiers UPN=H003278544154
--
ChildIdentifiers UPN=R34
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers UPN!=R421962919251
--
ChildIdentifiers UPN!=X817558133462
--
ChildIdentifiers UPN!=ASFFAGSVSV123

year 2022-23
ChildIdentifiers UPN!=A94300178301
"""
