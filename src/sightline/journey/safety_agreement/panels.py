"""What a safety agreement says on the child's page: who promised what, and what is amiss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day, short_day
from sightline.journey.safety_agreement.queries import InForce, in_force, latest_review_day
from sightline.record.child.panels import Lane, Mark, Panel, Slot, Standing, Warning

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step


def _page(step: Step, page: str = "") -> str:
    if page:
        return reverse("pages:page", args=[step.child_id, step.pk, page])
    return reverse("pages:step", args=[step.child_id, step.pk])


def now_is(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That a promise keeps the child safe for now, and when it is looked at again."""
    last = {
        event.step_id: event for event in events
        if event.kind in ("safety_agreement.made", "safety_agreement.reviewed")
    }
    found = []
    for step in steps:
        event = last.get(step.pk)
        if event is not None and event.outcome == "broken":
            found.append(Mark("Safety agreement was not kept", "red", _page(step)))
        elif event is not None and event.for_on is not None:
            words = f"Safety agreement, to be looked at by {short_day(event.for_on)}"
            found.append(Mark(words, "yellow", _page(step)))
        else:
            found.append(Mark("Safety agreement", "yellow", _page(step)))
    return found


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """A child not seen since, nobody named to see to it, nobody who agreed, a review set late."""
    return [warning for each in in_force(steps=steps) for warning in _of(each)]


def _of(each: InForce) -> list[Warning]:
    found = []
    made_on = day(each.made.happened_on)
    if not each.seen:
        found.append(Warning(
            f"The child has not been seen since the safety agreement of {made_on}.",
            _page(each.step, "seen"),
        ))
    if not each.watched_by:
        found.append(Warning("Nobody is named to see that the safety agreement is kept.",
                             _page(each.step)))
    if not each.parties:
        found.append(Warning("Who agreed to what in the safety agreement is not recorded.",
                             _page(each.step)))
    limit = latest_review_day(each.made.happened_on)
    if each.made.for_on is not None and limit is not None and each.made.for_on > limit:
        why = f"Reason given: {each.later_because}" if each.later_because else ""
        found.append(Warning(
            f"The safety agreement was to be looked at on {day(each.made.for_on)}; here it is at "
            f"the latest {day(limit)}. {why or 'No reason was given.'}",
            _page(each.step),
        ))
    return found


def promised(child: Person) -> Sequence[Standing]:
    """Who promised what, who sees to it, and what is done if it is not kept."""
    return [_standing(each) for each in in_force(child=child)]


def _standing(each: InForce) -> Standing:
    said = [f"Since {day(each.made.happened_on)}",
            each.promises or "who promised what is not recorded",
            f"seen to by {each.watched_by}" if each.watched_by else "nobody is named to see to it"]
    said.append(f"if it is not kept: {each.if_broken}" if each.if_broken
                else "what happens if it is not kept is not recorded")
    return Standing(". ".join(f"{part[0].upper()}{part[1:].rstrip('.')}" for part in said),
                    href=_page(each.step))


PANEL = Panel(
    "safety_agreement", warnings=warnings, now=now_is,
    lane=Lane("Safety agreement", 22,
              points=("safety_agreement.child_seen", "safety_agreement.reviewed")),
)
SLOT = Slot("safety_agreement", "contingency", promised,
            wanted=lambda work: "safety_agreement" in work)
