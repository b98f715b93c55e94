"""What is compared of each person: names, dates, numbers and places, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextField, Value
from django.db.models.functions import Cast

from sightline.people.persons.facts import Address, Identifier, Name
from sightline.people.persons.plain import words
from sightline.people.persons.summary import IdentityLine, summary


@dataclass(slots=True)
class Compared:
    """One person's facts, ready to be compared."""

    line: IdentityLine
    names: list[list[str]] = field(default_factory=list)
    name_words: set[str] = field(default_factory=set)
    given_words: set[str] = field(default_factory=set)
    family_words: set[str] = field(default_factory=set)
    place_words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    numbers: dict[str, str] = field(default_factory=dict)
    also: str = ""


def compared(person_ids: Iterable[int], *, numbers: bool = True) -> dict[int, Compared]:
    """The facts of these people, in two queries; in three with their `numbers`."""
    ids = list(dict.fromkeys(person_ids))
    held = {pk: Compared(line) for pk, line in summary(ids).items()}
    names, places = _told(held)
    _names(held, names)
    _places(held, places)
    if numbers:
        rows = Identifier.objects.standing().filter(person_id__in=held).exclude(value_key="")
        for person_id, key, scheme in rows.values_list("person_id", "value_key", "scheme"):
            held[person_id].numbers[key] = scheme
    for pk, person in held.items():
        if person.line.ref:
            held[pk].numbers.setdefault(person.line.ref, "ref")
    return held


def _told(held: dict[int, Compared]) -> tuple[list[tuple], list[tuple]]:
    """The standing names and addresses of these people, in the order told: one query for both."""
    names = Name.objects.standing().filter(person_id__in=held, absence="").order_by()
    homes = Address.objects.standing().filter(person_id__in=held, absence="").order_by()
    of_names = (Value(0), "id", "person_id", *_as_text("given", "family"), Value(""), Value(False))
    of_homes = (
        Value(1), "id", "person_id", *_as_text("lines", "postcode", "place_key"), "confidential",
    )
    rows = sorted(
        names.values_list(*of_names).union(homes.values_list(*of_homes), all=True),
        key=lambda row: row[:2],
    )
    told: tuple[list[tuple], list[tuple]] = ([], [])
    for kind, _, *facts in rows:
        told[kind].append(tuple(facts))
    return told


def _as_text(*columns: str) -> list[Cast]:
    """Columns of one kind, as the two sides of a union must be."""
    return [Cast(column, TextField()) for column in columns]


def _names(held: dict[int, Compared], rows: Iterable[tuple]) -> None:
    also: dict[int, list[str]] = defaultdict(list)
    for person_id, given, family, *_ in rows:
        person = held[person_id]
        first, last = words(given), words(family)
        person.names.append([*first, *last])
        person.given_words.update(first)
        person.family_words.update(last)
        whole = f"{given} {family}".strip()
        if whole != person.line.display_name and whole not in also[person_id]:
            also[person_id].append(whole)
    for person_id, person in held.items():
        person.name_words = person.given_words | person.family_words
        person.also = ", ".join(also[person_id])


def _places(held: dict[int, Compared], rows: Iterable[tuple]) -> None:
    for person_id, lines, code, key, confidential in rows:
        if confidential:
            # a guess at a hidden address must not be answered, not even as a likeness
            continue
        person = held[person_id]
        tidy = code.replace(" ", "").lower()
        person.place_words.update([*words(lines), *words(code), tidy])
        if key:
            person.places.add(key)
        if tidy:
            person.postcodes.add(tidy)
