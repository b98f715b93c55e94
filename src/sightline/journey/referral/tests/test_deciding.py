"""A referral is decided for a reason, closed for a reason, and counted from dates."""

import re
from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.referral import actions, queries
from sightline.record.decisions.models import Decision
from sightline.record.handover.queries import pending_on
from sightline.record.referrers.models import Referrer, Reply
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.spine.voiding import void
from sightline.record.tasks import actions as tasks

TODAY = date(2026, 6, 10)


@pytest.fixture
def referral(borough, child):
    return actions.receive(
        child=child(), by=borough.asha, on=date(2026, 6, 9), referrer=Referrer(source="6")
    )


def refer(borough, child, on, **more):
    return actions.receive(child=child, by=borough.asha, on=on, **more)


def ended(borough, child, on):
    step = refer(borough, child, on)
    actions.decide(step=step, outcome="no_further_action", by=borough.mo, on=on)
    return step


@pytest.mark.covers("S006")
def test_a_referral_is_decided_by_a_named_person_with_reason_and_threshold(borough, referral):
    event = actions.decide(
        step=referral, outcome="no_further_action", by=borough.mo, on=TODAY,
        decision=Decision(
            made_by=borough.mo.worker, rationale="Help is in place", threshold_level="2"
        ),
    )
    kept = Decision.objects.get(event=event)
    assert (kept.made_by, kept.threshold_level) == (borough.mo.worker, "2")
    assert kept.threshold_version


@pytest.mark.covers("S006")
def test_the_decision_stops_the_clock_and_no_further_action_closes(borough, referral):
    clock = Clock.objects.get(step=referral, key="referral_decision")
    assert clock.due_on == TODAY
    actions.decide(step=referral, outcome="no_further_action", by=borough.mo, on=TODAY)
    clock.refresh_from_db()
    referral.refresh_from_db()
    assert (clock.state, referral.closed_on) == ("stopped", TODAY)


def test_an_undeclared_decision_says_which_there_are(borough, referral):
    with pytest.raises(RecordError, match="Hold a strategy discussion"):
        actions.decide(step=referral, outcome="later", by=borough.mo, on=TODAY)


def test_to_assess_opens_the_assessment_that_day_in_the_same_episode(borough, referral):
    actions.decide(step=referral, outcome="assess", by=borough.mo, on=TODAY)
    assessment = Step.objects.get(led_from=referral, process="assessment")
    assert (assessment.opened_on, assessment.episode) == (TODAY, referral)
    assert Clock.objects.filter(child=referral.child, key="case_allocation").exists()


def test_a_strategy_discussion_opens_at_once(borough, referral):
    actions.decide(
        step=referral, outcome="strategy_discussion", by=borough.mo, on=TODAY,
        urgency="three_days",
    )
    discussion = Step.objects.get(led_from=referral, process="strategy_discussion")
    assert discussion.events.get().outcome == "three_days"


def test_work_sent_to_a_team_stays_the_senders_until_accepted(borough, child):
    from sightline.record.allocation.actions import place_in_team

    step = refer(borough, child(), TODAY)
    place_in_team(step=step, team=borough.door, by=borough.mo, on=TODAY)
    actions.decide(
        step=step, outcome="early_help", by=borough.mo, on=TODAY, to_team=borough.early_help
    )
    step.refresh_from_db()
    assert step.owner_team == borough.door
    assert pending_on(step).to_team == borough.early_help


@pytest.mark.covers("S014")
def test_acknowledging_and_telling_the_referrer_stop_their_clocks(borough, referral):
    actions.acknowledge(
        step=referral, reply=Reply(way="email", words="We have it."), by=borough.asha, on=TODAY
    )
    actions.decide(step=referral, outcome="early_help", by=borough.mo, on=TODAY)
    actions.tell_referrer(
        step=referral, reply=Reply(way="letter", words="Early help."), by=borough.asha, on=TODAY
    )
    states = dict(Clock.objects.filter(step=referral).values_list("key", "state"))
    assert states["referral_acknowledged"] == "stopped"
    assert states["referral_outcome_told"] == "stopped"


@pytest.mark.covers("S014")
def test_a_reply_that_could_not_be_given_says_why(borough, referral):
    event = actions.tell_referrer(
        step=referral, reply=Reply(why_not="Unsafe to ring"), by=borough.asha, on=TODAY
    )
    assert event.outcome == "not_possible"


def test_a_chase_is_recorded_with_what_was_said(borough, referral):
    event = actions.chased(
        step=referral, by=borough.asha, on=TODAY, reply=Reply(words="Decided today.")
    )
    assert Reply.objects.get(event=event).words == "Decided today."


def test_a_nameless_referrer_is_recorded_as_not_told(borough, child):
    step = refer(borough, child(), TODAY, referrer=Referrer(source="9", identity="anonymous"))
    actions.decide(step=step, outcome="early_help", by=borough.mo, on=TODAY)
    assert step.events.get(kind="referral.referrer_told").outcome == "not_possible"


def test_primary_need_is_a_census_code(borough, referral):
    assert actions.record_need(step=referral, need="N1", by=borough.mo, on=TODAY).outcome == "N1"
    with pytest.raises(RecordError, match="N99"):
        actions.record_need(step=referral, need="N99", by=borough.mo, on=TODAY)


def test_a_case_is_closed_with_the_censuss_reason(borough, referral):
    actions.close(step=referral, reason="RC7", by=borough.mo, on=TODAY)
    referral.refresh_from_db()
    assert referral.closed_on == TODAY


def test_closing_without_a_reason_is_held(borough, referral):
    with pytest.raises(GateRefused, match="No reason for closing"):
        actions.close(step=referral, reason="", by=borough.mo, on=TODAY)


def test_closing_is_held_while_other_work_in_the_episode_is_open(borough, referral):
    actions.decide(step=referral, outcome="assess", by=borough.mo, on=TODAY)
    with pytest.raises(GateRefused, match="is still open") as held:
        actions.close(step=referral, reason="RC8", by=borough.mo, on=TODAY)
    assert held.value.refusals[0].mend.startswith("Conclude or end it first")


def test_closing_is_held_while_a_contact_about_the_child_is_undecided(borough, referral):
    contact = spine.open_step(
        "contact.received", by=borough.asha, on=TODAY, child=referral.child
    )
    Step.objects.filter(pk=contact.pk).update(episode=referral)
    with pytest.raises(GateRefused, match="Contact is still open"):
        actions.close(step=referral, reason="RC7", by=borough.mo, on=TODAY)


def test_closing_is_held_by_an_open_task_and_not_by_an_answer_left_out(borough, referral):
    task = tasks.give(
        text="Ring the school", due_on=TODAY, by=borough.mo, on=TODAY, step=referral,
        owner_worker=borough.mo.worker,
    )
    tasks.give(
        text="Time not filled in", due_on=TODAY, by=borough.mo, on=TODAY, step=referral,
        owner_worker=borough.mo.worker, source="missing_answers",
    )
    with pytest.raises(GateRefused, match="Ring the school") as held:
        actions.close(step=referral, reason="RC7", by=borough.mo, on=TODAY)
    assert len(held.value.refusals) == 1
    tasks.finish(task=task, by=borough.mo, on=TODAY, evidence="Rang")
    actions.close(step=referral, reason="RC7", by=borough.mo, on=TODAY)


@pytest.mark.covers("S019")
def test_a_second_referral_within_twelve_months_is_a_rereferral(borough, child):
    ana = child()
    first = refer(borough, ana, date(2025, 9, 1))
    actions.close(step=first, reason="RC8", by=borough.mo, on=date(2025, 10, 1))
    second = refer(borough, ana, TODAY)
    before = queries.rereferral(second)
    assert queries.is_rereferral(second)
    assert (before.received_on, before.closed_on) == (date(2025, 9, 1), date(2025, 10, 1))
    assert before.reason == "RC8"
    assert before.reason_words.startswith("Closed after assessment")


@pytest.mark.covers("S019")
@pytest.mark.parametrize(
    ("earlier", "again"), [(date(2025, 6, 10), True), (date(2025, 6, 9), False)]
)
def test_twelve_months_to_the_day_still_counts_and_a_day_more_does_not(
    borough, child, earlier, again
):
    ana = child()
    first = refer(borough, ana, earlier)
    actions.decide(step=first, outcome="no_further_action", by=borough.mo, on=earlier)
    assert queries.is_rereferral(refer(borough, ana, TODAY)) is again


@pytest.mark.covers("S019")
def test_the_drill_down_says_when_the_earlier_referral_needed_no_further_action(borough, child):
    ana = child()
    first = refer(borough, ana, date(2026, 1, 5))
    actions.decide(step=first, outcome="no_further_action", by=borough.mo, on=date(2026, 1, 6))
    before = queries.rereferral(refer(borough, ana, TODAY))
    assert (before.reason, before.reason_words) == ("no_further_action", "No further action")


@pytest.mark.covers("S019")
def test_a_first_referral_is_no_rereferral_and_neither_is_another_childs(borough, child):
    refer(borough, child("Bo"), date(2026, 5, 1))
    assert not queries.is_rereferral(refer(borough, child("Ana"), TODAY))


@pytest.mark.covers("S019")
def test_a_referral_reopened_for_error_is_the_same_referral(borough, referral):
    actions.close(step=referral, reason="RC7", by=borough.mo, on=TODAY)
    actions.reopen(
        step=referral, by=borough.mo, on=TODAY, decision=Decision(rationale="Wrong child closed")
    )
    referral.refresh_from_db()
    assert referral.is_open
    assert not queries.is_rereferral(referral)
    assert Event.objects.filter(child=referral.child, kind="referral.received").count() == 1


def test_the_only_answer_there_is_need_not_be_chosen(borough, referral, client):
    actions.close(step=referral, reason="RC7", by=borough.mo, on=TODAY)
    client.force_login(borough.mo)
    page = reverse("pages:page", args=[referral.child_id, referral.pk, "reopen"])
    (box,) = re.findall(r'<input[^>]*name="event-outcome"[^>]*>', client.get(page).content.decode())
    assert 'value="error"' in box
    assert " checked" in box


@pytest.mark.covers("S006")
def test_a_child_has_one_open_referral_at_a_time(borough, referral):
    with pytest.raises(RecordError, match="open referral since 9 June 2026"):
        refer(borough, referral.child, TODAY)


def test_a_referral_is_not_reopened_beside_a_newer_one(borough, child):
    ana = child()
    first = ended(borough, ana, date(2026, 3, 2))
    refer(borough, ana, TODAY)
    with pytest.raises(RecordError, match="Another referral has been open"):
        actions.reopen(step=first, by=borough.mo, on=TODAY)


def test_an_open_referral_cannot_be_reopened(borough, referral):
    with pytest.raises(RecordError, match="is open"):
        actions.reopen(step=referral, by=borough.mo, on=TODAY)


@pytest.mark.covers("S019")
def test_a_voided_earlier_referral_makes_none_but_did_as_we_knew_it(borough, child, clock):
    from datetime import timedelta

    from sightline.base.moments import fixed

    ana = child()
    first = ended(borough, ana, date(2026, 3, 2))
    second = refer(borough, ana, TODAY)
    with fixed(clock + timedelta(hours=2), everywhere=True):
        for event in first.events.in_order().reverse():
            void(event, by=borough.mo, reason="Recorded on the wrong child")
        assert not queries.is_rereferral(second)
        assert queries.is_rereferral(second, known_at=clock + timedelta(hours=1))


@pytest.mark.covers("S019")
def test_the_rereferrals_of_a_period_are_listed_with_what_came_before(borough, child):
    ana = child()
    first = ended(borough, ana, date(2026, 3, 2))
    second = refer(borough, ana, TODAY)
    refer(borough, child("Bo"), TODAY)
    found = queries.rereferrals(borough.authority, date(2026, 6, 1), TODAY)
    assert [(step, before.step) for step, before in found] == [(second, first)]


@pytest.mark.covers("S019")
def test_the_childs_page_says_rereferral_and_how_the_last_one_ended(borough, child, client):
    from django.urls import reverse

    ana = child()
    ended(borough, ana, date(2026, 3, 2))
    refer(borough, ana, TODAY)
    client.force_login(borough.mo)
    html = client.get(reverse("put_right", args=[ana.pk])).content.decode()
    assert "Re-referral; referred before on 2 March 2026: no further action" in html


@pytest.mark.covers("S086")
def test_early_help_with_nobody_named_is_asked_for_and_not_forgotten(borough, referral):
    actions.decide(step=referral, outcome="early_help", by=borough.mo, on=TODAY)
    (task,) = referral.tasks.filter(state="open")
    assert "nobody has been asked" in task.text
    assert pending_on(referral) is None
