"""The same piece of work for a brother or sister, so that one visit or note falls on each."""

from __future__ import annotations

from sightline.record.spine.models import Step


def step_beside(step: Step | None, child_id: int) -> Step | None:
    """The child's own step beside one that is worked on: that step itself if it is theirs.

    Otherwise their newest open step of the same process; None when they have none, and what
    happened is then recorded on the child alone.
    """
    if step is None or step.child_id == child_id:
        return step
    return (
        Step.objects.open().of(step.process).filter(child_id=child_id)
        .order_by("-opened_on", "-pk").first()
    )
