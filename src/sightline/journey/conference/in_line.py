"""A decision voided or corrected, and the plan it made brought in line with what now stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sightline.journey.conference.actions.effect import (
    BY_REVIEW,
    CHANGED,
    ENDED,
    OPENED,
    STARTED,
    take_effect,
)
from sightline.record.harm.categories import copies, main_of, named
from sightline.record.spine.errors import VoidRefused
from sightline.record.spine.following import Follower, followers
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, typed_rows, void

if TYPE_CHECKING:
    from sightline.access.users.models import User

DECIDED = "conference.decided"


def after(events: Sequence[Event]) -> None:
    """Undo what a voided decision brought about, and move what a corrected one did.

    Runs in the transaction that voids or corrects: where other records already stand on the
    plan, the voiding is refused with that as its reason. A fresh decision needs nothing here.
    """
    for event in events:
        if event.voided_at is not None:
            if not event.replaced_by.filter(voided_at__isnull=True).exists():
                undo(event, by=event.voided_by, reason=event.void_reason)
        elif event.replaces is not None:
            _put_right(event.replaces, event, by=event.recorded_by)


def _put_right(old: Event, new: Event, *, by: User | None) -> None:
    reason = old.void_reason
    if old.outcome == new.outcome == "plan_made":
        _move_start(new, by=by, reason=reason)
        return
    undo(old, by=by, reason=reason)
    take_effect(new, by=by)


def _started(event: Event) -> Event | None:
    """The start of the plan that a decision led to."""
    starts = Event.objects.standing().of(STARTED).filter(step__led_from=event.step)
    found: Event | None = starts.select_related("step").in_order().last()
    return found


def _move_start(new: Event, *, by: User | None, reason: str) -> None:
    """A plan starts on the day of the conference that made it, in the category it named."""
    start = _started(new)
    if start is None:
        take_effect(new, by=by)
        return
    harms = named(new)
    same_moment = (start.happened_on, start.happened_at) == (new.happened_on, new.happened_at)
    if same_moment and start.outcome == main_of(harms):
        return
    # only the categories came from the decision; whatever else the start knew is kept
    kept = [row for row in typed_rows(start) if row._meta.label != "harm.Harm"]
    for row in kept:
        row.pk, row._state.adding = None, True
    correct(
        start, by=by, reason=reason, on=new.happened_on, at=new.happened_at,
        outcome=main_of(harms), facts=[*copies(harms), *kept],
    )


def undo(event: Event, *, by: User | None, reason: str) -> None:
    """Take back what a decision brought about that day."""
    if event.outcome == "plan_made":
        start = _started(event)
        if start is not None:
            void(start, by=by, reason=reason)
        return
    same_day = Event.objects.standing().filter(
        child_id=event.child_id, happened_on=event.happened_on
    ).select_related("step")
    if event.outcome == "plan_continues":
        for changed in same_day.of(CHANGED):
            void(changed, by=by, reason=reason)
        return
    if event.outcome == "plan_ended":
        for ended in same_day.of(ENDED).filter(outcome=BY_REVIEW):
            void(ended, by=by, reason=reason)
    for opened in same_day.of(OPENED).filter(step__led_from=event.step):
        try:
            void(opened, by=by, reason=reason)
        except VoidRefused:
            # work has begun on it: it goes on, and the child's page shows both plans
            continue


def declare() -> None:
    """Follow the decisions of conferences."""
    followers.add("conference", Follower(after, kinds=frozenset({DECIDED})))
