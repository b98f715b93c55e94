"""The typed rows of an event: each table's are found again, in one question for all tables."""

import pytest
from django.db import models

from sightline.base.moments import today
from sightline.people.testing import a_child, a_user, a_worker
from sightline.record.interpreters.models import Booking
from sightline.record.sharing.models import Remark
from sightline.record.spine.actions import record
from sightline.record.spine.models import Event, EventFacts, EventItem
from sightline.record.spine.voiding import typed_models, typed_rows
from sightline.record.tasks.actions import give


def tables(base: type) -> set[type]:
    """Every table, at whatever depth, that is made from this base."""
    below = {one for child in base.__subclasses__() for one in tables(child)}
    return below | {child for child in base.__subclasses__() if not child._meta.abstract}


@pytest.fixture
def event(db):
    return record("note.recorded", by=a_user(), on=today(), child=a_child())


def planted(model, subject, **given):
    """A row of the table with nothing in it but what the table requires."""
    row = model(**given)
    for field in model._meta.concrete_fields:
        if field.null or field.primary_key or field.has_default() or field.name in given:
            continue
        if isinstance(field, models.ForeignKey):
            setattr(row, field.name, target(field.related_model, subject))
        elif isinstance(field, models.DateField):
            setattr(row, field.name, today())
        elif isinstance(field, models.IntegerField):
            setattr(row, field.name, 1)
        elif field.choices:
            setattr(row, field.name, field.choices[-1][0])
    row.save()
    return row


def target(model, event):
    """What a required key points to: a typed row of the same event, or something that is there."""
    if model is Event:
        return event
    if issubclass(model, EventFacts | EventItem):
        return planted(model, event, event=event)
    if model._meta.label == "tasks.Task":
        return give(
            text="Ring the school",
            owner_worker=a_worker(),
            due_on=today(),
            by=a_user(),
            child=event.child,
        )
    return planted(model, event)


def a_remark():
    """What a parent said, which an answer answers."""
    event = record("note.recorded", by=a_user(), on=today(), child=a_child())
    return Remark.objects.create(event=event, person=event.child, words="It is not so")


def a_booking():
    """An interpreter who was asked for, of whom something is said."""
    event = record("note.recorded", by=a_user(), on=today(), child=a_child())
    return Booking.objects.create(event=event, person=event.child, what="visit")


# a table whose rules ask for one of two things, or whose row answers another
EITHER = {
    "interpreters.Booking": lambda: {"person": a_child()},
    "interpreters.Said": lambda: {"booking": a_booking()},
    "sharing.NotSent": lambda: {"person": a_child()},
    "sharing.Remark": lambda: {"person": a_child()},
    "sharing.Answer": lambda: {"remark": a_remark()},
    "allocation.Allocation": lambda: {"worker": a_worker()},
    "handover.Handover": lambda: {"to_outside": "Northshire"},
}


def test_every_table_made_of_typed_rows_is_asked():
    assert set(typed_models()) == tables(EventFacts) | tables(EventItem)


def test_a_row_of_any_table_is_found_by_its_event(db):
    by, child = a_user(), a_child()
    missed = []
    for model in typed_models():
        event = record("note.recorded", by=by, on=today(), child=child)
        given = EITHER.get(model._meta.label, dict)()
        row = planted(model, event, event=event, **given)
        if row not in typed_rows(event):
            missed.append(model._meta.label)
    assert missed == []


def test_an_event_without_rows_is_asked_once(event, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert typed_rows(event) == []
