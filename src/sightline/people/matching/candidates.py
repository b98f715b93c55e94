"""People who may be the one about to be recorded: on more than a name, with reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from sightline.people.matching.engine import alike
from sightline.people.matching.facts import Compared, compared
from sightline.people.matching.likeness import SIMILAR, name_likeness, near_dates
from sightline.people.matching.models import Comparison
from sightline.people.matching.scope import Scope, scope_of
from sightline.people.matching.sealed import tell_keepers
from sightline.people.matching.search import RestrictedHit, restricted_lines
from sightline.people.persons.facts import Address, Identifier
from sightline.people.persons.person import Person
from sightline.people.persons.plain import number_key, place_key, postcode, words
from sightline.people.persons.summary import IdentityLine

MOST = 150
SAME_NAME = 99.0
#: Numbers of which two people may honestly share one, so that it is only a hint.
SHARED = frozenset({"court", "other", "legacy"})


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the person about to be recorded."""

    family: str = ""
    given: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    lines: str = ""
    postcode: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> list[str]:
        """The words of the name."""
        return [*words(self.given), *words(self.family)]

    @property
    def numbers(self) -> set[str]:
        """The numbers, as keys."""
        return {number_key(value) for _, value in self.identifiers if value}

    @property
    def place(self) -> str:
        """What makes the address one place."""
        return place_key(self.lines, postcode(self.postcode))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody already recorded who may be the same person, and why one should think so."""

    line: IdentityLine
    score: int
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reasons as one line: Same NHS number; same address."""
        text = "; ".join(self.reasons)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a searcher may see of those who may be the same person."""

    people: list[Candidate]
    restricted: list[RestrictedHit]


def candidates(
    *, user: Any, authority: Any = None, told: Told, where: str = "new record", limit: int = 20
) -> Candidates:
    """Who in the searcher's reach may be this person; a sealed match is told to its keepers."""
    scope = scope_of(user, authority.pk if authority is not None else None)
    if not scope.authority_ids:
        return Candidates([], [])
    found = _open(told, scope)
    kept = [one for one in compared(_kept(told, scope)).values() if may_be(told, one)]
    tell_keepers([one.line for one in kept], user=user, where=where)
    sure = [one.line for one in kept if certain(told, one)]
    return Candidates(found[:limit], restricted_lines(sure))


def duplicates_of(*, user: Any, person: Person, limit: int = 20) -> list[Candidate]:
    """Other records that may be of this person, without those somebody has said are different."""
    [own] = compared([person.pk]).values()
    apart = Comparison.objects.filter(superseded_at__isnull=True)
    apart = apart.filter(Q(first=person) | Q(second=person))
    settled = {pk for pair in apart.values_list("first_id", "second_id") for pk in pair}
    told = told_of(own, person.pk)
    # a page that is read tells no keeper: the record was compared with kept ones when it was made
    found = _open(told, scope_of(user))
    return [one for one in found if one.line.id not in settled | {person.pk}][:limit]


def _open(told: Told, scope: Scope) -> list[Candidate]:
    """Those the searcher may find, the surest first."""
    people = compared(_near(told, scope)).values()
    found = [one for person in people if (one := weighed(told, person)) is not None]
    return sorted(found, key=lambda one: (-one.score, one.line.display_name))


def told_of(own: Compared, person_id: int) -> Told:
    """A recorded person's own facts, as if they were told anew."""
    home = Address.objects.standing().filter(person_id=person_id, absence="")
    lines, code = home.newest_first().values_list("lines", "postcode").first() or ("", "")
    numbers = tuple((scheme, key) for key, scheme in own.numbers.items() if scheme != "ref")
    return Told(
        family=" ".join(own.family_words),
        given=" ".join(own.given_words),
        born_on=own.line.born_on,
        expected_on=own.line.expected_on,
        lines=lines,
        postcode=code,
        identifiers=numbers,
    )


def weighed(told: Told, person: Compared) -> Candidate | None:
    """How far a person is the one told of, with reasons; None when it is no more than a name."""
    alike_by = max((name_likeness(told.name, name) for name in person.names), default=0.0)
    reasons: list[tuple[int, str]] = []
    for number in sorted(told.numbers & set(person.numbers)):
        scheme = person.numbers[number]
        weight = 40 if scheme in SHARED else 100
        reasons.append((weight, f"same {_scheme_words(scheme)}"))
    similar = alike_by >= SIMILAR
    name = "same name" if alike_by >= SAME_NAME else "similar name"
    reasons += _by_birth(told, person, name if similar else "")
    if told.place and told.place in person.places:
        reasons.append((60, f"same address and {name}") if similar else (10, "same address"))
    elif similar and _tidy(told.postcode) in person.postcodes:
        reasons.append((45, f"same postcode and {name}"))
    score = min(100, sum(weight for weight, _ in reasons))
    if score < 40:
        return None
    return Candidate(person.line, score, tuple(text for _, text in sorted(reasons, reverse=True)))


def certain(told: Told, person: Compared) -> bool:
    """Whether this is the very person: a number of theirs, or the name with the date of birth."""
    return _identified(told, person, SAME_NAME)


def may_be(told: Told, person: Compared) -> bool:
    """Whether the keeper of this person's record should hear: a misspelt name is no way past."""
    return _identified(told, person, SIMILAR)


def _identified(told: Told, person: Compared, likeness: float) -> bool:
    own = {key for key, scheme in person.numbers.items() if scheme not in SHARED}
    if told.numbers & own:
        return True
    dates = {told.born_on, told.expected_on} & {person.line.born_on, person.line.expected_on}
    named = any(name_likeness(told.name, name) >= likeness for name in person.names)
    return bool(dates - {None}) and named


def _by_birth(told: Told, person: Compared, name: str) -> Iterable[tuple[int, str]]:
    line = person.line
    if told.born_on is not None and told.born_on == line.born_on:
        yield (80, f"same date of birth and {name}") if name else (15, "same date of birth")
    elif told.born_on is not None and line.born_on is not None and name:
        slip = near_dates(told.born_on).get(line.born_on)
        if slip:
            yield (55, f"{slip}, {name}")
    if told.expected_on is not None and line.expected_on is not None:
        apart = abs((told.expected_on - line.expected_on).days)
        if apart <= 14 and name:
            yield (70, f"expected within two weeks of it and {name}")
    if told.born_on is not None and line.born_on is None and line.expected_on is not None and name:
        apart = abs((told.born_on - line.expected_on).days)
        if apart <= 120:
            yield (60, f"expected near that date of birth and {name}")


def _near(told: Told, scope: Scope) -> list[int]:
    people = Person.objects.order_by().filter(scope.q())
    ids = list(people.filter(_sure_q(told)).values_list("pk", flat=True)[:MOST])
    if told.born_on is not None:
        slips = people.filter(born_on__in=near_dates(told.born_on))
        ids += slips.values_list("pk", flat=True)[:MOST]
    if told.place:
        homes = Address.objects.standing().filter(place_key=told.place)
        ids += people.filter(pk__in=homes.values("person_id")).values_list("pk", flat=True)[:MOST]
    ids += alike(told.name, scope, MOST)
    return list(dict.fromkeys(ids))


def _kept(told: Told, scope: Scope) -> list[int]:
    kept = Person.objects.order_by().filter(scope.kept_q())
    return list(kept.filter(_sure_q(told)).values_list("pk", flat=True))


def _sure_q(told: Told) -> Q:
    keys = Identifier.objects.standing().filter(value_key__in=told.numbers).exclude(value_key="")
    which = Q(pk__in=keys.values("person_id"))
    dates = [day for day in (told.born_on, told.expected_on) if day is not None]
    if dates:
        which |= Q(born_on__in=dates) | Q(expected_on__in=dates)
    return which


def _scheme_words(scheme: str) -> str:
    if scheme == "ref":
        return "reference"
    label = str(Identifier.Scheme(scheme).label)
    return label if label[:2].isupper() or label.startswith(("National", "Home")) else label.lower()


def _tidy(code: str) -> str:
    return code.replace(" ", "").lower()
