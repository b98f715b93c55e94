"""What must not be told to whom, and who must not meet whom, as it stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from sightline.base.moments import today
from sightline.people.persons.facts import Address, ContactPoint
from sightline.people.persons.plain import plain
from sightline.people.relationships.models import ContactLimit, Withheld


def limits_on(person_ids: Iterable[int], on: date | None = None) -> list[ContactLimit]:
    """Every limit in force that protects any of these people."""
    rows = ContactLimit.objects.standing().in_force(on or today())
    held = rows.filter(person_id__in=set(person_ids)).select_related("person", "other")
    return list(held.order_by("id"))


def withheld(person_ids: Iterable[int], on: date | None = None) -> list[Withheld]:
    """Everything about these people that is kept from somebody named."""
    rows = Withheld.objects.standing().in_force(on or today())
    held = rows.filter(person_id__in=set(person_ids)).select_related("person", "from_person")
    return list(held.order_by("id"))


def concerns(row: Withheld | ContactLimit, person_id: int | None, name: str) -> bool:
    """Whether a row is about this person: by their record, or where there is none by their name."""
    if isinstance(row, Withheld):
        other_id, told = row.from_person_id, row.from_name
    else:
        other_id, told = row.other_id, row.other_name
    if other_id is not None:
        return other_id == person_id
    return bool(plain(told)) and plain(told) == plain(name)


@dataclass
class Kept:
    """The words by which people could be found and which one reader must not be given."""

    addresses: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    schools_of: set[int] = field(default_factory=set)
    addresses_of: set[int] = field(default_factory=set)

    def names_place(self, text: str) -> bool:
        """Whether a text gives one of the addresses away."""
        said = f" {plain(text)} "
        return any(f" {words} " in said for words in self.addresses)

    def names_number(self, text: str) -> bool:
        """Whether a text gives one of the telephone numbers or email addresses away."""
        said = _tight(text)
        return any(number in said for number in self.numbers)


def _tight(text: str) -> str:
    return "".join(text.lower().split())


def _words_of(row: Address) -> set[str]:
    """What of an address is enough to find it by: its first line, and its postcode."""
    first = plain(row.lines.strip().split("\n")[0].split(",")[0]) if row.lines.strip() else ""
    code = plain(row.postcode)
    spaced = {code, code.replace(" ", ""), f"{code.replace(' ', '')[:-3]} {code[-3:]}"}
    return {words for words in ({first} | (spaced if code else set())) if len(words) > 2}


def kept_words(
    person_ids: Iterable[int], rows: Iterable[Withheld], *, confidential: bool
) -> Kept:
    """What may not be said of these people, given the rows that concern one reader.

    `confidential` adds the addresses that the family must not be told. A place that is kept of
    one person is kept of everybody who lives there: a mother's address tells her child's.
    """
    ids, found = set(person_ids), Kept()
    standing = list(rows)
    found.addresses_of = {row.person_id for row in standing if row.what == Withheld.What.ADDRESS}
    found.schools_of = {row.person_id for row in standing if row.what == Withheld.What.SCHOOL}
    phones = {row.person_id for row in standing if row.what == Withheld.What.PHONE}
    secret = Q(person_id__in=found.addresses_of)
    if confidential:
        secret |= Q(person_id__in=ids, confidential=True)
    for row in Address.objects.standing().filter(secret) if ids else ():
        found.addresses |= _words_of(row)
    if phones:
        held = ContactPoint.objects.standing().filter(person_id__in=phones)
        found.numbers = {_tight(row.value) for row in held if row.value}
    return found
