"""Recording, leading, voiding and correcting, and the clocks that follow."""

from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from sightline.base.moments import fixed, now
from sightline.people.testing import a_child, a_user
from sightline.record.spine import bulk, deriving
from sightline.record.spine.actions import Part, lead, open_step, record, record_occasion
from sightline.record.spine.errors import GateRefused, RecordError, VoidRefused
from sightline.record.spine.models import Clock, Event, Occasion, Step
from sightline.record.spine.voiding import correct, void

MONDAY = date(2026, 6, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return a_child()


@pytest.fixture
def by():
    return a_user()


def clean(child):
    return not deriving.difference([child.pk])


def test_recording_an_event_starts_and_stops_its_clock(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    clock = Clock.objects.get(step=step)
    assert (clock.state, clock.due_on) == ("running", date(2026, 6, 8))
    record("asking.answered", step=step, by=by, on=date(2026, 6, 5), outcome="no")
    clock.refresh_from_db()
    assert (clock.state, clock.stopped_on) == ("stopped", date(2026, 6, 5))
    assert clean(child)


def test_a_clock_runs_along_to_the_step_that_was_led_from_its_own(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    answer = record("asking.answered", step=step, by=by, on=MONDAY, outcome="yes")
    thanks = Clock.objects.get(key="thanks_due")
    assert thanks.step_id == step.pk
    next_step = lead(answer, "thanking.begun", by=by, on=MONDAY)
    assert next_step.led_from_id == step.pk
    assert next_step.episode_id == step.pk
    record("thanking.thanked", step=next_step, by=by, on=date(2026, 6, 9))
    thanks.refresh_from_db()
    assert thanks.state == "stopped"


def test_another_journeys_event_does_not_stop_a_clock(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    record("asking.answered", step=step, by=by, on=MONDAY, outcome="yes")
    stray = open_step("thanking.begun", child=child, by=by, on=MONDAY)
    record("thanking.thanked", step=stray, by=by, on=date(2026, 6, 2))
    assert Clock.objects.get(key="thanks_due").state == "running"


def test_an_undeclared_outcome_is_refused_with_what_is_allowed(child, by):
    with pytest.raises(RecordError, match="kindly"):
        open_step("asking.asked", child=child, by=by, on=MONDAY, outcome="crossly")


def test_the_future_has_not_happened_yet(child, by):
    with pytest.raises(RecordError, match="in the future"):
        open_step("asking.asked", child=child, by=by, on=date(2026, 6, 11))


def test_only_a_gate_may_hold_an_event_back(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    with pytest.raises(GateRefused, match="Take your time"):
        record("asking.ended", step=step, by=by, on=MONDAY, outcome="hurried")
    assert not Event.objects.filter(kind="asking.ended").exists()
    record("asking.ended", step=step, by=by, on=MONDAY)
    step.refresh_from_db()
    assert step.closed_on == MONDAY


def test_reopening_opens_the_step_again(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    record("asking.ended", step=step, by=by, on=MONDAY)
    record("asking.reopened", step=step, by=by, on=date(2026, 6, 2))
    step.refresh_from_db()
    assert step.is_open


def test_voiding_an_opening_is_refused_while_what_it_led_to_stands(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    opening = step.events.get()
    led = lead(opening, "thanking.begun", by=by, on=MONDAY)
    with pytest.raises(VoidRefused, match="Thanking"):
        void(opening, by=by, reason="wrong child")
    void(led.events.get(), by=by, reason="wrong child")
    void(opening, by=by, reason="wrong child")
    step.refresh_from_db()
    assert step.opened_on is None
    assert not Clock.objects.exists()
    assert clean(child)


def test_voiding_needs_a_reason_and_happens_once(child, by):
    opening = open_step("asking.asked", child=child, by=by, on=MONDAY).events.get()
    with pytest.raises(RecordError, match="why"):
        void(opening, by=by, reason="  ")
    void(opening, by=by, reason="twice")
    with pytest.raises(RecordError, match="already"):
        void(opening, by=by, reason="twice")


def test_a_correction_moves_the_clock_and_what_carries_the_moment(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY, at=time(9, 30))
    opening = step.events.get()
    led = lead(opening, "thanking.begun", by=by, on=MONDAY, at=time(9, 30))
    new = correct(opening, by=by, reason="it came on the Friday", on=date(2026, 5, 29))
    assert new.replaces_id == opening.pk
    assert Clock.objects.get(key="answer_due").due_on == date(2026, 6, 5)
    carried = led.events.standing().get()
    assert (carried.happened_on, carried.happened_at) == (date(2026, 5, 29), time(9, 30))
    assert clean(child)


def test_one_occasion_is_a_part_of_each_childs_own_record(child, by):
    other = a_child()
    occasion = record_occasion(
        "asking.asked", by=by, on=MONDAY,
        parts=[Part(child, opens=True), Part(other, opens=True, outcome="kindly")],
    )
    assert Occasion.objects.count() == 1
    assert occasion.parts.count() == 2
    assert Step.objects.open().filter(child=other).count() == 1
    void(occasion.parts.get(child=child), by=by, reason="not about this child")
    occasion.refresh_from_db()
    assert occasion.stands
    void(occasion.parts.get(child=other), by=by, reason="nor this one")
    occasion.refresh_from_db()
    assert not occasion.stands


def test_the_clocks_can_be_asked_as_they_were_known(child, by):
    with fixed(now() - timedelta(days=3)):
        step = open_step("asking.asked", child=child, by=by, on=MONDAY)
        then = now()
    record("asking.answered", step=step, by=by, on=MONDAY, outcome="no")
    as_known = deriving.runs_of([child.pk], known_at=then)[child.pk]
    assert [run.state for run in as_known] == ["running"]
    assert [run.state for run in deriving.runs_of([child.pk])[child.pk]] == ["stopped"]


def test_the_database_itself_refuses_to_edit_or_delete_an_event(child, by):
    event = open_step("asking.asked", child=child, by=by, on=MONDAY).events.get()
    for statement in (
        "UPDATE spine_event SET happened_on = '2020-01-01' WHERE id = %s",
        "DELETE FROM spine_event WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [event.pk])


def test_dropping_and_rebuilding_the_clocks_changes_nothing(child, by):
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    record("asking.answered", step=step, by=by, on=date(2026, 6, 3), outcome="yes")
    before = list(Clock.objects.order_by("key").values("key", "due_on", "state", "stop_event_id"))
    Clock.objects.all().delete()
    deriving.rederive([child.pk])
    after = list(Clock.objects.order_by("key").values("key", "due_on", "state", "stop_event_id"))
    assert before == after


EVENT = ("kind", "outcome", "happened_on", "happened_at", "for_on", "order")
CLOCK = ("key", "version", "started_on", "due_on", "stopped_on", "state", "note")


def test_a_history_written_in_bulk_gives_the_same_rows_as_one_recorded_by_hand(by):
    one, other = a_child(), a_child()
    step = open_step("asking.asked", child=one, by=by, on=MONDAY, at=time(9))
    yes = record("asking.answered", step=step, by=by, on=MONDAY, outcome="yes")
    led = lead(yes, "thanking.begun", by=by, on=MONDAY)
    record("thanking.thanked", step=led, by=by, on=date(2026, 6, 4))
    asked, thanked = bulk.Begun("asking"), None
    thanked = bulk.Begun("thanking", led_from=asked)
    history = bulk.History(
        child_id=other.pk, authority_id=other.authority_id, authority=other.authority.code,
        begun=[asked, thanked],
        happened=[
            bulk.Happened("asking.asked", MONDAY, at=time(9), step=asked),
            bulk.Happened("asking.answered", MONDAY, outcome="yes", step=asked),
            bulk.Happened("thanking.begun", MONDAY, step=thanked),
            bulk.Happened("thanking.thanked", date(2026, 6, 4), step=thanked),
        ],
    )
    bulk.write([history], by=by)
    for model, columns in ((Event, EVENT), (Clock, CLOCK)):
        rows = [list(model.objects.filter(child=c).order_by("pk").values_list(*columns))
                for c in (one, other)]
        assert sorted(map(str, rows[0])) == sorted(map(str, rows[1]))
    steps = [list(Step.objects.filter(child=c).order_by("pk").values_list(
        "process", "opened_on", "closed_on")) for c in (one, other)]
    assert steps[0] == steps[1]
    assert clean(other)
