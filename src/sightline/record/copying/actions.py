"""Weighing what was recorded lately, some at a time, after it was recorded and never before."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from sightline.base.moments import now
from sightline.people.relationships.lookups import sibling_group
from sightline.record.copying.likeness import LEAST_WORDS
from sightline.record.copying.models import Likeness
from sightline.record.copying.reading import Alike, Runs, most_alike, passages_of, weighed
from sightline.record.search.models import Passage

#: What was recorded earlier than this is no longer weighed: a manager looks at what is new.
WINDOW = timedelta(days=31)
AT_ONCE = 500


def weigh(most: int = AT_ONCE) -> int:
    """Weigh recordings that nobody has weighed yet, the oldest first; how many they were."""
    done = Likeness.objects.filter(event=OuterRef("event_id"), other__isnull=True)
    waiting = Passage.objects.filter(
        ~Exists(done), event__recorded_at__gte=now() - WINDOW, event__source=""
    )
    rows = list(waiting.select_related("event").order_by("event_id")[:most])
    read: dict[int, Runs] = defaultdict(dict)
    for passage in rows:
        found = []
        if weighed(passage.event.kind):
            found = _alike(passage, read[passage.child_id])
        with transaction.atomic():
            Likeness.objects.bulk_create(
                [Likeness(event_id=passage.event_id),
                 *(Likeness(event_id=passage.event_id, other_id=each.event_id,
                            percent=each.percent) for each in found)],
                ignore_conflicts=True,
            )
    return len(rows)


def begin(*, before: datetime) -> int:
    """Take whatever was recorded before a moment as weighed: a list begins with what is new."""
    recent = Passage.objects.filter(
        event__recorded_at__gte=now() - WINDOW, event__recorded_at__lt=before
    )
    rows = [Likeness(event_id=pk) for pk in recent.values_list("pk", flat=True)]
    Likeness.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    return len(rows)


def _alike(passage: Passage, read: Runs) -> list[Alike]:
    """The child's own earlier text, and a sibling's, that this one repeats most of.

    What was recorded once for both is in both passages, and is no copy.
    """
    if len(passage.text.split()) < LEAST_WORDS:
        return []
    apart = [passage.occasion_id] if passage.occasion_id is not None else []
    near = [one.person_id for one in sibling_group(passage.child_id)]
    found = [
        most_alike(passage.text, passages_of(
            whose, passage.process, before=passage, apart=apart
        ), read)
        for whose in ([passage.child_id], near)
    ]
    return [each for each in found if each is not None]
