"""What a referral already knows from the contact it was led from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sightline.record.decisions.models import Decision

if TYPE_CHECKING:
    from sightline.record.spine.models import Event


def draft_from_contact(event: Event) -> Mapping[str, Any]:
    """The first draft of the referral decision: the front door's level, reason and decider."""
    decision = Decision.objects.filter(event=event).first()
    if decision is None:
        return {}
    row = {
        "threshold_level": decision.threshold_level, "rationale": decision.rationale,
        "made_by": decision.made_by_id, "made_by_name": decision.made_by_name,
        "role": decision.role,
    }
    return {"decide": {"rows": {"decisions.Decision": [row]}}}
