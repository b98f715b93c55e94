"""Making two records of one person one: everything of both stands on the record that leads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.people.matching.models import MergedInto
from sightline.people.persons.models import Identifier, Person
from sightline.people.persons.plain import number_key
from sightline.record.merging.actions.keeping import keep, tell_keepers
from sightline.record.merging.actions.moving import Change, move, settle, text
from sightline.record.merging.pointers import Pointer, pointers
from sightline.record.merging.staying import Rows, renamed, staying
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Repointed
from sightline.record.spine.writing import lock

if TYPE_CHECKING:
    from sightline.access.users.models import User

MERGED_NUMBER = "merged record"


@transaction.atomic
def merge(*, person: Person, other: Person, reason: str, by: User) -> MergedInto:
    """Let `person` lead: everything of `other` stands on it, and `other` leads there.

    Never refused because one is restricted: the record that leads is then as restricted as the
    stricter of the two, and the keepers are told.
    """
    _check(person, other, reason)
    lock([person.pk, other.pk])
    row = MergedInto.objects.create(person=other, into=person, reason=reason, recorded_by=by)
    stays = staying(person, other)
    moved = move(changes=_changes(person, other, stays), merge=row, why=Repointed.Why.MERGED, by=by)
    keepers = keep(person=person, other=other, merge=row, by=by)
    if other.ref:
        Identifier.objects.create(
            person=person, scheme=Identifier.Scheme.LEGACY, value=other.ref,
            value_key=number_key(other.ref), source=MERGED_NUMBER, recorded_by=by,
        )
    Person.objects.filter(pk=other.pk).update(restriction=Person.MERGED)
    settle(moved=moved, people=[person.pk, other.pk], shown=[person.pk])
    row.recorded_at = now()
    row.save(update_fields=["recorded_at"])
    noted(row, action="person.merged", by=by, moved=moved, reason=reason)
    tell_keepers(keepers=keepers, merge=row, by=by)
    person.refresh_from_db()
    other.refresh_from_db()
    return row


def _check(person: Person, other: Person, reason: str) -> None:
    if not reason.strip():
        raise RecordError("Say why they are one person: whoever reads the record later asks.")
    if person.pk == other.pk:
        raise RecordError("This is one record already.")
    if person.authority_id != other.authority_id:
        raise RecordError(
            "They are records of two authorities, and neither becomes the other's. Say that they "
            "are the same person instead."
        )
    both = Person.objects.filter(pk__in=[person.pk, other.pk], restriction=Person.MERGED)
    for ref in both.values_list("ref", flat=True):
        raise RecordError(
            f"{ref} is merged already. Open it, and merge the record that it leads to."
        )


def _changes(person: Person, other: Person, stays: Rows) -> Iterable[Change]:
    """Every column that says the double, as it will say the record that leads."""
    was, becomes = text(other.pk), text(person.pk)
    for pointer in pointers():
        for row in _rows(pointer, other.pk):
            if (pointer.table, row) not in stays:
                yield Change(pointer.table, row, pointer.column, was, becomes)
    for model, row, column, before, after in renamed(person, other, stays):
        yield Change(model._meta.label_lower, row, column, before, after)


def _rows(pointer: Pointer, person_id: int) -> list[int]:
    return list(pointer.rows(**{pointer.column: person_id}).values_list("pk", flat=True))


def noted(
    row: MergedInto, *, action: str, by: User, moved: list[Change], reason: str
) -> None:
    """Say in the trail of both records what was done, and how much of it there was."""
    counts: dict[str, int] = {}
    for one in moved:
        counts[one.table] = counts.get(one.table, 0) + 1
    for whom in (row.into, row.person):
        audit_change(
            user=by, action=action, kind="person", ident=whom.pk, child_id=whom.pk,
            authority_id=whom.authority_id, reason=reason,
            payload={"merge": row.pk, "double": row.person_id, "leads": row.into_id,
                     "moved": counts},
        )
