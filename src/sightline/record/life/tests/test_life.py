"""Birth and death on the record: one chronology, and everything ends with a life."""

from datetime import date

import pytest

from sightline.people.persons.actions import correct_life
from sightline.people.persons.given import NameGiven
from sightline.people.testing import a_child, a_user, a_worker, an_unborn
from sightline.record.life import actions
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks import actions as tasks
from sightline.record.tasks import queries

MAY, JUNE, TODAY = date(2026, 5, 6), date(2026, 6, 1), date(2026, 6, 10)
DUE = date(2026, 6, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_user()


@pytest.fixture
def unborn():
    return an_unborn(expected_on=DUE, on=MAY)


def standing(person):
    events = Event.objects.standing().filter(child=person).in_order()
    return [(e.kind, e.happened_on, e.for_on) for e in events]


def test_an_unborn_child_is_expected_on_its_chronology(unborn):
    assert standing(unborn) == [("person.expected", MAY, DUE)]


def test_a_new_expected_date_leaves_the_old_one_in_the_history(unborn, by):
    actions.expect_birth(person=unborn, by=by, on=JUNE, expected_on=date(2026, 7, 1))
    assert [for_on for _, _, for_on in standing(unborn)] == [DUE, date(2026, 7, 1)]
    assert unborn.expected_on == date(2026, 7, 1)


def test_a_child_keeps_one_chronology_when_born(unborn, by):
    event = actions.register_birth(
        person=unborn, by=by, on=TODAY, name=NameGiven("Bea", "Example"), sex="F"
    )
    assert (event.kind, event.child, event.happened_on) == ("person.born", unborn, TODAY)
    assert [kind for kind, _, _ in standing(unborn)] == ["person.expected", "person.born"]
    assert (unborn.display_name, unborn.born_on, unborn.expected_on) == ("Bea Example", TODAY, DUE)


def test_the_birth_of_somebody_born_before_we_knew_them_is_no_event(by):
    assert standing(a_child()) == []
    with pytest.raises(RecordError, match="No birth was expected"):
        actions.register_birth(person=a_child("Ben Example"), by=by, on=TODAY)


def give_two(child, by):
    wilma = a_worker("Wilma Worker")
    told = {"owner_worker": wilma, "due_on": DUE, "by": by, "child": child}
    reminder = tasks.give(text="Visit is due", source="reminder", **told)
    return reminder, tasks.give(text="Tell the school", source="manager", **told)


def test_a_death_calls_off_reminders_and_lists_what_people_were_asked(by):
    child = a_child()
    reminder, asked = give_two(child, by)
    actions.register_death(person=child, by=by, on=TODAY)
    for task in (reminder, asked):
        task.refresh_from_db()
    assert (reminder.state, asked.state) == ("cancelled", "open")
    assert reminder.history.last().words == "The child died"
    assert reminder.history.last().recorded_by is None
    assert list(queries.outstanding_after_death()) == [asked]
    assert child.died_on == TODAY


def test_the_end_of_a_pregnancy_calls_off_reminders_too(unborn, by):
    reminder, _ = give_two(unborn, by)
    actions.end_pregnancy(person=unborn, by=by, on=TODAY)
    reminder.refresh_from_db()
    assert reminder.history.last().words == "The pregnancy ended"
    assert unborn.pregnancy_ended_on == TODAY


def test_a_death_is_recorded_once(by):
    child = a_child()
    actions.register_death(person=child, by=by, on=TODAY)
    with pytest.raises(RecordError, match="A death on 10 June 2026 is recorded already"):
        actions.register_death(person=child, by=by, on=TODAY)


def test_a_death_voided_on_the_chronology_is_no_longer_so_of_the_person(by):
    child = a_child()
    reminder, _ = give_two(child, by)
    void(actions.register_death(person=child, by=by, on=TODAY), by=by, reason="Another child")
    child.refresh_from_db()
    reminder.refresh_from_db()
    assert (child.died_on, reminder.state) == (None, "open")


def test_a_death_withdrawn_from_the_person_is_voided_on_the_chronology(by):
    child = a_child()
    event = actions.register_death(person=child, by=by, on=TODAY)
    correct_life(person=child, by=by, reason="Another child", changes={"died_on": None})
    event.refresh_from_db()
    assert event.void_reason == "Another child"
    assert standing(child) == []


def test_a_birth_corrected_on_either_side_is_right_on_both(unborn, by):
    event = actions.register_birth(person=unborn, by=by, on=TODAY)
    correct(event, by=by, reason="Before midnight", on=date(2026, 6, 9))
    unborn.refresh_from_db()
    assert unborn.born_on == date(2026, 6, 9)
    correct_life(
        person=unborn, by=by, reason="The day before", changes={"born_on": date(2026, 6, 8)}
    )
    unborn.refresh_from_db()
    assert unborn.born_on == date(2026, 6, 8)
    assert [row for row in standing(unborn) if row[0] == "person.born"] == [
        ("person.born", date(2026, 6, 8), None)
    ]


def test_a_birth_voided_leaves_the_child_expected(unborn, by):
    void(actions.register_birth(person=unborn, by=by, on=TODAY), by=by, reason="Not yet")
    unborn.refresh_from_db()
    assert (unborn.born_on, unborn.expected_on) == (None, DUE)
    assert unborn.unborn
