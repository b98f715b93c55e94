"""The verbs of an assessment: start, write, submit, send back, authorise, share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction

from sightline import law
from sightline.journey.assessment import queries
from sightline.journey.assessment.history import pages_for
from sightline.journey.assessment.leading import Towards, lead_on
from sightline.journey.assessment.models import Adult, Checked, Content, Point
from sightline.journey.assessment.own_words import named_in, siblings_seen
from sightline.journey.assessment.process import OUTCOMES
from sightline.people.households.lookups import live_with
from sightline.people.relationships.lookups import related_ids
from sightline.people.workforce.lookups import worker_of
from sightline.record.drafts.actions import keep_led
from sightline.record.identity.queries import again, of_step
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.models import Event, Occasion

#: How each model of assessment is opened.
STARTS = ("started", "initial_started", "core_started", "reassessment_decided")
#: What is written once for a family.
FAMILY = ("parenting", "environment", "parents_views", "disagreement")
#: The sections taken up again when an assessment comes back, with the words that stood.
SECTIONS = {
    "child": ("development", "identity"),
    "family": ("parenting", "environment", "parents_views", "disagreement"),
    "analysis": ("analysis", "needs"),
    "submit": ("recommended", "over_time_reason"),
}


def start(
    *, child: Person, by: User, on: date, at: time | None = None, kind: str = "started",
    facts: Sequence[models.Model] = (), led_from: Step | None = None,
) -> Step:
    """Start an assessment, in the child's open episode of need unless told which step led here.

    A child has one open assessment of a kind at a time. The child's own history is written into
    the first page, to be read and acknowledged.
    """
    _may_start(child, kind)
    led_from = led_from or _episode(child.pk)
    with transaction.atomic():
        step = spine.open_step(
            f"assessment.{kind}", by=by, on=on, at=at, child=child, led_from=led_from, facts=facts
        )
        _begin_pages(child, step, by=by)
    return step


def start_together(
    *, children: Sequence[Person], content: Content, by: User, on: date, at: time | None = None,
) -> list[Step]:
    """Start one assessment of a whole family: one occasion, and each child's own part of it.

    Why it is made stays off the record of a brother or sister whom it does not name alone, and
    why a case is opened again goes to those alone whose case was closed before.
    """
    for child in children:
        _may_start(child, "started")
    closed = queries.closed_before(child.pk for child in children)
    parts, wanting = [], []
    for child in children:
        said = {name: getattr(content, name) for name in queries.WORDS}
        if child.pk not in closed:
            said["reopened_because"] = ""
        others = [one for one in children if one.pk != child.pk]
        if child is not children[0] and named_in(content, ("purpose",), others):
            said["purpose"] = ""
            wanting.append(child)
        parts.append(spine.Part(
            child=child, opens=True, led_from=_episode(child.pk), facts=[Content(**said)]
        ))
    with transaction.atomic():
        spine.record_occasion("assessment.started", by=by, on=on, at=at, parts=parts)
        steps = [part.step for part in parts if part.step is not None]
        for child, step in zip(children, steps, strict=True):
            _begin_pages(child, step, by=by)
            if child in wanting:
                _ask_own(step, ("purpose",), by=by, on=on)
    return steps


def _may_start(child: Person, kind: str) -> None:
    if kind not in STARTS:
        raise RecordError(f"An assessment begins in one of these ways: {', '.join(STARTS)}.")
    standing = open_assessment(child.pk, kind)
    if standing is not None:
        raise RecordError(
            f"This child has had an open assessment since {standing.opened_on:%-d %B %Y}. Go on "
            "with that one."
        )


def _begin_pages(child: Person, step: Step, *, by: User) -> None:
    for page, values in pages_for(child.pk, step).items():
        keep_led(step=step, page=page, values=values, by=by)


def _episode(child_id: int) -> Step | None:
    """The child's open referral, which is the episode of need."""
    steps = Step.objects.open().of("referral").filter(child_id=child_id)
    return steps.order_by("-opened_on", "-pk").first()


def open_assessment(child_id: int, kind: str = "started") -> Step | None:
    """The child's open assessment of that model (initial, core or single), if there is one."""
    wanted = queries.AUTHORISED_BY.get(f"assessment.{kind}", "assessment.authorised")
    steps = Step.objects.open().of("assessment").filter(child_id=child_id)
    held = [s for s in steps.order_by("-opened_on", "-pk") if queries.authorised_by(s) == wanted]
    return held[0] if held else None


def acknowledge_history(
    *, step: Step, by: User, on: date, words: str = "", at: time | None = None
) -> Event:
    """Say that the history was read, and what it tells."""
    return spine.record(
        "assessment.history_acknowledged", by=by, on=on, at=at, step=step,
        facts=[Content(history_acknowledged=True, history=words)],
    )


def write(
    *, step: Step, by: User, on: date, at: time | None = None,
    facts: Sequence[models.Model] = (),
) -> Event:
    """Write a part of this child's assessment; what was written before stays readable."""
    return spine.record("assessment.written", by=by, on=on, at=at, step=step, facts=facts)


def write_together(
    *, steps: Sequence[Step], content: Content, by: User, on: date, at: time | None = None,
    adults: Sequence[Adult] = (),
) -> Occasion:
    """Write what is true of the whole family once, into each child's own assessment.

    The first is the child on whose page it was typed, who keeps every word. Of a brother or
    sister, what calls another child by name stays off unless it is meant for every record, and
    so does an adult who is neither related to them nor lives with them. What stayed off is asked
    for on the child's own assessment, and none of it is told there.
    """
    first, *others = steps
    mine = {name: getattr(content, name) for name in queries.WORDS}
    parts = [spine.Part(child=first.child, step=first,
                        facts=[Content(**mine), *(_same(row) for row in adults)])]
    wanting = []
    for step in others:
        assert step.child is not None
        named = [] if content.names_meant else named_in(
            content, FAMILY, _others(step, steps, by)
        )
        near = related_ids([step.child.pk]) | live_with([step.child.pk])
        kept = [row for row in adults if row.person_id is None or row.person_id in near]
        said = {name: text for name, text in mine.items() if name not in named}
        if named:
            wanting.append((step, named))
        if kept or any(said.get(name) for name in FAMILY):
            facts = [Content(**said), *(_same(row) for row in kept)]
            parts.append(spine.Part(child=step.child, step=step, facts=facts))
    with transaction.atomic():
        occasion = spine.record_occasion("assessment.written", by=by, on=on, at=at, parts=parts)
        for step, named in wanting:
            _ask_own(step, named, by=by, on=on)
    return occasion


def _others(step: Step, steps: Sequence[Step], by: User) -> list[Person]:
    """The children who are not to be named on this one's record."""
    assert step.child is not None
    found = {one.pk: one for one in siblings_seen(step.child.pk, by)}
    found |= {s.child.pk: s.child for s in steps if s.child is not None}
    found.pop(step.child.pk, None)
    return list(found.values())


def _same(row: Adult) -> Adult:
    return Adult(person_id=row.person_id, name=row.name, part=row.part, met_on=row.met_on,
                 finding=row.finding)


def _ask_own(step: Step, named: Sequence[str], *, by: User, on: date) -> None:
    """Ask for this child's own words where those of the family named another child."""
    worker, team = step.owner_worker or worker_of(by), step.owner_team
    if worker is None and team is None:
        return
    fields = (cast("models.Field[Any, Any]", Content._meta.get_field(name)) for name in named)
    asked = "; ".join(str(field.verbose_name) for field in fields)
    tasks.give(
        text=f"Write this for this child, without naming another: {asked}", child=step.child,
        owner_worker=worker, owner_team=team, by=by, on=on, step=step, source="missing_answers",
        due_on=law.calendar().next_working(on + timedelta(days=1)),
    )


def look_at(
    *, step: Step, by: User, on: date, decision: Decision | None = None, at: time | None = None
) -> Event:
    """A manager looks at an assessment that is still open, and says how it is going."""
    return spine.record(
        "assessment.checkpoint_recorded", by=by, on=on, at=at, step=step,
        facts=[decision] if decision is not None else [],
    )


def submit(
    *, step: Step, by: User, on: date, at: time | None = None,
    facts: Sequence[models.Model] = (),
) -> Event:
    """Hand the assessment in for a manager; the clock goes on until it is authorised."""
    return spine.record("assessment.submitted", by=by, on=on, at=at, step=step, facts=facts)


def send_back(
    *, step: Step, by: User, on: date, points: Sequence[str], at: time | None = None,
    decision: Decision | None = None,
) -> Event:
    """Send an assessment back to its author, saying which points are missing.

    What was written is taken up into drafts, so that nothing has to be typed again.
    """
    if not points and (decision is None or not decision.rationale.strip()):
        raise RecordError("Say what is missing, so that its author can put it right.")
    unknown = sorted(set(points) - set(Point.values))
    if unknown:
        raise RecordError(f"Not on the checklist: {', '.join(unknown)}.")
    facts: list[models.Model] = [Checked(point=point) for point in dict.fromkeys(points)]
    with transaction.atomic():
        author = queries.submission(step)
        event = spine.record(
            "assessment.returned", by=by, on=on, at=at, step=step,
            facts=[*facts, *([decision] if decision is not None else [])],
        )
        _take_up_again(step, by=author.recorded_by if author is not None else by)
        _ask_author(event, author, points, by=by)
    return event


def _take_up_again(step: Step, *, by: User | None) -> None:
    said = queries.content(step)
    for page, names in SECTIONS.items():
        row = {name: getattr(said, name) for name in names if getattr(said, name)}
        rows: dict[str, Any] = {"assessment.Content": [row]} if row else {}
        if page == "child" and (needs := again(of_step(step))):
            rows["identity.IdentityNeed"] = needs
        if rows:
            keep_led(step=step, page=page, by=by, values={"rows": rows})


def _ask_author(event: Event, sent: Event | None, points: Sequence[str], *, by: User) -> None:
    step = event.step
    assert step is not None
    writer = sent.recorded_by if sent is not None else None
    worker = worker_of(writer) if writer is not None else step.owner_worker
    if worker is None and step.owner_team is None:
        return
    missing = "; ".join(str(Point(point).label) for point in points)
    tasks.give(
        text=f"The assessment came back. Not yet met: {missing or 'see the manager’s reason'}",
        owner_worker=worker, owner_team=step.owner_team, by=by, on=event.happened_on,
        due_on=law.calendar().next_working(event.happened_on + timedelta(days=1)),
        child=event.child, step=step, source_event=event,
    )


def authorise(
    *, step: Step, outcome: str, by: User, on: date, at: time | None = None,
    facts: Sequence[models.Model] = (), to_team: Team | None = None, urgency: str = "same_day",
) -> Event:
    """Authorise what somebody else wrote: the clock stops, and the outcome leads on at once.

    GateRefused for one's own work, no child's view, no analysis, history not acknowledged, or a
    child not seen without a manager's reason.
    """
    if outcome and outcome not in OUTCOMES:
        raise RecordError(f"Say what it leads to. It is one of: {'; '.join(OUTCOMES.values())}.")
    with transaction.atomic():
        _finish_returns(step, by=by, on=on)
        event = spine.record(
            queries.authorised_by(step), by=by, on=on, at=at, step=step, outcome=outcome,
            facts=facts,
        )
        lead_on(event, by=by, to=Towards(to_team, urgency))
    return event


def _finish_returns(step: Step, *, by: User, on: date) -> None:
    """What was asked when it came back is settled by its being authorised."""
    asked = step.tasks.filter(state="open", source_event__kind="assessment.returned")
    for task in asked.order_by("pk"):
        tasks.finish(task=task, by=by, on=on, evidence="The assessment was authorised.")


def share(
    *, step: Step, with_whom: str, by: User, on: date, at: time | None = None, response: str = ""
) -> Event:
    """Record with whom the assessment was shared and what they said; it never holds the clock."""
    return spine.record(
        "assessment.shared", by=by, on=on, at=at, step=step, outcome=with_whom,
        facts=[Content(response=response)] if response else [],
    )
