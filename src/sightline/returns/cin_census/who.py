"""Who a child is, as the census asks it: identifiers and characteristics on its last day.

The Children in Need census guide (Department for Education) says what each element means.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from sightline.law.codes import code_set
from sightline.people.persons.census import CensusPerson
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.layout import CHILD
from sightline.returns.kit.writing import element

NOT_RECORDED, NOT_OBTAINED, UNKNOWN_SEX = "0", "NOBT", "U"


def identifiers(person: CensusPerson, year: int) -> etree._Element:
    """What the child is known by, and the dates of a life as they stood on the last day.

    A child who was born after it was unborn on it; until the birth the sex is not known.
    """
    last = layout.period(year)[1]
    unborn = unborn_on(person, last)
    held = {
        "LAchildID": person.local_id or plain(person.ref), "UPN": person.upn,
        "FormerUPN": person.former_upn, "UPNunknown": person.upn_unknown,
        "PersonBirthDate": None if unborn else person.born_on,
        "ExpectedPersonBirthDate": (person.expected_on or person.born_on) if unborn else None,
        "GenderCurrent": NOT_RECORDED if unborn else gender(person.gender),
        "Sex": UNKNOWN_SEX if unborn else person.sex or UNKNOWN_SEX,
        "PersonDeathDate": person.died_on if person.died_on and person.died_on <= last else None,
    }
    return element("ChildIdentifiers", held, _names(year))


def unborn_on(person: CensusPerson, day: date) -> bool:
    """Whether the child was expected and not yet born on a day."""
    if person.born_on is None:
        return person.expected_on is not None
    return person.born_on > day


def plain(ref: str) -> str:
    """Our own reference without what a child identifier may not hold: letters and figures only."""
    return "".join(letter for letter in ref if letter.isalnum())


@cache
def _names(year: int) -> tuple[str, ...]:
    """The identifiers that the layout of a year has."""
    names = layout.inside(f"{CHILD}/ChildIdentifiers")
    return tuple(
        name for name in names if layout.element(f"{CHILD}/ChildIdentifiers/{name}").belongs(year)
    )


@cache
def gender(words: str) -> str:
    """The retired code of a gender told in the census's own words; nothing else has a code."""
    for code in code_set("gender_current_retired"):
        if code.label == words:
            return code.code
    return NOT_RECORDED


def characteristics(person: CensusPerson) -> etree._Element:
    """Ethnicity and disabilities; what nobody has recorded of a disability is not made up."""
    held: dict[str, Any] = {"Ethnicity": person.ethnicity or NOT_OBTAINED}
    if person.disabilities:
        held["Disabilities"] = element(
            "Disabilities", {"Disability": list(person.disabilities)}, ("Disability",))
    return element("ChildCharacteristics", held, ("Ethnicity", "Disabilities"))
