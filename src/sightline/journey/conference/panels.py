"""What a conference says on the page of a child: its day, and what is not as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import age, day
from sightline.base.moments import today
from sightline.journey.conference import queries
from sightline.journey.conference.models import ChildsPart, ConferenceDecision, Delay
from sightline.record.child.panels import Lane, Mark, Panel, Warning, register
from sightline.record.harm.models import PlanElsewhere
from sightline.record.meetings.queries import dissent
from sightline.record.plans.completeness import says_something
from sightline.record.timeline.marking import behind, behind_words, last_weighed

if TYPE_CHECKING:
    from datetime import date

    from sightline.record.spine.models import Event, Step

NAMES = {
    "initial": "Initial conference", "review": "Review conference",
    "transfer_in": "Transfer-in conference", "pre_birth": "Pre-birth conference",
}
SATURDAY = 5
#: From this age on, how a child took part in a conference is always said.
OLD_ENOUGH = 11


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """The conference that lies ahead, with its day.

    Until our own conference a child who came on another authority's plan is its responsibility.
    """
    found = []
    for step in steps:
        story = queries.Story(step, tuple(e for e in events if e.step_id == step.pk))
        if story.decided is not None:
            continue
        booked = story.booking
        when = f"on {day(booked.for_on)}" if booked and booked.for_on else "to be booked"
        href = reverse("pages:step", args=[step.child_id, step.pk])
        found.append(Mark(f"{NAMES.get(story.kind, 'Conference')} {when}", "purple", href))
        if story.kind == "transfer_in":
            words = "On a protection plan of another authority until our own conference"
            found.append(Mark(words, "orange", href))
    return found


def marks(steps: Sequence[Step]) -> list[Mark]:
    """The plan of another authority, which keeps responsibility until our own conference."""
    found = []
    for story in queries.stories(steps):
        if story.kind == "transfer_in" and story.decided is None:
            told = PlanElsewhere.objects.latest_for(story.step.pk)
            where = (told.authority_name if told else "") or "another authority"
            href = reverse("pages:step", args=[story.step.child_id, story.step.pk])
            words = f"On a protection plan of {where} until our own conference"
            found.append(Mark(words, "orange", href))
    return found


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """What is not as it should be with the child's open conferences."""
    return [
        Warning(words, reverse("pages:step", args=[story.step.child_id, story.step.pk]))
        for story in queries.stories(steps) for words in _said(story)
    ]


def concerns(step: Step) -> list[str]:
    """Everything about one conference that the chair, manager or administrator has to look at."""
    return _said(queries.stories([step])[0])


def _said(story: queries.Story) -> list[str]:
    return _after(story, story.decided) if story.decided is not None else _before(story)


def _put_off(story: queries.Story) -> list[str]:
    """That it was adjourned or stood down, and how the child is kept safe until it decides."""
    last = story.last("adjourned", "stood_down")
    if last is None:
        return []
    delay = Delay.objects.filter(event=last).first()
    how = "was adjourned" if last.kind == "conference.adjourned" else "was stood down"
    said = f"The conference {how} on {day(last.happened_on)} and has decided nothing yet. "
    if delay is None or not says_something(delay.safety_plan):
        return [f"{said}How the child is kept safe until then is not recorded."]
    return [f"{said}The child is kept safe until then: {delay.safety_plan}"]


def _before(story: queries.Story) -> list[str]:
    found = _put_off(story)
    step, booked = story.step, story.booking
    for_on = booked.for_on if booked is not None else None
    if for_on is not None:
        if for_on.weekday() >= SATURDAY:
            found.append(
                f"The conference is booked for {for_on:%A} {day(for_on)}. Conferences are not held "
                "at weekends: the census refuses the date. Check it."
            )
        due = queries.late_by(step, for_on)
        if due is not None:
            found.append(f"The conference is booked for {day(for_on)}; it was due by {day(due)}.")
        if for_on < today():
            found.append(
                f"The conference was booked for {day(for_on)} and nothing is recorded of it since."
            )
        found += chronology(step, for_on)
    if booked is not None:
        found += _chair(step, booked)
        found += _reports(step)
    return found


def chronology(step: Step, for_on: date | None) -> list[str]:
    """That nobody has brought the chronology up to date for a conference that is near (S036)."""
    if for_on is None or step.child_id is None:
        return []
    last = last_weighed(step.child_id)
    return [behind_words(last, for_on)] if behind(last, for_on) else []


def _reports(step: Step) -> list[str]:
    return [
        f"The parents have not had the report: it was due to them by {day(owed.due_on)}."
        for owed in queries.reports_owed(steps=[step]) if owed.overdue
    ]


def _chair(step: Step, event: Event) -> list[str]:
    chair = queries.chair_named(event)
    near = queries.chair_too_near(step, chair, event.happened_on) if chair is not None else ""
    if not near:
        return []
    return [f"The chair should be independent of the line management of the case. {near}"]


def _after(story: queries.Story, held: Event) -> list[str]:
    decision = ConferenceDecision.objects.filter(event=held).first()
    found = _chair(story.step, held)
    counted = queries.quorum_of(held)
    if not counted.quorate:
        reason = decision.below_quorum_reason if decision is not None else ""
        if says_something(reason):
            found.append(f"{counted.words} The chair went on: {reason}")
        else:
            found.append(f"{counted.words} No reason has been recorded.")
    found += _days_not_agreed(held, decision)
    against = [view.name or str(view.get_agency_display()) for view in dissent(held)]
    if against:
        found.append(f"Did not agree with the decision for this child: {', '.join(against)}.")
    found += _not_heard(story.step, held, decision)
    if not story.met_beforehand:
        found.append("The chair's meeting with the family beforehand is not recorded.")
    if held.happened_on.weekday() >= SATURDAY:
        found.append(f"The conference was held on a {held.happened_on:%A}. Check the day.")
    return found


def _not_heard(step: Step, held: Event, decision: ConferenceDecision | None) -> list[str]:
    """That a child of eleven or more took no part, and that nobody said why."""
    years = age(step.child.born_on, held.happened_on) if step.child is not None else None
    if years is None or years < OLD_ENOUGH:
        return []
    part = decision.child_part if decision is not None else ""
    if not part:
        return [f"How the child took part is not recorded. They were {years}."]
    reason = decision.not_heard_reason if decision is not None else ""
    if part in (ChildsPart.DECLINED, ChildsPart.NOT_ASKED) and not says_something(reason):
        return [f"The child was not heard, and why is not recorded. They were {years}."]
    return []


def _days_not_agreed(held: Event, decision: ConferenceDecision | None) -> list[str]:
    """The days by which the core group and the next review are due, where none was agreed."""
    core = decision.first_core_group_on if decision is not None else None
    if core is not None and held.for_on is not None:
        return []
    found, due = [], queries.days_offered(held)
    if held.outcome == "plan_made" and core is None and due.core_group_by is not None:
        found.append(
            "No day was agreed for the first core group. It meets by "
            f"{day(due.core_group_by)} at the latest."
        )
    if held.for_on is None and due.review_by is not None:
        found.append(
            "No day was agreed for the next review conference. It is held by "
            f"{day(due.review_by)} at the latest."
        )
    return found


def declare() -> None:
    """Put this on the child's page."""
    register(
        Panel("conference", marks, warnings, now,
              Lane("Conference", 40, ("conference.decided",), bars=False))
    )
