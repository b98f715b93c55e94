"""What an enquiry already knows from the strategy discussion it was led from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sightline.record.meetings.models import Agency, Participant

if TYPE_CHECKING:
    from sightline.record.spine.models import Event

#: Those whose words in the room are theirs to give again, and no agency's account.
NOT_AGENCIES = ("", Agency.CHILD, Agency.FAMILY, Agency.ADVOCATE)


def draft_from_discussion(event: Event) -> Mapping[str, Any]:
    """The first draft of what others say: each agency's view, as it gave it."""
    if event.occasion_id is None:
        return {}
    said = Participant.objects.filter(occasion_id=event.occasion_id).exclude(view="")
    lines = [f"{person}: {person.view}" for person in said.exclude(agency__in=NOT_AGENCIES)]
    if not lines:
        return {}
    row = {"others_account": "At the strategy discussion:\n" + "\n".join(lines)}
    return {"others": {"rows": {"section47.Enquiry": [row]}}}
