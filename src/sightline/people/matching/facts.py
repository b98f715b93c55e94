"""What is compared of each person: names, dates, numbers and places, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from sightline.base import worded
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
    """The facts of these people, with their `numbers` where those are asked for; two queries."""
    ids = list(dict.fromkeys(person_ids))
    held = {pk: Compared(line) for pk, line in summary(ids).items()}
    names, places, known = _told(held, numbers=numbers)
    _names(held, names)
    _places(held, places)
    for person_id, key, scheme, *_ in known:
        held[person_id].numbers[key] = scheme
    for pk, person in held.items():
        if person.line.ref:
            held[pk].numbers.setdefault(person.line.ref, "ref")
    return held


def _told(held: Iterable[int], *, numbers: bool) -> tuple[list[tuple], ...]:
    """The standing names, addresses and numbers of these people, in the order told; one query."""
    told: tuple[list[tuple], ...] = ([], [], [])
    rows = worded.rows(_of_all if numbers else _of_names_and_homes, list(held))
    for kind, _, *facts in sorted(rows, key=lambda row: row[:2]):
        told[kind].append(tuple(facts))
    return told


def _of_names_and_homes(ids: Sequence[int]) -> QuerySet:
    named, housed = _names_and_homes(ids)
    return named.union(housed, all=True)


def _of_all(ids: Sequence[int]) -> QuerySet:
    known = Identifier.objects.standing().filter(person_id__in=ids).exclude(value_key="")
    numbered = known.order_by().values_list(
        Value(2), "id", "person_id", *_as_text("value_key", "scheme"), Value(""), Value(False)
    )
    return numbered.union(*_names_and_homes(ids), all=True)


def _names_and_homes(ids: Sequence[int]) -> tuple[QuerySet, QuerySet]:
    names = Name.objects.standing().filter(person_id__in=ids, absence="").order_by()
    homes = Address.objects.standing().filter(person_id__in=ids, absence="").order_by()
    of_names = (Value(0), "id", "person_id", *_as_text("given", "family"), Value(""), Value(False))
    of_homes = (
        Value(1), "id", "person_id", *_as_text("lines", "postcode", "place_key"), "confidential",
    )
    return names.values_list(*of_names), homes.values_list(*of_homes)


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
