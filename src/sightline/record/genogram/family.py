"""Who is drawn: the family of a child as one reader may see it, by generation, with their ties.

Nobody is drawn who is sealed or restricted from the reader, and nothing typed is: names, ages and
ties alone. A line through somebody who is not drawn is not drawn either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline.access.policy.scope import grounds_of
from sightline.base.moments import today
from sightline.people.households.lookups import live_with
from sightline.people.persons.summary import IdentityLine, summary
from sightline.people.relationships.kinds import KINDS, PARENTS, SIBLINGS
from sightline.people.relationships.lookups import responsibilities
from sightline.people.relationships.models import Relationship
from sightline.people.restriction.barrier import split

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

MOST = 80
#: The generation of the other, seen from the person: the child's own is 0, the eldest are lowest.
UP = {"step_parent": -1, "aunt_uncle": -1, "grandparent": -2} | dict.fromkeys(PARENTS, -1)
LEVEL = frozenset({"sibling", "half_sibling", "step_sibling", "partner"})


@dataclass(frozen=True, slots=True)
class Tie:
    """One recorded relationship."""

    one: int
    two: int
    kind: str
    ended: bool


@dataclass(slots=True)
class Relative:
    """One person of the drawing; `generation` is none for those around the family."""

    line: IdentityLine
    words: str
    generation: int | None
    home: bool = False
    responsible: str = ""


@dataclass
class Family:
    """Everybody drawn, who is whose child, who are couples, and whom to ask about the rest."""

    child: int
    people: dict[int, Relative] = field(default_factory=dict)
    parents: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    couples: dict[frozenset[int], bool] = field(default_factory=dict)
    kept: list[tuple[str, str]] = field(default_factory=list)


def family(child: Person, reader: User) -> Family:
    """The family of a child as this reader may see it: ten queries at most, however large it is."""
    own = _ties({child.pk})
    near = {one for tie in own for one in (tie.one, tie.two)} | {child.pk}
    every = _ties(near)
    fellows = _children_of(every, _parents_of(every, child.pk)) - {child.pk}
    opened = set(grounds_of(reader, fellows)) if fellows else set()
    # the other parent of a half-sister or brother is met only on their record
    ties = every + (_ties(opened, parents_only=True) if opened else [])
    seen, custodians = split(reader, {one for tie in ties for one in (tie.one, tie.two)})
    lines = summary(_drawn(child.pk, ties, seen, own, opened))
    made = Family(child.pk)
    _place(made, child.pk, own, ties, lines)
    _join(made, ties)
    made.kept = [
        (_words(tie, child.pk, None)[0], custodians[other])
        for tie in own if (other := _other(tie, child.pk)) in custodians
    ]
    _told(made, child.pk)
    return made


def _ties(ids: Iterable[int], *, parents_only: bool = False) -> list[Tie]:
    wanted = set(ids)
    which = Q(person_id__in=wanted) if parents_only else (
        Q(person_id__in=wanted) | Q(other_id__in=wanted)
    )
    rows = Relationship.objects.standing().filter(which).order_by("id")
    if parents_only:
        rows = rows.filter(kind__in=PARENTS)
    day: date = today()
    found = rows.values_list("person_id", "other_id", "kind", "until_on")
    return [Tie(one, two, kind, until is not None and until <= day)
            for one, two, kind, until in found]


def _other(tie: Tie, person_id: int) -> int:
    return tie.two if tie.one == person_id else tie.one


def _parents_of(ties: Iterable[Tie], person_id: int) -> set[int]:
    return {tie.two for tie in ties if tie.one == person_id and tie.kind in PARENTS}


def _children_of(ties: Iterable[Tie], parents: set[int]) -> set[int]:
    return {tie.one for tie in ties if tie.two in parents and tie.kind in PARENTS}


def _drawn(
    child_id: int, ties: list[Tie], seen: set[int], own: list[Tie], opened: set[int]
) -> list[int]:
    """The child, whoever is related to them, their parents' children, parents and partners.

    Whoever is met only through somebody kept from the reader is not drawn: they would tell of
    them. The other parent of a half-sister or brother is drawn where the reader may open that
    record.
    """
    reach = seen | {child_id}
    parents = _parents_of(ties, child_id) & reach
    found = {child_id} | {_other(tie, child_id) for tie in own}
    fellows = _children_of(ties, parents)
    for tie in ties:
        if tie.kind in PARENTS and (tie.one in parents or tie.one in opened & fellows):
            found.add(tie.two)
        if tie.kind == "partner" and {tie.one, tie.two} & parents:
            found |= {tie.one, tie.two}
    return sorted((found | fellows) & reach)[:MOST]


def _words(tie: Tie, child_id: int, sex: str | None) -> tuple[str, int | None]:
    """What the other is to the child in words, and their generation."""
    kind = KINDS[tie.kind]
    if tie.one == child_id:
        level = 0 if tie.kind in LEVEL else UP.get(tie.kind)
        return kind.label, level
    level = 0 if tie.kind in LEVEL else -UP[tie.kind] if tie.kind in UP else None
    return kind.label_back(sex or ""), level


def _place(
    made: Family, child_id: int, own: list[Tie], ties: list[Tie], lines: dict[int, IdentityLine]
) -> None:
    """Everybody with a line, in the generation in which the record puts them."""
    made.people[child_id] = Relative(lines[child_id], "The child", 0)
    for tie in own:
        other = _other(tie, child_id)
        if other in lines and tie.kind not in SIBLINGS:
            words, level = _words(tie, child_id, lines[other].sex)
            made.people.setdefault(other, Relative(lines[other], words, level))
    shown = _parents_of(ties, child_id) & set(lines)
    fellows = _children_of(ties, shown)
    fellows |= {_other(tie, child_id) for tie in own if tie.kind in SIBLINGS}
    for other in sorted(fellows & set(lines)):
        theirs = _parents_of(ties, other) & set(lines)
        words = _sibling_words(shown, theirs, lines[other].sex)
        made.people.setdefault(other, Relative(lines[other], words, 0))
    for other in sorted(set(lines) - set(made.people)):
        up = any(tie.one in shown and tie.two == other and tie.kind in PARENTS for tie in ties)
        words = "Grandparent" if up else (
            "Parent of a brother or sister"
            if any(tie.two == other and tie.one in fellows for tie in ties)
            else "Partner of a parent"
        )
        made.people[other] = Relative(lines[other], words, -2 if up else -1)


def _sibling_words(mine: set[int], theirs: set[int], sex: str) -> str:
    word = {"F": "ister", "M": "rother"}.get(sex)
    half = len(mine & theirs) == 1 and len(mine) > 1 and len(theirs) > 1
    if word is None:
        return "Half-brother or half-sister" if half else "Brother or sister"
    letter = "s" if sex == "F" else "b"
    return f"Half-{letter}{word}" if half else f"{letter.upper()}{word}"


def _join(made: Family, ties: list[Tie]) -> None:
    """Who is whose child and who are couples, among those drawn."""
    for tie in ties:
        if tie.one not in made.people or tie.two not in made.people:
            continue
        if tie.kind in PARENTS:
            made.parents[tie.one].add(tie.two)
        elif tie.kind == "partner":
            pair = frozenset((tie.one, tie.two))
            made.couples[pair] = tie.ended and made.couples.get(pair, True)


def _told(made: Family, child_id: int) -> None:
    """Who lives with the child today, and who holds parental responsibility."""
    home = live_with([child_id])
    for key, relative in made.people.items():
        relative.home = key in home
    for row in responsibilities(child_id):
        if row.holder_id in made.people:
            made.people[row.holder_id].responsible = str(row.get_basis_display())
