"""Putting two merged records apart: each thing goes back, and what came between waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.base.moments import now
from sightline.people.matching.models import MergedInto
from sightline.people.persons.actions.writing import supersede
from sightline.people.persons.models import Identifier, Person
from sightline.record.merging.actions.keeping import (
    hold_until_placed,
    show,
    standing,
    tell_keepers,
)
from sightline.record.merging.actions.merging import MERGED_NUMBER, noted
from sightline.record.merging.actions.moving import Change, move, settle, text
from sightline.record.merging.meanwhile import Meanwhile, meanwhile
from sightline.record.merging.models import Unplaced
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Repointed, Step
from sightline.record.spine.writing import lock
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Worker

STEP, EVENT, TASK = (m._meta.label_lower for m in (Step, Event, Task))


@transaction.atomic
def part(*, merge: MergedInto, reason: str, by: User) -> list[Unplaced]:
    """Put each thing back where it was; returns what was recorded while the two were one.

    That stays on the record that led, until somebody says whose it is.
    """
    leads, double = merge.into, merge.person
    _check(merge, reason)
    lock([leads.pk, double.pk])
    held = standing(leads)
    came = meanwhile(merge)
    moved = move(changes=_back(merge), merge=merge, why=Repointed.Why.PARTED, by=by)
    moved += move(
        changes=_set_aside(came, moved), merge=merge, why=Repointed.Why.SET_ASIDE, by=by
    )
    old = Identifier.objects.standing().filter(
        person=leads, source=MERGED_NUMBER, value=double.ref or ""
    )
    for row in old:
        supersede(row=row, by=by, because="the records were parted")
    for one in (leads, double):
        show(one)
    merge.parted_at, merge.parted_by, merge.parted_because = now(), by, reason
    merge.save(update_fields=["parted_at", "parted_by", "parted_because"])
    waiting = _waiting(merge, came)
    if waiting:
        hold_until_placed(person=leads, was=held, by=by)
    settle(moved=moved, people=[leads.pk, double.pk], shown=[leads.pk, double.pk])
    noted(merge, action="person.parted", by=by, moved=moved, reason=reason)
    tell_keepers(keepers=_keepers(leads, double), merge=merge, by=by, parted=True)
    return waiting


def _check(merge: MergedInto, reason: str) -> None:
    if not reason.strip():
        raise RecordError("Say why they are parted: whoever reads the record later asks.")
    if merge.parted_at is not None:
        raise RecordError("They have been parted already.")
    if Person.objects.filter(pk=merge.into_id, restriction=Person.MERGED).exists():
        raise RecordError(
            f"{merge.into.ref} has itself been merged into another record. Part those first."
        )


def _back(merge: MergedInto) -> Iterable[Change]:
    """Everything the merge moved, the other way, the last first."""
    rows = Repointed.objects.filter(merge=merge, why=Repointed.Why.MERGED).order_by("-pk")
    for row in rows:
        yield Change(row.table, row.row, row.column, row.became, row.was)


def _set_aside(came: Meanwhile, moved: list[Change]) -> Iterable[Change]:
    """What was recorded meanwhile on work that went back: it waits without that work."""
    back = {one.row for one in moved if one.table == STEP and one.column == "child_id"}
    for key, step in Event.objects.filter(pk__in=came.events).values_list("pk", "step_id"):
        if step in back:
            yield Change(EVENT, key, "step_id", text(step), "")
    for key, step in Task.objects.filter(pk__in=came.rows_of(TASK)).values_list("pk", "step_id"):
        if step in back:
            yield Change(TASK, key, "step_id", text(step), "")
    led = Step.objects.filter(pk__in=came.steps)
    for key, *ties in led.values_list("pk", "led_from_id", "episode_id"):
        for column, tie in zip(("led_from_id", "episode_id"), ties, strict=True):
            if tie in back:
                yield Change(STEP, key, column, text(tie), "")


def _waiting(merge: MergedInto, came: Meanwhile) -> list[Unplaced]:
    at: datetime = now()
    return Unplaced.objects.bulk_create(
        Unplaced(merge=merge, table=label, row=row, column=column, recorded_at=at)
        for label, row, column in came.things
    )


def _keepers(*people: Person) -> list[Worker]:
    return [held.custodian for one in people if (held := standing(one)) is not None]
