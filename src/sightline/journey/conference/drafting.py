"""What a conference already knows from the work that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sightline.record.meetings.models import Participant

if TYPE_CHECKING:
    from sightline.record.spine.models import Event

CARRIED = ("agency", "health_kind", "name", "role", "organisation_id")


def invitations_so_far(event: Event) -> Mapping[str, Any]:
    """The first draft of the invitations: those who have met about this child already."""
    met = (
        Participant.objects.standing().filter(occasion__parts__child_id=event.child_id,
                                              occasion__parts__voided_at__isnull=True)
        .exclude(name="").order_by("-occasion__happened_on", "pk")
    )
    known: dict[tuple[str, str], dict[str, Any]] = {}
    for participant in met[:60]:
        row = {name: getattr(participant, name) for name in CARRIED}
        known.setdefault((participant.agency, participant.name.casefold()), row)
    return {"invite": {"rows": {"meetings.Participant": list(known.values())}}} if known else {}
