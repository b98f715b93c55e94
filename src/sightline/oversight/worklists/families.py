"""Families: which of some children belong together, so that one home takes one line of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from sightline.base import worded
from sightline.base.moments import now, today
from sightline.people.households.models import HouseholdMember
from sightline.people.relationships.kinds import PARENTS, SIBLINGS
from sightline.people.relationships.models import Relationship
from sightline.people.restriction.barrier import readable


def families(child_ids: Iterable[int], reader: Any) -> dict[int, int]:
    """Each child's family, known by the lowest number among those of it who were asked about.

    Children belong together who share a parent or a home, or were declared brothers and sisters;
    nobody outside those asked about is named, and a parent whose record is kept from the reader
    puts nobody together: that would tell of the parent. One query, none for nobody.
    """
    ids = set(child_ids)
    own = {child_id: child_id for child_id in ids}
    if len(ids) < 2:
        return own
    firsts: dict[tuple[str, int], int] = {}

    def root(child_id: int) -> int:
        while own[child_id] != child_id:
            child_id = own[child_id]
        return child_id

    def join(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        own[second] = first

    for how, one, other in worded.found("families", [[reader.pk], sorted(ids)], _ties, now()):
        if how == "sibling":
            if one in ids and other in ids:
                join(one, other)
        else:
            join(one, firsts.setdefault((how, other), one))
    return {child_id: root(child_id) for child_id in ids}


def _ties(reader: Sequence[int], ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Parents, declared brothers and sisters, and homes of some children, in one query."""
    told = Relationship.objects.standing()
    known = Q(other__restriction="") | Q(other_id__in=readable(reader[0]))
    parents = told.filter(known, kind__in=PARENTS, person_id__in=ids)
    siblings = told.in_force(today()).filter(kind__in=SIBLINGS).filter(
        Q(person_id__in=ids) | Q(other_id__in=ids)
    )
    homes = HouseholdMember.objects.standing().in_force(today()).filter(person_id__in=ids)
    first, *others = (
        _marked(parents, "parent", "other_id"), _marked(siblings, "sibling", "other_id"),
        _marked(homes, "home", "household_id"),
    )
    found: QuerySet[Any, Any] = first.union(*others, all=True)
    return found


def _marked(rows: Any, how: str, other: str) -> Any:
    mark = Value(how, output_field=CharField())
    return rows.order_by().annotate(how=mark).values_list("how", "person_id", other)
