"""A child before the panel: put on, looked at, asked for, and back again until it is closed."""

from datetime import date

import pytest

from sightline.access.policy import may_read
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.actions import For
from sightline.oversight.scrutiny_panel.dates import month_later, offered
from sightline.oversight.scrutiny_panel.models import Agreed, Looked
from sightline.oversight.scrutiny_panel.panels import PANEL
from sightline.oversight.scrutiny_panel.queries import before_panel, lines
from sightline.oversight.scrutiny_panel.rules import found_in, found_of
from sightline.oversight.scrutiny_panel.tests.conftest import JULY, JUNE, LONG_AGO, MAY
from sightline.people.restriction.actions import restrict
from sightline.record.decisions.models import Decision
from sightline.record.documents.chronology import natures
from sightline.record.documents.parts import Nature
from sightline.record.meetings.models import Agency
from sightline.record.spine.errors import GateRefused
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource
from sightline.record.tasks.queries import for_worker
from sightline.record.testing import said_now

pytestmark = pytest.mark.covers("S070")
TODAY = date(2026, 6, 10)


def names(authority, day):
    return [line.child.display_name for line in lines(before_panel(authority, day))
            if line.is_due(day)]


def looked(panel, child, *agreed, on=JUNE, outcome="still", **told):
    actions.look(
        children=[For(child, outcome, Looked(heard="Nothing has moved."),
                      Decision(rationale="Legal advice is taken."), list(agreed), **told)],
        by=panel.cleo, on=on,
    )
    return lines([Step.objects.get(process="scrutiny_panel", child=child)])[0]


def test_what_it_decides_becomes_tasks_with_an_owner_and_a_day(panel, open_child, put_on, clean):
    put_on(open_child)
    line = looked(
        panel, open_child,
        Agreed(text="Take legal advice", owner_worker=panel.tess.worker, due_on=date(2026, 6, 20)),
        Agreed(text="Visit this week"),
        Agreed(text="Send the school’s view", owner_name="Ms Hall"),
        Agreed(text="  "),
    )
    given = [(asked.task.text, asked.who, asked.task.due_on) for asked in line.asked]
    assert given == [
        ("Take legal advice", "Tess", date(2026, 6, 20)), ("Visit this week", "Sam", JULY),
        ("Send the school’s view", "Ms Hall (through Sam)", JULY),
    ]
    assert {task.source for task in Task.objects.filter(child=open_child)} == {TaskSource.PANEL}
    assert "Take legal advice" in [task.text for task in for_worker(panel.tess.worker)]
    assert clean(open_child)


def test_the_child_comes_back_until_the_panel_closes_it(panel, open_child, put_on):
    step = put_on(open_child)
    assert names(panel.authority, MAY) == []
    assert names(panel.authority, JUNE) == names(panel.authority, JULY) == ["Ben Marsh"]
    line = looked(panel, open_child, Agreed(text="Visit"))
    tasks.finish(task=line.owed[0].task, by=panel.sam, on=TODAY, evidence="Seen alone today")
    (line,) = lines([step])
    assert line.owed == []
    assert line.before(JULY).asked[0].task.evidence == "Seen alone today"
    assert names(panel.authority, JULY) == ["Ben Marsh"]
    actions.close(step=step, by=panel.cleo, on=TODAY,
                  decision=Decision(rationale="The plan is carried out again."))
    assert names(panel.authority, JULY) == []
    assert names(panel.authority, JUNE) == ["Ben Marsh"], "what was held stays as it was"
    (line,) = lines([step])
    assert (line.ended, line.ending) == ("Closed by the panel", "The plan is carried out again.")


def test_a_child_not_reached_is_on_the_next_agenda_and_one_to_wait_on_a_later(
    panel, child, put_on,
):
    put_on(child("Ana"), on=date(2026, 5, 1))
    put_on(child("Wim"), on=date(2026, 5, 1), not_before=date(2026, 7, 1))
    assert names(panel.authority, MAY) == names(panel.authority, JUNE) == ["Ana Reed"]
    assert names(panel.authority, JULY) == ["Ana Reed", "Wim Reed"]


def test_leaving_needs_a_reason_and_the_decision_needs_nothing(panel, open_child, put_on):
    step = put_on(open_child)
    actions.look(children=[For(open_child)], by=panel.cleo, on=JUNE)
    for leave in (
        lambda: actions.close(step=step, by=panel.cleo, on=TODAY),
        lambda: actions.close(step=step, by=panel.cleo, on=TODAY, decision=Decision()),
        lambda: actions.take_off(step=step, why=" ", by=panel.cleo, on=TODAY),
    ):
        with pytest.raises(GateRefused, match="reason"):
            leave()
    step.refresh_from_db()
    assert step.is_open
    actions.take_off(step=step, why="Closed to us last week", by=panel.cleo, on=TODAY)
    (line,) = lines([step])
    assert (line.ended, line.ending) == ("Taken off by the coordinator", "Closed to us last week")


def test_a_child_nobody_put_on_is_recorded_all_the_same(panel, open_child, child):
    sister = child("Bea", "Marsh")
    actions.look(children=[For(open_child, "partly"), For(sister, "still")], by=panel.cleo, on=JUNE)
    both = Event.objects.filter(kind="scrutiny_panel.discussed")
    assert {event.child_id: event.outcome for event in both} == {
        open_child.pk: "partly", sister.pk: "still",
    }
    assert len({event.occasion_id for event in both}) == 1
    assert names(panel.authority, JULY) == ["Ben Marsh", "Bea Marsh"]


def test_what_each_rule_saw_is_kept_as_it_was(panel, planned):
    step = planned("Ivy", on=date(2025, 2, 3))
    found = found_of(step.child)
    assert {each.rule for each in found} == {"long-plans", "plan-says", "undecided"}
    actions.put_on(children=[step.child], by=panel.cleo, on=TODAY, found={step.child.pk: found})
    event = Event.objects.get(kind="scrutiny_panel.listed")
    assert event.outcome == "rule"
    (line,) = lines([event.step])
    (seen, *_), on = line.seen_by(TODAY)
    assert (seen.title, seen.since_on) == ("Protection plans past 15 months", date(2025, 2, 3))
    assert "18 months on 3 August 2026" in seen.words
    assert on == TODAY
    assert line.seen_by(JUNE) == ([], None), "nothing had been seen the day before"


def test_one_child_and_all_of_them_are_found_alike(panel, planned, north):
    long, short = planned("Ivy", on=date(2025, 2, 3)), planned("Max", on=date(2026, 6, 8))
    old = planned("Ola", on=date(2025, 8, 1))
    stale = north("Kit", worker=panel.sam.worker, days=60)
    every = found_in(panel.authority)
    for step in (long, short, old, stale):
        assert found_of(step.child) == every.get(step.child_id, [])
    assert "plan-drifts" in {each.rule for each in every[old.child_id]}


def test_a_seat_for_social_care_opens_the_child_until_the_panel_closes_it(
    panel, open_child, put_on, person,
):
    vera, nora = person("vera", "reviewing_officer"), panel.nora
    step = put_on(open_child)
    assert not may_read(vera, open_child.pk).allowed
    seat = actions.seat(authority=panel.authority, agency=Agency.SOCIAL_CARE, name="Vera",
                        worker=vera.worker, since_on=LONG_AGO, by=panel.cleo)
    assert may_read(vera, open_child.pk).ground == "scrutiny_panel"
    assert not may_read(nora, open_child.pk).allowed, "a nurse's seat opens no record"
    restrict(person=open_child, level="restricted", reason="danger",
             custodian=panel.head.worker, by=panel.head, on=TODAY)
    assert not may_read(vera, open_child.pk).allowed
    assert put_on(open_child, on=TODAY) == step, "one who is before it already stays there"
    actions.end_seat(seat=seat, by=panel.cleo, on=date(2026, 6, 1))
    assert not may_read(vera, open_child.pk).allowed


def test_a_seat_opens_nothing_once_the_panel_has_closed_it(panel, open_child, put_on, person):
    vera = person("vera", "reviewing_officer")
    actions.seat(authority=panel.authority, agency=Agency.SOCIAL_CARE, name="Vera",
                 worker=vera.worker, since_on=LONG_AGO, by=panel.cleo)
    step = put_on(open_child)
    assert may_read(vera, open_child.pk).allowed
    actions.close(step=step, by=panel.cleo, on=TODAY, decision=Decision(rationale="It moves"))
    assert not may_read(vera, open_child.pk).allowed


def test_the_childs_page_says_that_the_panel_looks_and_what_is_owed(panel, open_child, put_on):
    step = put_on(open_child)
    assert said_now(PANEL.now, step) == ["On the scrutiny panel’s agenda since 1 June 2026"]
    looked(panel, open_child, Agreed(text="Visit", due_on=JUNE), Agreed(text="Ring"))
    assert said_now(PANEL.now, step) == [
        "Scrutiny panel looked on 9 June 2026, and looks again"
    ]
    (mark,) = PANEL.marks([step])
    assert mark.words == (
        "The scrutiny panel meets on 14 July 2026; 2 actions of the panel to do, 1 late"
    )
    assert natures["scrutiny_panel"] == Nature.PROFESSIONAL


@pytest.mark.parametrize(("day", "later"), [
    (date(2026, 6, 9), date(2026, 7, 14)),
    (date(2026, 6, 30), date(2026, 7, 28)),
    (date(2026, 12, 10), date(2027, 1, 14)),
    (date(2026, 7, 31), date(2026, 8, 28)),
])
def test_the_day_a_month_later_is_the_same_weekday_of_the_month(day, later):
    assert month_later(day) == later


def test_the_next_day_offered_is_a_month_after_the_last(panel):
    assert offered(panel.authority.pk) == date(2026, 8, 11)
    actions.call_off(sitting=panel.sittings[-1], why="August", by=panel.cleo)
    assert offered(panel.authority.pk) == JULY
