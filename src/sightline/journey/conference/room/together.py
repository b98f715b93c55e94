"""The children whom one conference is about, as far as a reader may open their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sightline.access.audit.actions import Seen, opened
from sightline.access.policy.scope import grounds_of
from sightline.base.moments import today
from sightline.journey.conference.panels import NAMES
from sightline.journey.conference.queries import Story, stories
from sightline.people.relationships.lookups import sibling_group
from sightline.record.child.rows import Ask
from sightline.record.child.rows import together as together_rows
from sightline.record.interpreters.queries import Line, asks, interpreting, told_in
from sightline.record.spine.models import Event, Step
from sightline.record.timeline.marking import behind, behind_words, marks

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

#: What is recorded at once for those whom one conference is about, the surest first.
AT_ONCE = ("decided", "booked", "adjourned", "requested")


@dataclass
class Together:
    """One conference: the child whose page it is, and brothers and sisters beside them."""

    own: Story
    stories: list[Story] = field(default_factory=list)

    @property
    def step(self) -> Step:
        """The conference of the child whose page it is."""
        return self.own.step

    @property
    def child(self) -> Person:
        """The child whose page it is."""
        return cast("Person", self.own.step.child)

    @property
    def steps(self) -> list[Step]:
        """The conference of each child."""
        return [story.step for story in self.stories]

    @property
    def children(self) -> list[Person]:
        """Those it is about whose record the reader may open, the eldest first."""
        return [cast("Person", step.child) for step in self.steps]

    @property
    def lead(self) -> Step:
        """The conference on which what is typed in the room is kept: the first one asked for."""
        return min(self.steps, key=lambda step: step.pk)

    @property
    def title(self) -> str:
        """Which conference it is."""
        return NAMES.get(self.own.kind, "Conference")

    @property
    def on(self) -> date | None:
        """The day on which it was held, or for which it is booked."""
        if self.own.decided is not None:
            return self.own.decided.happened_on
        return self.own.booking.for_on if self.own.booking is not None else None

    @property
    def held_on(self) -> date:
        """The day of the conference as it is being held: its own day, unless that lies ahead."""
        return min(self.on or today(), today())

    def url(self, name: str, step: Step | None = None) -> str:
        """The address of one of its pages, for one of the children."""
        found = step or self.step
        return reverse(f"conference:{name}", args=[found.child_id, found.pk])


def interpreters_at(here: Together, reader: User) -> list[Line]:
    """Each person for whom the conference needs an interpreter, and what is booked; one query."""
    ids = [child.pk for child in here.children]
    return interpreting(ids, reader, since=here.on).lines(ids, "conference", here.on)


def wanting(here: Together, reader: User) -> dict[str, Any]:
    """What a conference ahead wants of interpreters and of chronologies; one query."""
    ids, for_on = [child.pk for child in here.children], here.on
    rows = together_rows([
        *asks(ids, reader, since=for_on), Ask("weighed", marks(ids), ("child_id", "happened_on"))
    ])
    last: dict[int, date] = {}
    for child_id, on in (row[:2] for row in rows.get("weighed", ())):
        day = date.fromisoformat(on[:10])
        last[int(child_id)] = max(day, last.get(int(child_id), day))
    stale = [] if for_on is None or here.own.decided is not None else [
        (child, behind_words(last.get(child.pk), for_on)) for child in here.children
        if behind(last.get(child.pk), for_on)
    ]
    return {"spoken": told_in(rows).lines(ids, "conference", for_on), "behind": stale}


def step_of(child_id: int, step_id: int) -> Step:
    """The conference that an address names; Http404 when this child has none of that number."""
    steps = Step.objects.standing().of("conference").select_related(
        "child__authority", "authority", "owner_worker", "owner_team"
    )
    found: Step = get_object_or_404(steps, pk=step_id, child_id=child_id)
    return found


def together(request: HttpRequest, child_id: int, step_id: int, *, all_read: bool) -> Together:
    """One conference in front of one person.

    With `all_read` the page shows every child's part, and the trail says so for each.
    """
    step, reader = step_of(child_id, step_id), cast("User", request.user)
    own = stories([step])[0]
    others = _beside(own, reader)
    ground = grounds_of(reader, [s.child_id for s in others if s.child_id]) if others else {}
    seen = [other for other in others if other.child_id in ground]
    if seen and all_read:
        match = request.resolver_match
        opened(
            user=reader, page=match.view_name if match is not None else "",
            rows=[Seen(s.child_id or 0, *ground[s.child_id or 0]) for s in seen],
        )
    every = [own, *(stories(seen) if seen else [])]
    every.sort(key=lambda story: (_born(story.step), story.step.pk))
    return Together(own, every)


def _born(step: Step) -> date:
    return (step.child.born_on if step.child is not None else None) or date.max


def _beside(own: Story, reader: User) -> Sequence[Step]:
    """The conferences of the others: recorded at once with it, or open beside it before that."""
    steps = Step.objects.standing().of("conference").select_related(
        "child__authority", "authority", "owner_worker", "owner_team"
    ).exclude(pk=own.step.pk)
    last = next((e for kind in AT_ONCE if (e := own.last(kind)) is not None), None)
    if last is not None and last.occasion_id is not None:
        beside = Event.objects.standing().filter(occasion_id=last.occasion_id, kind=last.kind)
        found = list(steps.filter(pk__in=beside.values("step_id")))
        if found or last.kind != "conference.requested":
            return found
    if own.booking is not None or own.decided is not None or own.step.child_id is None:
        return []
    group = [sibling.person_id for sibling in sibling_group(own.step.child_id, reader=reader)]
    return list(steps.filter(child_id__in=group, closed_on__isnull=True)) if group else []
