"""What is compared of each person: names, dates, numbers and places, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

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
    """The facts of these people, in four queries."""
    ids = list(dict.fromkeys(person_ids))
    held = {pk: Compared(line) for pk, line in summary(ids).items()}
    _names(held)
    _places(held)
    if numbers:
        rows = Identifier.objects.standing().filter(person_id__in=held).exclude(value_key="")
        for person_id, key, scheme in rows.values_list("person_id", "value_key", "scheme"):
            held[person_id].numbers[key] = scheme
    for pk, person in held.items():
        if person.line.ref:
            held[pk].numbers.setdefault(person.line.ref, "ref")
    return held


def _names(held: dict[int, Compared]) -> None:
    rows = Name.objects.standing().filter(person_id__in=held, absence="").order_by("id")
    also: dict[int, list[str]] = defaultdict(list)
    for person_id, given, family in rows.values_list("person_id", "given", "family"):
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


def _places(held: dict[int, Compared]) -> None:
    rows = Address.objects.standing().filter(person_id__in=held, absence="")
    columns = ("person_id", "lines", "postcode", "place_key", "confidential")
    for person_id, lines, code, key, confidential in rows.values_list(*columns):
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
