"""Finding a person by any part of a name, date of birth, address or number, within permission."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, When

from sightline.people.matching import sealed
from sightline.people.matching.asked import Asked, understood
from sightline.people.matching.engine import alike
from sightline.people.matching.facts import Compared, compared
from sightline.people.matching.likeness import best, near_dates
from sightline.people.matching.scope import Scope, scope_of
from sightline.people.persons.facts import Identifier
from sightline.people.persons.person import Person
from sightline.people.persons.summary import IdentityLine
from sightline.people.restriction.barrier import custodians

CANDIDATES = 200
ENOUGH = 68.0
#: A word that resembles nothing in a record says the record is of somebody else.
LEAST_WORD = 45.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found: the identity line, other names, and how sure the search is."""

    line: IdentityLine
    also: str
    score: float


@dataclass(frozen=True, slots=True)
class RestrictedHit:
    """A restricted record that was asked for exactly; nothing of it is told but whom to ask."""

    custodian: str
    person_id: int

    @property
    def words(self) -> str:
        """The one line."""
        return f"Restricted: ask {self.custodian}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search may show this searcher."""

    asked: Asked
    hits: list[Hit]
    restricted: list[RestrictedHit]
    more: bool = False


def find(
    user: Any, text: str, limit: int = 20, *, authority_id: int | None = None, where: str = "search"
) -> Found:
    """People a user may find, best first; a sealed record that matches is told to its keepers."""
    asked = understood(text)
    scope = scope_of(user, authority_id)
    if asked.empty or not scope.authority_ids:
        return Found(asked, [], [])
    people = compared(_candidates(asked, scope), numbers=bool(asked.numbers))
    hits = [
        Hit(person.line, person.also, score)
        for person in people.values()
        if (score := rank(asked, person)) >= ENOUGH
    ]
    hits.sort(key=lambda hit: (-hit.score, hit.line.display_name, hit.line.id))
    restricted = kept_matches(asked, scope, user=user, where=where)
    return Found(asked, hits[:limit], restricted, more=len(hits) > limit)


def rank(asked: Asked, person: Compared) -> float:
    """How well a person answers a search, 0 to about 200."""
    numbers = [number for number in asked.numbers if number in person.numbers]
    left = [word for word in asked.words if word.upper() not in numbers]
    score = 0.0
    if left:
        each = [
            max(best(word, person.name_words), 0.9 * best(word, person.place_words))
            for word in left
        ]
        score = sum(each) / len(each)
        if min(each) < LEAST_WORD:
            score -= 25
    if numbers:
        return max(score, ENOUGH) + 100
    for day in asked.dates:
        score += _dated(day, person, alone=not left)
    return score


def _dated(day: Any, person: Compared, *, alone: bool) -> float:
    line = person.line
    if day in (line.born_on, line.expected_on):
        return 90.0 if alone else 50.0
    if line.born_on is not None and line.born_on in near_dates(day):
        return 70.0 if alone else 15.0
    return -30.0


def _candidates(asked: Asked, scope: Scope) -> list[int]:
    ids: list[int] = []
    people = Person.objects.order_by().filter(scope.q())
    if asked.numbers:
        keys = Identifier.objects.standing().filter(value_key__in=asked.numbers)
        known = Q(pk__in=keys.values("person_id")) | Q(ref__in=asked.numbers)
        ids += people.filter(known).values_list("pk", flat=True)[:CANDIDATES]
    for day in asked.dates:
        exact, near = Q(born_on=day) | Q(expected_on=day), Q(born_on__in=near_dates(day))
        nearest = people.filter(exact | near).order_by(Case(When(exact, then=0), default=1))
        ids += nearest.values_list("pk", flat=True)[: 2 * CANDIDATES]
    ids += alike(asked.words, scope, CANDIDATES)
    return list(dict.fromkeys(ids))


def kept_matches(asked: Asked, scope: Scope, *, user: Any, where: str) -> list[RestrictedHit]:
    """Restricted records asked for exactly, as one line each; sealed ones only told to keepers."""
    kept = Person.objects.order_by().filter(scope.kept_q())
    keys = Identifier.objects.standing().filter(value_key__in=asked.numbers)
    which = Q(pk__in=keys.values("person_id")) | Q(ref__in=asked.numbers)
    if asked.dates and asked.words:
        which |= Q(born_on__in=asked.dates) | Q(expected_on__in=asked.dates)
    if not (asked.numbers or (asked.dates and asked.words)):
        return []
    people = compared(kept.filter(which).values_list("pk", flat=True))
    lines = [one.line for one in people.values() if exact(asked, one)]
    shut = [line for line in lines if line.restriction == Person.Restriction.SEALED]
    sealed.tell_keepers(shut, user=user, where=where)
    return restricted_lines(lines)


def restricted_lines(lines: Iterable[IdentityLine]) -> list[RestrictedHit]:
    """The one line for each restricted person; none for a sealed one."""
    level = Person.Restriction.RESTRICTED
    told = custodians(line.id for line in lines if line.restriction == level)
    return [RestrictedHit(name, pk) for pk, name in sorted(told.items())]


def exact(asked: Asked, person: Compared) -> bool:
    """Whether a search names this very person: a number of theirs, or name and date of birth.

    One name and one date, and nothing beside them: with a word more that fits or does not, the
    line would tell where somebody lives, or what else they are called, to whoever goes on asking.
    """
    if any(number in person.numbers for number in asked.numbers):
        return True
    born = {person.line.born_on, person.line.expected_on} - {None}
    if len(asked.dates) != 1 or not born & set(asked.dates):
        return False
    told = set(asked.words)
    named = bool(told & person.given_words) and bool(told & person.family_words)
    return named and any(told <= set(name) for name in person.names)
