"""A person's relationships from their own side, and the sibling group they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sightline.base import worded
from sightline.base.moments import at, now, today
from sightline.people.persons.summary import IdentityLine, summary
from sightline.people.relationships.kinds import KINDS, PARENTS, SIBLINGS
from sightline.people.relationships.models import ParentalResponsibility, Relationship
from sightline.people.restriction.barrier import hidden


@dataclass(frozen=True, slots=True)
class Relation:
    """What one other person is to this one, whichever side it was told from."""

    id: int
    other: IdentityLine
    words: str
    kind: str
    since_on: date | None
    until_on: date | None
    note: str
    responsibility: str = ""


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister, and how the record knows it."""

    person_id: int
    kind: str
    words: str


def relations(person_id: int, on: date | None = None) -> list[Relation]:
    """Everybody related to a person, in words from that person's side; all time, or on a day."""
    rows = Relationship.objects.standing().filter(Q(person_id=person_id) | Q(other_id=person_id))
    if on is not None:
        rows = rows.in_force(on)
    held = list(rows.order_by("id"))
    lines = summary({row.person_id for row in held} | {row.other_id for row in held})
    responsible = {
        row.holder_id: str(ParentalResponsibility.Basis(row.basis).label)
        for row in responsibilities(person_id, on)
        if row.holder_id
    }
    found = []
    for row in held:
        own = row.person_id == person_id
        other = lines[row.other_id if own else row.person_id]
        kind = KINDS[row.kind]
        words = kind.label if own else kind.label_back(other.sex)
        found.append(
            Relation(
                id=row.pk,
                other=other,
                words=words,
                kind=row.kind,
                since_on=row.since_on,
                until_on=row.until_on,
                note=row.note,
                responsibility=responsible.get(other.id, ""),
            )
        )
    return found


def responsibilities(person_id: int, on: date | None = None) -> list[ParentalResponsibility]:
    """Who holds parental responsibility for a child, today or on a day."""
    rows = ParentalResponsibility.objects.standing().in_force(on or today())
    return list(rows.filter(person_id=person_id).order_by("id"))


def related_ids(person_ids: Iterable[int]) -> set[int]:
    """Everybody directly related to any of these people."""
    wanted = set(person_ids)
    rows = Relationship.objects.standing().filter(Q(person__in=wanted) | Q(other__in=wanted))
    pairs = rows.values_list("person_id", "other_id")
    return {one for pair in pairs for one in pair} - wanted


def sibling_groups(
    child_ids: Iterable[int], on: date | None = None, *, reader: Any = None
) -> dict[int, list[Sibling]]:
    """The brothers and sisters of each child, from shared parents and from what was declared.

    A parent's relationship that has ended still makes siblings; one that was withdrawn does not.
    For a `reader`, parents whose records are hidden from them make nobody a brother or sister: a
    name found through such a parent alone would tell of the parent.
    """
    wanted = set(child_ids)
    parents: dict[int, set[int]] = defaultdict(set)
    fellows: dict[int, set[int]] = defaultdict(set)
    for child, parent in worded.rows(_children_of_parents, list(wanted)):
        fellows[parent].add(child)
        if child in wanted:
            parents[child].add(parent)
    # who shares a parent with nobody has no brother or sister by that parent to tell or to hide
    several = any(len(group) > 1 for group in fellows.values())
    whole = _parents({child for group in fellows.values() for child in group}) if several else {}
    if reader is not None and several:
        untold = hidden(reader, {parent for held in whole.values() for parent in held})
        for held in (*parents.values(), *whole.values()):
            held -= untold
    declared = _declared(wanted, on)
    groups: dict[int, list[Sibling]] = {}
    for child in wanted:
        found: dict[int, Sibling] = {}
        for other in set().union(*(fellows[parent] for parent in parents[child])) - {child}:
            found[other] = _by_parents(other, whole[child], whole[other])
        for other, kind in declared[child]:
            found.setdefault(other, Sibling(other, kind, f"{KINDS[kind].label}, as declared"))
        groups[child] = sorted(found.values(), key=lambda sibling: sibling.person_id)
    return groups


def sibling_group(
    child_id: int, on: date | None = None, *, reader: Any = None
) -> list[Sibling]:
    """The brothers and sisters of one child."""
    return sibling_groups([child_id], on, reader=reader)[child_id]


def _told_of_parents(where: Q) -> Any:
    return Relationship.objects.standing().filter(where, kind__in=PARENTS).order_by()


def _children_of_parents(child_ids: Sequence[int]) -> QuerySet[Relationship, Any]:
    """Every child of the parents of these, with the parent."""
    every = _told_of_parents(Q(person_id__in=child_ids)).values("other_id")
    return _told_of_parents(Q(other_id__in=every)).values_list("person_id", "other_id")


def _parents_of(child_ids: Sequence[int]) -> QuerySet[Relationship, Any]:
    return _told_of_parents(Q(person_id__in=child_ids)).values_list("person_id", "other_id")


def _parents(child_ids: set[int]) -> dict[int, set[int]]:
    held: dict[int, set[int]] = defaultdict(set)
    for child, parent in worded.rows(_parents_of, list(child_ids)):
        held[child].add(parent)
    return held


def _declared(child_ids: set[int], on: date | None) -> dict[int, list[tuple[int, str]]]:
    moment = now() if on is None else at(on)
    held: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for one, other, kind in worded.found("declared", [list(child_ids)], _siblings, moment):
        held[one].append((other, kind))
        held[other].append((one, kind))
    return held


def _siblings(child_ids: Sequence[int]) -> QuerySet[Relationship, Any]:
    rows = Relationship.objects.standing().in_force(today()).filter(kind__in=SIBLINGS)
    rows = rows.filter(Q(person_id__in=child_ids) | Q(other_id__in=child_ids)).order_by("id")
    return rows.values_list("person_id", "other_id", "kind")


def _by_parents(other: int, mine: set[int], theirs: set[int]) -> Sibling:
    shared = mine & theirs
    if not shared:
        return Sibling(other, "sibling", "Brother or sister")
    if len(shared) > 1:
        return Sibling(other, "sibling", "Brother or sister, both parents shared")
    if len(mine) > 1 and len(theirs) > 1:
        return Sibling(other, "half_sibling", "Half-brother or half-sister, one parent shared")
    return Sibling(other, "sibling", "Brother or sister, one parent shared, the other not known")
