"""Which sendings wait for an answer, kept in step with the events of handing over.

Nearly every sending was answered long ago, and who was asked to take a child over is part of the
question who may open the record: looking behind each of them would cost every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from sightline.record.handover.models import KINDS, SENT, Waiting
from sightline.record.spine.models import Event

AT_ONCE = 500


def after(events: Sequence[Event]) -> None:
    """Bring the steps of these events in line: the latest word on a step is the one that counts."""
    refresh(event.step_id for event in events if event.step_id is not None)


@transaction.atomic
def refresh(step_ids: Iterable[int]) -> None:
    """Work out again what waits on some steps."""
    ids = sorted(set(step_ids))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        said = Event.objects.standing().of(*KINDS).filter(step__in=some).in_order()
        last = {step: (pk, kind) for pk, kind, step in said.values_list("pk", "kind", "step_id")}
        sent = {step: pk for step, (pk, kind) in last.items() if kind == SENT}
        kept = dict(Waiting.objects.filter(step__in=some).values_list("step_id", "event_id"))
        if sent == kept:
            continue
        Waiting.objects.filter(step__in=some).delete()
        Waiting.objects.bulk_create(Waiting(step_id=step, event_id=pk) for step, pk in sent.items())
