"""Families: brothers and sisters, parents, where they live and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from sightline.base.rows import insert, maker
from sightline.demo.people.names import ONE_ALONE, Home, Names, another
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.persons.bulk import (
    AddressGiven,
    IdentifierGiven,
    NameGiven,
    NewPerson,
    create_people,
)
from sightline.people.persons.models import Person
from sightline.people.persons.plain import place_key, postcode
from sightline.people.relationships.models import ParentalResponsibility, Relationship

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

SIZES = (1,) * 45 + (2,) * 30 + (3,) * 17 + (4,) * 8
ETHNICITY = (
    ("WBRI", 48), ("WOTH", 10), ("WIRT", 1), ("WROM", 2), ("MWBC", 5), ("MWBA", 3), ("MWAS", 3),
    ("MOTH", 3), ("AIND", 3), ("APKN", 4), ("ABAN", 3), ("AOTH", 2), ("BCRB", 4), ("BAFR", 6),
    ("BOTH", 1), ("OOTH", 2), ("REFU", 1), ("NOBT", 2),
)
LANGUAGES = (
    ("English", 80), ("Polish", 4), ("Bengali", 3), ("Urdu", 3), ("Somali", 3), ("Arabic", 2),
    ("Portuguese", 2), ("Tigrinya", 1), ("British Sign Language", 1), ("Romanian", 2),
)
RELIGIONS = (("", 30), ("Christian", 34), ("Muslim", 11), ("Hindu", 2), ("Sikh", 1), ("None", 40))
DISABILITIES = ("LD", "AUT", "BEH", "COMM", "MOB", "PC", "HEAR", "VIS", "CON")


#: From about this age a child may have a pupil number, and will need one within the demo's years.
AT_NURSERY = 2.3
#: No school is in it: a pupil number of a pseudo authority, so that it passes every check.
NOWHERE = "005"
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def pupil_number(number: int) -> str:
    """A unique pupil number with its check letter (DfE, UPN guide: weights 2 to 13, modulo 23)."""
    digits = f"{NOWHERE}{number % 10**9:09d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return f"{LETTERS[total % 23]}{digits}"


@dataclass
class Family:
    """One family as it is invented, and as it stands once recorded."""

    name: str
    children: list[NewPerson]
    adults: list[tuple[str, NewPerson]]
    home: Home
    known_on: date
    people: list[Person] = field(default_factory=list)
    parents: list[Person] = field(default_factory=list)


#: One for each table, kept.
_maker = cache(maker)


def _pick(rng: Random, weighted: Sequence[tuple[str, int]]) -> str:
    return rng.choices([one for one, _ in weighted], [weight for _, weight in weighted])[0]


def invent(
    rng: Random, names: Names, *, known_on: date, size: int = 0, ages: Sequence[float] = (),
    unborn: bool = False, disabled: bool | None = False, given: Sequence[str] = (),
    family: str = "", both_parents: bool = False,
) -> Family:
    """A family first known on a day; the eldest child first, an unborn one last.

    `disabled` says whether the children are; where it is none, that falls out by chance.
    """
    surname, taken = family or names.family(), set(given)
    ethnicity, language = _pick(rng, ETHNICITY), _pick(rng, LANGUAGES)
    home = names.home()
    alike = {
        "ethnicity": ethnicity, "language": language, "religion": _pick(rng, RELIGIONS),
        "interpreter": "not_needed" if language == "English" else rng.choice(
            ["needed", "not_needed"]),
        "addresses": (AddressGiven(lines=home.lines, postcode=home.code, since_on=known_on),),
    }
    wanted = sorted(ages or [rng.uniform(0.1, 16.4) for _ in range(size or rng.choice(SIZES))])
    children = []
    for place, age in enumerate(reversed(wanted)):
        sex = rng.choice("FM")
        name = given[place] if place < len(given) else names.given(sex, taken)
        if place >= len(given) and f"{name} {surname}" in ONE_ALONE:
            name = another(sex, taken)
        children.append(_child(rng, names, name, surname, sex, age, known_on, disabled, alike))
    if unborn:
        expected = known_on + timedelta(days=rng.randint(150, 200))
        unnamed = NameGiven(given="Baby", family=surname, kind="known")
        children.append(NewPerson(names=(unnamed,), expected_on=expected, sex="U"))
    oldest = max(wanted, default=0.0)
    adults = _adults(rng, names, surname, taken, oldest, known_on, alike, both_parents)
    return Family(surname, children, adults, home, known_on)


def _child(
    rng: Random, names: Names, name: str, surname: str, sex: str, age: float, known_on: date,
    disabled: bool | None, alike: dict,  # type: ignore[type-arg]
) -> NewPerson:
    disabilities: tuple[str, ...] = ("NONE",)
    if disabled or rng.random() < 0.09:
        drawn = tuple(rng.sample(DISABILITIES, rng.choice([1, 1, 2])))
        # a disabled child's enquiry is worked by two, which no story that is lived tells of
        disabilities = drawn if disabled is not False else disabilities
    called = [NameGiven(name, surname)]
    if rng.random() < 0.06:
        called.append(NameGiven(f"{name[:3].title()}o", surname, kind="alias"))
    upn = IdentifierGiven.upn_unknown("UN1")
    if age > AT_NURSERY:
        # drawn for those at school alone; a younger child's comes of the age, which was drawn
        number = rng.randrange(10**9) if age > 5 else round(age * 10**8)
        upn = IdentifierGiven("upn", pupil_number(names.unused("upn", number, 10**9)))
    nhs = IdentifierGiven("nhs", f"999{names.unused('nhs', rng.randrange(10**7), 10**7):07d}")
    return NewPerson(
        names=tuple(called), born_on=known_on - timedelta(days=round(age * 365.25)), sex=sex,
        disabilities=disabilities, identifiers=(upn, nhs), **alike,
    )


def _adults(
    rng: Random, names: Names, surname: str, taken: set[str], oldest: float, known_on: date,
    alike: dict, both: bool,  # type: ignore[type-arg]
) -> list[tuple[str, NewPerson]]:
    found = []
    for kind, sex, chance in (("mother", "F", 1.0), ("father", "M", 0.62)):
        if rng.random() > chance and not both:
            continue
        own = surname if kind == "mother" or rng.random() < 0.5 else names.family()
        age = oldest + rng.uniform(18, 33)
        born = known_on - timedelta(days=int(age * 365.25))
        name = names.given(sex, taken)
        if f"{name} {own}" in ONE_ALONE:
            name = another(sex, taken)
        adult = NewPerson(names=(NameGiven(name, own),), born_on=born, sex=sex, **alike)
        found.append((kind, adult))
    return found


def record(
    families: Sequence[Family], *, authority: Authority, by: User, on: date,
    listeners: bool = False,
) -> None:
    """Put families on record on a day, related and housed; fills in their `people`."""
    rows = [row for f in families for row in (*f.children, *(adult for _, adult in f.adults))]
    ids = create_people(rows, authority=authority, by=by, on=on, listeners=listeners)
    held = Person.objects.in_bulk(ids)
    stream = iter(held[pk] for pk in ids)
    for family in families:
        family.people = [next(stream) for _ in family.children]
        family.parents = [next(stream) for _ in family.adults]
    insert([row for f in families for row in _related(f, by)])
    insert([row for f in families for row in _responsible(f, by)])
    _house(families, authority=authority, by=by)


def _related(family: Family, by: User) -> Iterator[Relationship]:
    make = _maker(Relationship)
    for child in family.people:
        for (kind, _), adult in zip(family.adults, family.parents, strict=True):
            yield make(person_id=child.pk, other_id=adult.pk, kind=kind, since_on=child.born_on,
                       recorded_by_id=by.pk)
    for place, child in enumerate(family.people):
        for other in family.people[place + 1:]:
            yield make(person_id=child.pk, other_id=other.pk, kind="sibling",
                       since_on=other.born_on, recorded_by_id=by.pk)


def _responsible(family: Family, by: User) -> Iterator[ParentalResponsibility]:
    basis = {"mother": "mother", "father": "registered"}
    make = _maker(ParentalResponsibility)
    for child in family.people:
        for (kind, _), adult in zip(family.adults, family.parents, strict=True):
            yield make(person_id=child.pk, holder_id=adult.pk, basis=basis[kind],
                       since_on=child.born_on, recorded_by_id=by.pk)


def _house(families: Sequence[Family], *, authority: Authority, by: User) -> None:
    homes = [
        Household(
            authority=authority, lines=f.home.lines, postcode=postcode(f.home.code),
            place_key=place_key(f.home.lines, postcode(f.home.code)),
        )
        for f in families
    ]
    insert(homes)
    make = _maker(HouseholdMember)
    insert(
        [
            make(
                household_id=home.pk, person_id=person.pk, recorded_by_id=by.pk,
                since_on=None if person.unborn else f.known_on,
            )
            for home, f in zip(homes, families, strict=True)
            for person in (*f.people, *f.parents)
        ]
    )
