"""The referrer of a step, and the same facts on the event that its step leads to."""

from __future__ import annotations

from sightline.record.referrers.models import Referrer
from sightline.record.spine.models import Step

#: How far back a journey is followed to find who first told us.
FARTHEST = 6


def referrer_of(step: Step) -> Referrer | None:
    """Who told us: the newest standing answer on the step, else on the step it was led from."""
    found: Step | None = step
    for _ in range(FARTHEST):
        if found is None:
            return None
        row = Referrer.objects.latest_for(found.pk)
        if row is not None:
            return row
        found = found.led_from
    return None


def carried(row: Referrer | None) -> list[Referrer]:
    """The same facts, unsaved, for another event; nothing when nothing is known."""
    if row is None:
        return []
    columns = [f.attname for f in Referrer._meta.concrete_fields if f.name not in ("id", "event")]
    return [Referrer(**{name: getattr(row, name) for name in columns})]
