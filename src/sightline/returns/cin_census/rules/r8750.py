"""Rule 8750: sex is U for an unborn child; before 2024-25, gender is 0."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    name, right = ("Sex", "U") if census.year >= 2025 else ("GenderCurrent", "0")
    for who in child.identifiers:
        unborn = who.PersonBirthDate is None and who.ExpectedPersonBirthDate is not None
        if unborn and getattr(who, name) != right:
            yield at(who, name, "PersonBirthDate", "ExpectedPersonBirthDate")


RULE = on_child(
    broken, "8750", ERROR,
    fields=(
        "ChildIdentifiers.Sex ChildIdentifiers.GenderCurrent ChildIdentifiers.PersonBirthDate "
        "ChildIdentifiers.ExpectedPersonBirthDate"
    ),
    must_hold="Sex is U for an unborn child; before 2024-25, gender is 0.",
    message="The child is not yet born, and yet a sex is given.",
    mend="Give U until the child is born. If the child has been born, give the date of birth.",
)

PASSING = """
ChildIdentifiers Sex=U ExpectedPersonBirthDate=2026-05-01
--
ChildIdentifiers Sex=F PersonBirthDate=2015-05-01

year 2023-24
ChildIdentifiers GenderCurrent=0 ExpectedPersonBirthDate=2024-05-01
"""

FAILING = """
ChildIdentifiers Sex!=F PersonBirthDate! ExpectedPersonBirthDate!=2026-05-01

year 2023-24
ChildIdentifiers GenderCurrent!=1 PersonBirthDate! ExpectedPersonBirthDate!=2024-05-01
"""
