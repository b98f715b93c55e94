"""Rule 4180: sex is given as M, F or U; before 2024-25, gender as 0, 1, 2 or 9."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    name, codes = ("Sex", "sex") if census.year >= 2025 else (
        "GenderCurrent", "gender_current_retired")
    for who in child.identifiers:
        if getattr(who, name) not in census.codes(codes):
            yield at(who, name)


RULE = on_child(
    broken, "4180", ERROR,
    fields="ChildIdentifiers.Sex ChildIdentifiers.GenderCurrent",
    must_hold="Sex is given as M, F or U; before 2024-25, gender as 0, 1, 2 or 9.",
    message="The child's sex is missing, or is not one of the codes.",
    mend=(
        "Record M or F as on the birth or gender recognition certificate, U for a child not yet "
        "born."
    ),
)

PASSING = """
ChildIdentifiers Sex=M
--
ChildIdentifiers Sex=U

year 2022-23
ChildIdentifiers GenderCurrent=9
"""

FAILING = """
ChildIdentifiers Sex!
--
ChildIdentifiers Sex!=X

year 2022-23
ChildIdentifiers GenderCurrent!=3
"""
