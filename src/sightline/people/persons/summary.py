"""The identity line: what a list says of each person, read in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sightline.base import worded
from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.people.persons.person import Person, SexCode
from sightline.people.persons.words import life_words

COLUMNS = (
    "id",
    "ref",
    "display_name",
    "born_on",
    "expected_on",
    "died_on",
    "pregnancy_ended_on",
    "sex",
    "restriction",
    "authority_id",
)


@dataclass(frozen=True, slots=True)
class IdentityLine:
    """One person on a list: name, reference, dates and sex, and nothing that needs grounds."""

    id: int
    ref: str
    display_name: str
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    pregnancy_ended_on: date | None
    sex: str
    restriction: str
    authority_id: int

    def age_words(self, on: date | None = None) -> str:
        """4 years 2 months; Unborn, due 3 July 2026; Died 3 July 2026, aged 4 years."""
        return life_words(
            born_on=self.born_on,
            expected_on=self.expected_on,
            died_on=self.died_on,
            pregnancy_ended_on=self.pregnancy_ended_on,
            on=on or today(),
        )

    @property
    def age(self) -> str:
        """The age today, in words."""
        return self.age_words()

    @property
    def birth(self) -> str:
        """The date of birth, or when it is expected, in words."""
        if self.born_on is None and self.expected_on is not None:
            return f"Due {day(self.expected_on)}"
        return day(self.born_on)

    @property
    def sex_words(self) -> str:
        """Male, Female or Not known."""
        return str(SexCode(self.sex).label)


def summary(person_ids: Iterable[int]) -> dict[int, IdentityLine]:
    """The identity line of each person, by id; who may see it is the caller's question."""
    people = worded.found("summary", [list(person_ids)], _these)
    return {person.pk: line_of(person) for person in people}


def _these(person_ids: Sequence[int]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=person_ids)


def line_of(person: Person) -> IdentityLine:
    """The identity line of a person already read."""
    return IdentityLine(**{column: getattr(person, column) for column in COLUMNS})
