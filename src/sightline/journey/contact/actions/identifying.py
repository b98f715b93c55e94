"""Somebody whom nobody could name is identified, and nothing has to be typed again."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.journey.contact import queries
from sightline.journey.contact.actions.passing import pass_on
from sightline.journey.contact.models import ChildPart, Completeness
from sightline.people.matching.actions import compare
from sightline.people.matching.models import Comparison
from sightline.people.persons.actions import correct_life, record_sex, rename
from sightline.record.allocation.models import Allocation
from sightline.record.pregnancy import actions as pregnancy
from sightline.record.pregnancy.actions import put_mother_on_the_system
from sightline.record.pregnancy.models import Pregnancy
from sightline.record.referrers.carrying import carried, referrer_of
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, EventFacts, Step

WHY = "Identified from a contact"


def identify(
    *, step: Step, given: str, family: str, by: User, on: date, at: time | None = None,
    born_on: date | None = None, sex: str = "",
) -> Event:
    """Name the person a contact is about on the record it already has."""
    person = _person(step)
    with transaction.atomic():
        rename(person=person, by=by, on=on, given=given, family=family)
        if born_on is not None:
            correct_life(
                person=person, by=by, reason=WHY, changes={"born_on": born_on, "absence": ""}
            )
        if sex:
            record_sex(person=person, by=by, on=on, code=sex)
        return spine.record("contact.matched", by=by, on=on, at=at, step=step, outcome="named")


def match(
    *, step: Step, known: Person, by: User, on: date, at: time | None = None
) -> Step:
    """The contact is about somebody known already: it stands on their record from its own day 0.

    Everything told is carried. The nameless record's contact closes; work already begun there
    stays open, with a task to bring it across. Returns the contact on the known record.
    """
    person = _person(step)
    if known.pk == person.pk:
        raise RecordError("This contact is on that person's record already.")
    first = queries.received(step)
    if first is None:
        raise RecordError("This contact has been voided. Record it on that person's record.")
    with transaction.atomic():
        worked_with = queries.open_work([known.pk])
        new = spine.open_step(
            "contact.received", by=by, on=first.happened_on, at=first.happened_at, child=known,
            led_from=step, facts=_same_facts(step, placed=not worked_with),
        )
        spine.record("contact.matched", by=by, on=on, at=at, step=step, outcome="known_child")
        compare(person=person, other=known, verdict=Comparison.Verdict.SAME, reason=WHY, by=by)
        if worked_with:
            pass_on(step=new, by=by, on=on, at=at)
        _bring_across(step, known, by=by, on=on)
    return new


def name_mother(
    *, step: Step, mother: Person | None, by: User, on: date, at: time | None = None,
    unborn: Person | None = None,
) -> Step:
    """Whose baby it is: a record known here, or one made of what was told where there is none.

    `unborn` is a child of hers under whose record the baby is known already: then the contact
    goes on there. Returns the contact that goes on.
    """
    child = _person(step)
    with transaction.atomic():
        if unborn is not None:
            return match(step=step, known=unborn, by=by, on=on, at=at)
        if mother is None:
            told = Pregnancy.objects.latest_for(step.pk)
            if told is None or not told.mother:
                raise RecordError(
                    "The form does not name the mother, so no record can be made from it. Search "
                    "for her, or find out her name first."
                )
            mother = put_mother_on_the_system(told=told, child=child, by=by, on=on)
        pregnancy.name_mother(child=child, mother=mother, by=by, on=on)
        spine.record("contact.matched", by=by, on=on, at=at, step=step, outcome="mother")
    return step


def _person(step: Step) -> Person:
    if step.child is None:
        raise RecordError("This contact is about nobody, so there is nobody to identify.")
    return step.child


def _same_facts(step: Step, *, placed: bool) -> list[EventFacts]:
    facts: list[EventFacts] = [*carried(referrer_of(step))]
    for model in (ChildPart, Completeness, Pregnancy):
        row = model.objects.latest_for(step.pk)
        if row is not None:
            columns = [
                f.attname for f in model._meta.concrete_fields if f.name not in ("id", "event")
            ]
            facts.append(model(**{name: getattr(row, name) for name in columns}))
    if placed and step.owner_team_id is not None:
        facts.append(Allocation(team_id=step.owner_team_id, reason=WHY))
    return facts


def _bring_across(step: Step, known: Person, *, by: User, on: date) -> None:
    """Work begun for the nameless record is never moved behind anybody's back, nor lost."""
    begun = queries.led_open(step).exclude(child_id=known.pk).select_related(
        "owner_worker", "owner_team", "child"
    )
    for other in begun:
        if other.owner_worker is not None or other.owner_team is not None:
            tasks.give(
                text="This child has been identified and is known under another record: go on "
                "there, and close this.",
                owner_worker=other.owner_worker, owner_team=other.owner_team, due_on=on, by=by,
                on=on, child=other.child, step=other, source=TaskSource.MATCH,
            )
