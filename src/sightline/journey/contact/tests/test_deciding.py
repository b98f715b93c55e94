"""A contact is decided by a named person for a reason, and the decision leads on at once."""

from datetime import date, time

import pytest

from sightline.journey.contact import actions, queries
from sightline.journey.contact.models import Account
from sightline.journey.contact.tests.taking import TODAY, take
from sightline.record.decisions.models import Decision
from sightline.record.drafts.models import Draft
from sightline.record.handover.actions import accept
from sightline.record.handover.queries import pending_on
from sightline.record.referrers.models import Referrer, Reply
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.tasks.models import Task


def decision(borough, **more):
    return Decision(
        made_by=borough.mo.worker, rationale="Two earlier reports", threshold_level="4", **more
    )


def opened(step, process):
    return Step.objects.get(led_from=step, process=process)


@pytest.mark.covers("S003", "S006")
def test_a_referral_carries_the_moment_at_which_the_contact_was_received(borough, child):
    (step,) = take(
        borough, child(), on=date(2026, 6, 8), at=time(16, 15),
        referrer=Referrer(source="2A", name="Mrs Lane"),
    )
    actions.decide(
        step=step, outcome="referral", by=borough.mo, on=TODAY, decision=decision(borough)
    )
    referral = opened(step, "referral")
    received = Event.objects.get(step=referral, kind="referral.received")
    assert (received.happened_on, received.happened_at) == (date(2026, 6, 8), time(16, 15))
    assert Referrer.objects.get(event=received).source == "2A"
    assert referral.owner_team == borough.door
    step.refresh_from_db()
    assert step.closed_on == TODAY


@pytest.mark.covers("S006")
def test_a_decision_keeps_who_decided_why_at_which_level_of_which_document(borough, child):
    (step,) = take(borough, child())
    event = actions.decide(
        step=step, outcome="referral", by=borough.mo, on=TODAY, decision=decision(borough)
    )
    kept = Decision.objects.get(event=event)
    assert (kept.made_by, kept.rationale) == (borough.mo.worker, "Two earlier reports")
    assert (kept.threshold_level, kept.threshold_version) == ("4", "Levels 1 to 4")


def test_the_front_doors_reason_waits_in_the_referral_decision(borough, child):
    (step,) = take(borough, child())
    actions.decide(
        step=step, outcome="referral", by=borough.mo, on=TODAY, decision=decision(borough)
    )
    draft = Draft.objects.get(step=opened(step, "referral"), page="decide")
    assert any("Two earlier reports" in texts for texts in draft.data.values())


def test_a_second_contact_before_the_first_is_decided_starts_no_new_count(borough, child):
    ana = child()
    take(borough, ana, on=date(2026, 6, 4))
    (second,) = take(borough, ana, on=date(2026, 6, 9))
    actions.decide(step=second, outcome="referral", by=borough.mo, on=TODAY)
    assert opened(second, "referral").opened_on == date(2026, 6, 4)


@pytest.mark.covers("S003")
def test_a_contact_closed_as_advice_and_then_accepted_keeps_its_first_moment(borough, child):
    (step,) = take(borough, child(), on=date(2026, 6, 1))
    actions.decide(step=step, outcome="advice", by=borough.mo, on=date(2026, 6, 2))
    actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    assert opened(step, "referral").opened_on == date(2026, 6, 1)
    assert Event.objects.filter(step=step, kind="contact.reopened").exists()


def test_reopening_counts_from_the_first_receipt(borough, child):
    (step,) = take(borough, child(), on=date(2026, 6, 1))
    actions.decide(step=step, outcome="advice", by=borough.mo, on=date(2026, 6, 2))
    actions.reopen(step=step, reason="work_continued", by=borough.mo, on=TODAY)
    step.refresh_from_db()
    assert step.is_open
    running = Clock.objects.get(step=step, key="referral_decision", state="running")
    assert running.due_on == date(2026, 6, 2)


def test_grading_never_moves_the_moment_of_receipt(borough, child):
    (step,) = take(borough, child(), on=date(2026, 6, 8))
    due = Clock.objects.get(step=step, key="referral_decision").due_on
    actions.grade(step=step, grade="green", by=borough.asha, on=date(2026, 6, 9))
    actions.grade(step=step, grade="red", by=borough.mo, on=TODAY)
    step.refresh_from_db()
    assert step.opened_on == date(2026, 6, 8)
    assert Clock.objects.get(step=step, key="referral_decision").due_on == due


def test_a_decision_that_was_not_made_says_which_there_are(borough, child):
    (step,) = take(borough, child())
    with pytest.raises(RecordError, match="Give advice and information"):
        actions.decide(step=step, outcome="", by=borough.mo, on=TODAY)


@pytest.mark.covers("S003")
def test_a_strategy_discussion_opens_in_one_step_with_its_referral(borough, child):
    (step,) = take(borough, child(), on=date(2026, 6, 9))
    actions.decide(
        step=step, outcome="strategy_discussion", by=borough.mo, on=TODAY, at=time(9, 0),
        decision=decision(borough),
    )
    referral = opened(step, "referral")
    assert referral.opened_on == date(2026, 6, 9)
    decided = Event.objects.get(step=referral, kind="referral.decided")
    assert decided.outcome == "strategy_discussion"
    assert Decision.objects.get(event=decided).rationale == "Two earlier reports"
    discussion = opened(referral, "strategy_discussion")
    assert discussion.episode_id == referral.episode_id
    requested = Event.objects.get(step=discussion, kind="strategy_discussion.requested")
    assert (requested.outcome, requested.happened_on) == ("same_day", TODAY)


def test_early_help_is_sent_and_stays_ours_until_it_is_accepted(borough, child):
    (step,) = take(borough, child())
    actions.decide(
        step=step, outcome="early_help", by=borough.mo, on=TODAY, to_team=borough.early_help
    )
    assert pending_on(step).to_team == borough.early_help
    step.refresh_from_db()
    assert step.owner_team == borough.door
    accept(step=step, by=borough.mo, on=TODAY)
    assert pending_on(step) is None


def test_another_authority_is_sent_it_by_name(borough, child):
    (step,) = take(borough, child())
    actions.decide(
        step=step, outcome="transferred", by=borough.mo, on=TODAY, to_outside="Tillingham"
    )
    sent = pending_on(step)
    assert (sent.to_outside, sent.destination) == ("Tillingham", "other_authority")


def test_a_child_with_an_open_referral_is_not_referred_again(borough, open_child):
    (step,) = take(borough, open_child)
    with pytest.raises(RecordError, match="open referral"):
        actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    assert Step.objects.filter(child=open_child, process="referral").count() == 1


def test_a_contact_passed_to_the_worker_stays_open_until_the_worker_decides(borough, open_child):
    (step,) = take(borough, open_child)
    actions.decide(step=step, outcome="passed_to_worker", by=borough.mo, on=TODAY)
    step.refresh_from_db()
    assert step.is_open
    actions.worker_decide(
        step=step, outcome="no_change", by=borough.tess, on=TODAY, decision=decision(borough)
    )
    step.refresh_from_db()
    assert step.closed_on == TODAY
    assert not Task.objects.open().filter(step=step).exists()


def test_the_worker_opens_a_strategy_discussion_in_one_step_in_the_childs_own_episode(
    borough, open_child
):
    (step,) = take(borough, open_child)
    actions.worker_decide(step=step, outcome="strategy_discussion", by=borough.sam, on=TODAY)
    referral = queries.open_referral(open_child.pk)
    discussion = opened(step, "strategy_discussion")
    assert discussion.episode_id == referral.episode_id
    assert discussion.owner_worker == borough.sam.worker
    assert Step.objects.filter(child=open_child, process="referral").count() == 1


def test_the_front_door_opens_a_strategy_discussion_on_an_open_child_without_a_new_referral(
    borough, open_child
):
    (step,) = take(borough, open_child)
    actions.decide(step=step, outcome="strategy_discussion", by=borough.mo, on=TODAY)
    assert opened(step, "strategy_discussion").episode_id is not None
    assert Step.objects.filter(child=open_child, process="referral").count() == 1


def test_the_worker_decides_to_assess_again(borough, open_child):
    (step,) = take(borough, open_child)
    actions.worker_decide(step=step, outcome="assessment", by=borough.sam, on=TODAY)
    again = opened(step, "assessment")
    assert Event.objects.filter(step=again, kind="assessment.reassessment_decided").exists()


@pytest.mark.covers("S014")
def test_the_referrer_is_acknowledged_and_told_and_the_clocks_stop(borough, child):
    (step,) = take(borough, child(), on=date(2026, 6, 9), referrer=Referrer(source="2A"))
    actions.acknowledge(
        step=step, reply=Reply(way="phone", words="We have it."), by=borough.asha, on=TODAY
    )
    clock = Clock.objects.get(step=step, key="referral_acknowledged")
    assert (clock.state, clock.stopped_on) == ("stopped", TODAY)
    actions.decide(step=step, outcome="advice", by=borough.mo, on=TODAY)
    told = Clock.objects.get(step=step, key="referral_outcome_told")
    assert told.state == "running"
    actions.tell_referrer(
        step=step, reply=Reply(way="letter", words="Advice was given."), by=borough.asha, on=TODAY
    )
    told.refresh_from_db()
    assert told.state == "stopped"


@pytest.mark.covers("S014")
def test_an_acknowledged_contact_is_not_acknowledged_again_as_a_referral(borough, child):
    (step,) = take(borough, child(), referrer=Referrer(source="2A"))
    actions.acknowledge(step=step, reply=Reply(words="We have it."), by=borough.asha, on=TODAY)
    actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    running = Clock.objects.filter(
        child=step.child, key="referral_acknowledged", state="running"
    )
    assert not running.exists()


def test_nobody_is_reminded_to_tell_a_nameless_referrer(borough, child):
    (step,) = take(borough, child(), referrer=Referrer(source="9", identity="anonymous"))
    actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    referral = opened(step, "referral")
    acknowledged = Event.objects.get(step=referral, kind="referral.acknowledged")
    assert acknowledged.outcome == "not_possible"
    assert "did not give their name" in Reply.objects.get(event=acknowledged).why_not


def test_the_worry_goes_with_the_task_to_those_who_decide(borough, open_child):
    (step,) = take(borough, open_child, account=Account(worry="Not collected from school"))
    task = Task.objects.open().filter(step=step).first()
    assert "Not collected from school" in task.text


@pytest.mark.covers("S005")
def test_a_child_left_on_a_promise_is_seen_before_the_contact_closes_and_nothing_else_waits(
    borough, child
):
    first, second = child(), child()
    for each in (first, second):
        take(borough, each, on=TODAY)
        open_step("safety_agreement.made", by=borough.mo, on=TODAY, child=each)
    advised = Step.objects.get(child=first, process="contact")
    referred = Step.objects.get(child=second, process="contact")
    assert queries.open_work([first.pk, second.pk]) == set()
    with pytest.raises(GateRefused, match="not been seen since the safety agreement"):
        actions.decide(step=advised, outcome="advice", by=borough.mo, on=TODAY)
    actions.decide(step=referred, outcome="referral", by=borough.mo, on=TODAY)
    assert opened(referred, "referral").opened_on == TODAY
    record("visit.made", by=borough.mo, on=TODAY, child=first, outcome="child_seen")
    actions.decide(step=advised, outcome="advice", by=borough.mo, on=TODAY)
    assert Step.objects.get(pk=advised.pk).closed_on == TODAY
