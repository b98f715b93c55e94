"""The chronology: what happened in words, what was recorded late, and what no longer stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.base.moments import fixed
from sightline.kernel.process import EventKind, Process, Weight
from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.spine import bulk
from sightline.record.spine.actions import Part, open_step, record, record_occasion
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks import actions as tasks
from sightline.record.timeline.activity import activity, activity_of
from sightline.record.timeline.chronology import bodies, chronology, voided

LONDON = ZoneInfo("Europe/London")
MAY, TODAY = date(2026, 5, 6), date(2026, 6, 10)
TELLING = Process(
    key="telling", title="Telling", duty="invented",
    events=(
        EventKind("told", "Told", outcomes={"all": "Everybody"}, weight=Weight.SIGNIFICANT,
                  shared=True),
        EventKind("booked", "Meeting booked", sets="Date of the meeting"),
    ),
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def telling(invented):
    processes.declare(TELLING)
    yield
    processes._items.pop("telling")


@pytest.fixture
def by():
    return a_user("social_worker", name="Una User")


@pytest.fixture
def child():
    return a_child()


def titles(found):
    return [entry.title for entry in found.entries]


def test_what_happened_is_in_words_newest_first(child, by):
    record("telling.told", child=child, by=by, on=MAY, outcome="all")
    record("telling.booked", child=child, by=by, on=TODAY, for_on=date(2026, 6, 20))
    found = chronology([child.pk])
    assert titles(found) == ["Meeting booked", "Told: Everybody"]
    booked, told = found.entries
    assert (booked.body, booked.by) == ("Date of the meeting: 20 June 2026", "Una User")
    assert (told.weight, told.process, told.child_ids) == ("significant", "Telling", (child.pk,))


def test_significant_events_can_be_read_alone(child, by):
    record("telling.told", child=child, by=by, on=MAY)
    record("telling.booked", child=child, by=by, on=MAY)
    assert titles(chronology([child.pk], significant_only=True)) == ["Told"]


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (date(2026, 6, 8), ""),
        (date(2026, 6, 5), "recorded 3 working days later"),
        (date(2026, 5, 22), "recorded 12 working days later"),
    ],
)
def test_what_was_written_down_late_says_so(child, by, happened, words):
    record("telling.booked", child=child, by=by, on=happened)
    assert chronology([child.pk]).entries[0].late == words


def test_a_weekend_does_not_make_a_recording_late(child, by):
    with fixed(datetime(2026, 6, 8, 9, 0, tzinfo=LONDON)):
        record("telling.booked", child=child, by=by, on=date(2026, 6, 5))
    assert chronology([child.pk]).entries[0].late == ""


def test_what_was_voided_is_listed_apart_with_its_reason(child, by):
    kept = record("telling.told", child=child, by=by, on=MAY)
    void(record("telling.booked", child=child, by=by, on=TODAY), by=by, reason="Another child")
    assert titles(chronology([child.pk])) == ["Told"]
    [gone] = voided([child.pk]).entries
    assert (gone.voided, gone.voided_by, gone.voided_at is not None) == (
        "Another child", "Una User", True
    )
    assert kept.pk != gone.event_id


def test_a_correction_shows_once_marked_as_one(child, by):
    correct(record("telling.told", child=child, by=by, on=MAY), by=by, reason="Later", on=TODAY)
    [entry] = chronology([child.pk]).entries
    assert (entry.on, entry.corrected, entry.late) == (TODAY, True, "")


def test_it_can_be_asked_as_the_record_then_stood(child, by):
    with fixed(datetime(2026, 6, 9, 12, 0, tzinfo=LONDON)):
        event = record("telling.told", child=child, by=by, on=MAY)
    void(event, by=by, reason="Another child")
    then = datetime(2026, 6, 9, 18, 0, tzinfo=LONDON)
    assert titles(chronology([child.pk], known_at=then)) == ["Told"]
    assert titles(chronology([child.pk])) == []


def test_a_family_reads_what_happened_to_several_as_one_line(child, by):
    ben = a_child("Ben Example")
    record_occasion(
        "telling.told", by=by, on=TODAY,
        parts=[Part(child, outcome="all"), Part(ben, outcome="all")],
    )
    record("telling.booked", child=ben, by=by, on=TODAY)
    found = chronology([child.pk, ben.pk])
    assert [(e.title, len(e.child_ids)) for e in found.entries] == [
        ("Meeting booked", 1), ("Told: Everybody", 2)
    ]


def test_a_reader_sees_only_the_children_they_have_grounds_for(child, by):
    team = a_team()
    step = open_step("helping.begun", child=child, by=by, on=MAY)
    allocate(step=step, worker=a_worker(user=by), team=team, by=by, on=MAY)
    record("telling.told", child=child, by=by, on=TODAY)
    record("telling.told", child=(ben := a_child("Ben Example")), by=by, on=TODAY)
    found = chronology([child.pk, ben.pk], user=by)
    assert {e.child_ids for e in found.entries} == {(child.pk,)}
    assert found.paging.total == 3


def test_only_what_came_before_a_day_can_be_asked(child, by):
    record("telling.told", child=child, by=by, on=MAY)
    record("telling.booked", child=child, by=by, on=TODAY)
    assert titles(chronology([child.pk], before=TODAY)) == ["Told"]


def test_a_hundred_rows_take_four_queries_at_most(child, by, django_assert_max_num_queries):
    happened = [bulk.Happened("telling.booked", MAY, by=by) for _ in range(130)]
    bulk.write([bulk.History(child.pk, child.authority_id, "999", happened=happened)], by=by)
    with django_assert_max_num_queries(4):
        first = chronology([child.pk])
    assert (len(first.entries), first.paging.total) == (100, 130)
    assert len(chronology([child.pk], page=2).entries) == 30


def test_a_room_may_say_what_its_events_knew(child, by):
    bodies.add("telling.told", lambda ids: {pk: "in the garden" for pk in ids})
    try:
        record("telling.told", child=child, by=by, on=MAY)
        assert chronology([child.pk]).entries[0].body == "in the garden"
    finally:
        bodies._items.pop("telling.told")


def test_what_a_process_taken_away_recorded_is_still_read(child, by):
    record("telling.told", child=child, by=by, on=MAY)
    processes._items.pop("telling")
    try:
        from sightline.record.timeline.chronology import _words_of

        _words_of.cache_clear()
        assert titles(chronology([child.pk])) == ["Telling: told"]
    finally:
        processes.declare(TELLING)
        _words_of.cache_clear()


def test_activity_is_work_done_since_the_step_opened_and_not_paper_moved(child, by):
    step = open_step("helping.begun", child=child, by=by, on=MAY)
    wilma = a_worker(team=a_team())
    allocate(step=step, worker=wilma, by=by, on=date(2026, 5, 20))
    task = tasks.give(
        text="See him", owner_worker=wilma, due_on=TODAY, by=by, on=MAY, child=child
    )
    assert activity(step) is None
    tasks.finish(task=task, by=by, on=date(2026, 6, 2))
    assert activity(step) == date(2026, 6, 2)
    assert activity(step, on=date(2026, 6, 1)) is None


def test_activity_can_be_asked_as_it_was_known(child, by):
    step = open_step("helping.begun", child=child, by=by, on=MAY)
    wilma = a_worker()
    task = tasks.give(text="See him", owner_worker=wilma, due_on=TODAY, by=by, child=child, on=MAY)
    tasks.finish(task=task, by=by, on=date(2026, 6, 2))
    yesterday = datetime(2026, 6, 9, 18, 0, tzinfo=LONDON)
    assert activity(step, known_at=yesterday) is None


def test_activity_of_many_steps_takes_one_query(child, by, django_assert_num_queries):
    steps = [
        open_step("helping.begun", child=a_child(f"Kid {n}"), by=by, on=MAY) for n in range(4)
    ]
    with django_assert_num_queries(1):
        assert set(activity_of(steps).values()) == {None}


def test_every_line_leads_to_what_was_said_and_where_a_mistake_is_put_right(child, by):
    event = record("telling.told", child=child, by=by, on=MAY, outcome="all")
    (entry,) = chronology([child.pk]).entries
    assert entry.href == reverse("pages:event", args=[child.pk, event.pk])
