"""Saying whose each thing is that was recorded while two records were one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.base.moments import now
from sightline.people.matching.models import MergedInto
from sightline.record.merging.actions.keeping import let_go_once_placed
from sightline.record.merging.actions.merging import noted
from sightline.record.merging.actions.moving import Change, move, settle, text
from sightline.record.merging.models import Unplaced
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Repointed, Step
from sightline.record.spine.writing import lock
from sightline.record.tasks.models import Task, TaskMark

if TYPE_CHECKING:
    from sightline.access.users.models import User

STEP, EVENT, TASK = (m._meta.label_lower for m in (Step, Event, Task))


@transaction.atomic
def place(*, merge: MergedInto, decisions: Mapping[int, str], by: User) -> list[Change]:
    """Let each thing stay, or go to the other record; what nobody decided goes on waiting."""
    if merge.parted_at is None:
        raise RecordError("The records are one: there is nothing to place until they are parted.")
    leads, double = merge.into_id, merge.person_id
    lock([leads, double])
    waiting = Unplaced.objects.filter(merge=merge, decision="", pk__in=list(decisions))
    goes: list[Change] = []
    for one in waiting.order_by("pk"):
        one.decision = Unplaced.Decision(decisions[one.pk])
        one.decided_at, one.decided_by = now(), by
        one.save(update_fields=["decision", "decided_at", "decided_by"])
        if one.decision == Unplaced.Decision.GOES:
            goes += _going(one, text(leads), text(double))
    goes += _taken_up(merge, {(one.table, one.row) for one in goes})
    moved = move(changes=goes, merge=merge, why=Repointed.Why.PLACED, by=by)
    settle(moved=moved, people=[leads, double], shown=[leads, double])
    noted(merge, action="person.placed", by=by, moved=moved, reason=merge.parted_because)
    if not Unplaced.objects.filter(merge=merge, decision="").exists():
        let_go_once_placed(person=merge.into, by=by)
    return moved


def _going(one: Unplaced, leads: str, double: str) -> Iterable[Change]:
    """The thing, and what goes with it: work takes its events, a task what is on the timeline."""
    yield Change(one.table, one.row, one.column, leads, double)
    events: Iterable[int] = ()
    if one.table == STEP:
        events = Event.objects.filter(step_id=one.row, child_id=int(leads)).values_list(
            "pk", flat=True
        )
    elif one.table == TASK:
        events = TaskMark._base_manager.filter(
            task_id=one.row, event__child_id=int(leads),
            event__recorded_at__gt=one.merge.recorded_at,
        ).values_list("event_id", flat=True)
    for key in events:
        yield Change(EVENT, key, "child_id", leads, double)


def _taken_up(merge: MergedInto, going: set[tuple[str, int]]) -> Iterable[Change]:
    """Work that things were taken off when the records were parted, given back to them."""
    aside = Repointed.objects.filter(merge=merge, why=Repointed.Why.SET_ASIDE).order_by("pk")
    for row in aside:
        if (row.table, row.row) in going:
            yield Change(row.table, row.row, row.column, row.became, row.was)
