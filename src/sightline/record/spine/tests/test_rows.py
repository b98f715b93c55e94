"""Rows in one go are those that the usual way writes; a question worded once is asked anew."""

from datetime import UTC, date, datetime, time

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F

from sightline.base import worded
from sightline.base.rows import insert, maker, update
from sightline.base.worded import rows
from sightline.people.testing import a_child, a_recorder
from sightline.record.spine.models import Clock, Event, Step

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
DUE = datetime(2026, 6, 9, 16, 30, tzinfo=UTC)


@pytest.fixture
def child():
    return a_child("Ada Reed")


def an_event(child, by, **more):
    told = {
        "kind": "note.recorded", "authority": child.authority, "happened_on": DAY,
        "recorded_at": DUE, "recorded_by": by, "child": child,
    }
    return Event(**told | more)


def columns(model, row):
    return {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields if not field.primary_key
    }


def test_rows_in_one_go_are_the_rows_of_the_usual_way(child):
    by = a_recorder()
    wanted = [
        {"happened_at": time(9, 5), "outcome": "it’s \"so\", a\tb\nc\\N", "order": 3},
        {"for_on": date(2026, 7, 1), "source": "cin-census:2025-26"},
        {},
    ]
    usual = [an_event(child, by, **more) for more in wanted]
    for event in usual:
        event.save()
    ours = [an_event(child, by, **more) for more in wanted]
    insert(ours)
    assert len({event.pk for event in (*usual, *ours)}) == 6
    for one, other in zip(usual, ours, strict=True):
        stored = Event.objects.get(pk=other.pk)
        assert columns(Event, stored) == columns(Event, Event.objects.get(pk=one.pk))
        assert not other._state.adding
    after = an_event(child, by)
    after.save()
    assert after.pk > max(event.pk for event in ours)


def test_a_row_finds_the_key_that_another_was_given_since(child):
    by = a_recorder()
    step = Step(child=child, process="note", authority=child.authority)
    event = an_event(child, by, step=step)
    insert([step])
    insert([event])
    assert Event.objects.get(pk=event.pk).step_id == step.pk


def test_columns_of_rows_are_written_and_no_others(child):
    step = Step(child=child, process="note", authority=child.authority)
    insert([step])
    event = an_event(child, a_recorder(), step=step)
    insert([event])
    clock = Clock(
        step=step, child=child, key="icpc", version="a", start_event=event, started_on=DAY,
        state=Clock.State.RUNNING, note="kept",
    )
    insert([clock])
    assert Clock.objects.get().state == "running"
    clock.state, clock.due_at, clock.note = Clock.State.STOPPED, DUE, "not written"
    update([clock], ["state", "due_at"])
    stored = Clock.objects.get()
    assert (stored.state, stored.due_at, stored.note) == ("stopped", DUE, "kept")


def test_what_the_database_refuses_is_refused_whole(child):
    by = a_recorder()
    rows = [an_event(child, by), an_event(child, by, kind=None)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(rows)
    assert not Event.objects.filter(recorded_at=DUE).exists()


def test_rows_of_two_models_are_refused(child):
    step = Step(child=child, process="note", authority=child.authority)
    with pytest.raises(ValueError, match="one model"):
        insert([step, an_event(child, a_recorder())])


def of(ids):
    return Step.objects.filter(child_id__in=ids).order_by("pk").values_list("pk", "child_id")


def test_a_question_worded_once_is_asked_of_others(child):
    bea = a_child("Bea Reed")
    steps = [Step(child=one, process="note", authority=one.authority) for one in (child, bea)]
    insert(steps)
    first, second = ((step.pk, step.child_id) for step in steps)
    assert rows(of, [child.pk]) == [first]
    assert rows(of, [bea.pk]) == [second]
    assert rows(of, [bea.pk, child.pk]) == [first, second]
    assert rows(of, []) == []
    assert rows(of, [bea.pk]) == [second]


def test_a_row_made_of_its_columns_holds_what_the_model_would_have_given_it():
    ours = [model for model in apps.get_models() if model.__module__.startswith("sightline.")]
    for model in ours:
        made, given = maker(model)(), model()
        for column in (c for c in model._meta.concrete_fields if not c.generated):
            held, wanted = getattr(made, column.attname), getattr(given, column.attname)
            assert type(held) is type(wanted), (model, column)
            # a moment, or a key drawn by lot, is another each time
            assert held == wanted or callable(column.default), (model, column)
    assert len(ours) > 100


def test_what_is_told_of_a_row_made_of_its_columns_is_written(child):
    event = maker(Event)(
        kind="note.recorded", authority_id=child.authority_id, happened_on=DAY, recorded_at=DUE,
        recorded_by_id=a_recorder().pk, child_id=child.pk,
    )
    insert([event])
    (stored,) = Event.objects.filter(pk=event.pk)
    assert columns(Event, stored) == columns(Event, event)
    assert not event._state.adding


def test_the_objects_of_a_question_worded_once_are_those_it_gives(child):
    def composed(ids):
        rows = Event.objects.filter(child__in=ids).select_related("child", "step", "recorded_by")
        return rows.annotate(called=F("child__display_name")).order_by("pk")

    insert([an_event(child, a_recorder()), an_event(child, a_recorder())])
    ids = [child.pk, child.pk + 1]
    given = list(composed(ids))
    assert len(given) == 2
    for _ in range(2):
        found = worded.found("objects of a test", [ids], composed)
        assert [vars_of(each) for each in found] == [vars_of(each) for each in given]
        assert [each.called for each in found] == [each.child.display_name for each in given]
        assert [each.step for each in found] == [each.step for each in given]


def vars_of(row):
    return {key: value for key, value in vars(row).items() if key != "_state"}
