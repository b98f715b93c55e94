"""An assessment is authorised by somebody else, when it holds what a child needs it to hold."""

from datetime import date

import pytest

from sightline.journey.assessment import actions, queries
from sightline.journey.assessment.models import ChildView, Content, Factor, Point
from sightline.record.decisions.models import Decision
from sightline.record.drafts.actions import of_step
from sightline.record.handover.queries import pending_on
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task
from sightline.record.visits.actions import Seen, record_visit

MONDAY, TODAY = date(2026, 6, 8), date(2026, 6, 10)


@pytest.fixture
def ana(reed):
    return reed()


@pytest.fixture
def begun(merrow, ana):
    return actions.start(child=ana, by=merrow.sam, on=MONDAY)


def see(merrow, child, on=MONDAY):
    record_visit(by=merrow.sam, on=on, visitor=merrow.sam.worker,
                 children=[Seen(child, seen="seen_alone")])


def write(merrow, step, *, history=True, view="I want it to stop", analysis="The harm is likely"):
    if history:
        actions.acknowledge_history(step=step, by=merrow.sam, on=MONDAY, words="A second time")
    actions.write(
        step=step, by=merrow.sam, on=MONDAY,
        facts=[ChildView(source="child", method="talk", learnt_on=MONDAY, words=view),
               Content(identity="Welsh, and proud of it", analysis=analysis)],
    )
    actions.submit(step=step, by=merrow.sam, on=TODAY,
                   facts=[Content(recommended="child_in_need"), Factor(code="3B")])


@pytest.fixture
def ready(merrow, ana, begun):
    see(merrow, ana)
    write(merrow, begun)
    return begun


def authorise(merrow, step, outcome="child_in_need", by=None, **more):
    return actions.authorise(
        step=step, outcome=outcome, by=by or merrow.tess, on=TODAY, **more
    )


def refused(merrow, step, **more):
    with pytest.raises(GateRefused) as held:
        authorise(merrow, step, **more)
    return str(held.value)


@pytest.mark.covers("S031")
def test_authorising_stops_the_clock_that_the_referral_started(merrow, ana, ready, clean):
    clock = Clock.objects.get(child=ana, key="single_assessment")
    assert (clock.started_on, clock.state) == (date(2026, 6, 1), "running")
    authorise(merrow, ready)
    clock.refresh_from_db()
    assert (clock.state, clock.stopped_on) == ("stopped", TODAY)
    assert clean(ana)


@pytest.mark.covers("S034")
def test_nobody_authorises_their_own_work(merrow, ready):
    assert "Another manager" in refused(merrow, ready, by=merrow.sam)


def test_a_manager_who_wrote_a_part_is_an_author_too(merrow, ready):
    actions.write(step=ready, by=merrow.tess, on=TODAY, facts=[Content(analysis="More of it")])
    assert "or a part of it" in refused(merrow, ready)
    assert authorise(merrow, ready, by=merrow.uma).outcome == "child_in_need"


@pytest.mark.covers("S038")
def test_a_blank_childs_view_holds_the_authorisation(merrow, ana, begun):
    see(merrow, ana)
    write(merrow, begun, view="")
    assert "child’s view is blank" in refused(merrow, begun)


def test_no_analysis_holds_the_authorisation(merrow, ana, begun):
    see(merrow, ana)
    write(merrow, begun, analysis="  ")
    assert "no analysis" in refused(merrow, begun)


@pytest.mark.covers("S037")
def test_history_not_acknowledged_holds_the_authorisation(merrow, ana, begun):
    see(merrow, ana)
    write(merrow, begun, history=False)
    assert "history has not been acknowledged" in refused(merrow, begun)


@pytest.mark.covers("S033")
def test_a_child_not_seen_holds_it_unless_a_manager_says_why(merrow, begun):
    write(merrow, begun)
    assert "has not been seen" in refused(merrow, begun)
    reason = Content(not_seen_reason="The family left the country on 2 June")
    event = authorise(merrow, begun, outcome="no_further_action", facts=[reason])
    assert queries.unseen(merrow.authority, MONDAY, TODAY) == [
        (event, "The family left the country on 2 June")
    ]


@pytest.mark.covers("S033")
def test_a_sister_who_was_seen_is_not_the_child_seen(merrow, reed, begun):
    see(merrow, reed("Bo"))
    write(merrow, begun)
    assert "brother or sister" in refused(merrow, begun)


def test_a_visit_that_found_nobody_in_is_not_the_child_seen(merrow, ana, begun):
    record_visit(by=merrow.sam, on=MONDAY, visitor=merrow.sam.worker,
                 children=[Seen(ana, seen="not_seen", why_not="nobody_in")])
    assert queries.first_seen(begun) is None


def test_a_child_seen_between_the_referral_and_the_start_has_been_seen(merrow, ana, begun):
    see(merrow, ana, on=date(2026, 6, 2))
    assert queries.first_seen(begun) == date(2026, 6, 2)


@pytest.mark.covers("S032")
def test_allocation_start_sight_and_help_are_measured_from_the_referral(merrow, ana, begun):
    see(merrow, ana, on=date(2026, 6, 2))
    found = queries.promptness(begun)
    assert (found.started, found.seen) == (5, 1)


def test_what_was_not_submitted_is_not_authorised(merrow, ana, begun):
    see(merrow, ana)
    assert "not been submitted" in refused(merrow, begun)


def test_an_outcome_must_be_chosen(merrow, ready):
    assert "Choose the outcome" in refused(merrow, ready, outcome="")
    with pytest.raises(RecordError, match="Early help"):
        authorise(merrow, ready, outcome="wait")


@pytest.mark.covers("S034")
def test_it_goes_back_with_reasons_and_nothing_is_typed_again(merrow, ready, clean):
    actions.send_back(
        step=ready, by=merrow.tess, on=TODAY, points=[Point.RISK, Point.CHALLENGE],
        decision=Decision(rationale="Say what father answers"),
    )
    assert "not been submitted" in refused(merrow, ready)
    kept = of_step(ready.pk).get(page="analysis")
    assert ["The harm is likely"] in kept.data.values()
    asked = Task.objects.get(step=ready, state="open")
    assert asked.owner_worker == merrow.sam.worker
    assert "Risk is weighed" in asked.text
    actions.submit(step=ready, by=merrow.sam, on=TODAY)
    authorise(merrow, ready)
    asked.refresh_from_db()
    assert asked.state == "done"
    assert clean(ready.child)


@pytest.mark.covers("S034")
def test_how_often_a_teams_assessments_come_back_is_counted(merrow, ready):
    actions.send_back(step=ready, by=merrow.tess, on=TODAY, points=[Point.RISK])
    actions.submit(step=ready, by=merrow.sam, on=TODAY)
    found = queries.return_rates(merrow.authority, MONDAY, TODAY)
    assert [(r.team, r.submitted, r.returned, r.points) for r in found] == [
        (None, 2, 1, {"risk": 1})
    ]


def test_a_return_says_what_is_missing(merrow, ready):
    with pytest.raises(RecordError, match="what is missing"):
        actions.send_back(step=ready, by=merrow.tess, on=TODAY, points=[])
    with pytest.raises(RecordError, match="spelling"):
        actions.send_back(step=ready, by=merrow.tess, on=TODAY, points=["spelling"])


@pytest.mark.parametrize(
    ("outcome", "process"),
    [("child_in_need", "child_in_need"), ("strategy_discussion", "strategy_discussion"),
     ("conference", "conference")],
)
def test_the_outcome_leads_on_the_same_day(merrow, ready, clean, outcome, process):
    authorise(merrow, ready, outcome=outcome)
    led = Step.objects.get(led_from=ready, process=process)
    assert (led.opened_on, led.episode) == (TODAY, ready.episode)
    assert clean(ready.child)


def test_early_help_is_sent_it_and_it_stays_ours_until_they_accept(merrow, ready):
    authorise(merrow, ready, outcome="early_help", to_team=merrow.early_help)
    assert pending_on(ready).to_team == merrow.early_help


@pytest.mark.parametrize("outcome", ["early_help", "looked_after", "legal"])
def test_what_cannot_start_by_itself_is_asked_of_somebody_by_name(merrow, ready, outcome):
    authorise(merrow, ready, outcome=outcome)
    task = Task.objects.get(step=ready.episode, state="open")
    assert (task.owner_worker, task.due_on) == (merrow.tess.worker, date(2026, 6, 11))


def test_no_further_action_does_not_hide_a_task(merrow, ready):
    tasks.give(text="Ring the school", owner_worker=merrow.sam.worker, due_on=TODAY,
               by=merrow.tess, step=ready)
    assert "Ring the school" in refused(merrow, ready, outcome="no_further_action")
    assert authorise(merrow, ready, outcome="child_in_need")


def test_telling_the_family_comes_after_and_holds_no_clock(merrow, ana, ready, clean):
    authorise(merrow, ready)
    actions.share(step=ready, with_whom="parents", by=merrow.sam, on=TODAY, response="Fair")
    assert Clock.objects.get(child=ana, key="single_assessment").state == "stopped"
    assert queries.content(ready).response == "Fair"
    assert clean(ana)


def test_voiding_the_authorisation_lets_the_clock_run_again(merrow, ana, ready, clean):
    event = authorise(merrow, ready, outcome="no_further_action")
    void(event, by=merrow.tess, reason="Wrong child")
    ready.refresh_from_db()
    assert ready.is_open
    assert Clock.objects.get(child=ana, key="single_assessment").state == "running"
    assert clean(ana)


def test_the_census_facts_stand_with_the_assessment(merrow, ready):
    authorise(merrow, ready)
    assert queries.census(ready) == queries.Census(MONDAY, TODAY, ("3B",))


def test_a_plain_event_of_the_spine_is_held_by_the_same_gate(merrow, begun):
    with pytest.raises(GateRefused):
        spine.record("assessment.authorised", by=merrow.tess, on=TODAY, step=begun,
                     outcome="no_further_action")


@pytest.mark.covers("S341")
def test_what_its_gate_would_hold_is_not_authorised_by_correcting_it(merrow, ready, ana):
    """A day, or words that were let through, are put right however much is open since."""
    authorise(merrow, ready)
    event = Event.objects.standing().get(kind="assessment.authorised", step=ready)
    tasks.give(text="See the school", by=merrow.tess, on=TODAY, child=ana, step=ready,
               owner_worker=merrow.sam.worker, due_on=TODAY)
    with pytest.raises(GateRefused, match="See the school"):
        correct(event, by=merrow.tess, reason="It ended", outcome="no_further_action")
    with pytest.raises(GateRefused, match="You wrote this"):
        correct(event, by=merrow.sam, reason="Mine", outcome="early_help")
    event.refresh_from_db()
    assert event.stands
    moved = correct(event, by=merrow.tess, reason="A day early", on=MONDAY)
    assert (moved.outcome, moved.happened_on) == ("child_in_need", MONDAY)
    again = correct(moved, by=merrow.tess, reason="Words", facts=[])
    assert correct(again, by=merrow.uma, reason="To court", outcome="legal").outcome == "legal"
