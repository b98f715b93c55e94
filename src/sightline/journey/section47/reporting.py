"""What an enquiry has to say in a report to a conference, so that nobody types it again."""

from __future__ import annotations

from sightline.journey.section47.queries import enquiry
from sightline.record.reports.drafting import Said
from sightline.record.spine.models import Event, Step


def tell(child_id: int) -> Said | None:
    """The words of the child's newest enquiry; none where nothing was written."""
    steps = Step.objects.standing().of("section47").filter(child_id=child_id)
    step = steps.order_by("-opened_on", "-pk").first()
    last = Event.objects.standing().filter(step=step).in_order().last() if step else None
    if step is None or last is None:
        return None
    said = enquiry(step)
    words = {
        "child_view": said.child_account, "happened": "\n".join(
            text for text in (said.seen_and_found, said.others_account, said.checks) if text
        ),
        "family_view": said.parents_account, "analysis": said.analysis,
        "draft_plan": said.safe_now,
    }
    return Said("the enquiry", last.happened_on, words) if any(words.values()) else None
