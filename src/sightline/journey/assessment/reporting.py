"""What an assessment has to say in a report to a conference, so that nobody types it again."""

from __future__ import annotations

from sightline.journey.assessment.queries import child_views, content, opening
from sightline.record.reports.drafting import Said
from sightline.record.spine.models import Event, Step


def tell(child_id: int) -> Said | None:
    """The words of the child's newest assessment; none where nothing was written."""
    steps = Step.objects.standing().of("assessment").filter(child_id=child_id)
    step = steps.order_by("-opened_on", "-pk").first()
    begun = opening(step) if step is not None else None
    if step is None or begun is None:
        return None
    said, views = content(step), [view.words for view in child_views(step) if view.words]
    words = {
        "child_view": "\n".join(views), "happened": said.history, "family_view": "\n".join(
            text for text in (said.parents_views, said.disagreement) if text
        ),
        "analysis": said.analysis, "draft_plan": said.needs,
    }
    if not any(words.values()):
        return None
    last: Event = Event.objects.standing().filter(step=step).in_order().last() or begun
    return Said("the assessment", last.happened_on, words)
