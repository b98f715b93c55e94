"""A handover: the sender answers for the child until the receiver accepts."""

from datetime import date

import pytest

from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.record.allocation import queries as allocation
from sightline.record.allocation.actions import allocate
from sightline.record.handover import queries
from sightline.record.handover.actions import accept, return_, send
from sightline.record.handover.models import Answer, Handover, Waiting
from sightline.record.handover.receiving import receiving
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import open_step
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Occasion, Step
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks import actions as tasks

MAY, JUNE, TODAY = date(2026, 5, 6), date(2026, 6, 1), date(2026, 6, 10)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_user(name="Una User")


@pytest.fixture
def giving():
    return a_team("Giving team")


@pytest.fixture
def taking():
    return a_team("Taking team")


@pytest.fixture
def wilma(giving):
    return a_worker("Wilma Worker", team=giving)


@pytest.fixture
def otto(taking):
    return a_worker("Otto Other", team=taking)


@pytest.fixture
def step(by, wilma):
    step = open_step("helping.begun", child=a_child(), by=by, on=MAY)
    allocate(step=step, worker=wilma, by=by, on=MAY)
    return step


def hand_over(step, by, to_team, **more):
    told = {"direction": "step_down", "destination": "early_help", "reason": "Settled"} | more
    return send(step=step, by=by, on=JUNE, to_team=to_team, **told)


def owner(step):
    step.refresh_from_db()
    return step.owner_worker, step.owner_team


@pytest.mark.covers("S086")
def test_the_sender_holds_the_child_until_it_is_accepted(step, by, wilma, otto, giving, taking):
    hand_over(step, by, taking)
    assert owner(step) == (wilma, giving)
    accept(step=step, worker=otto, by=by, on=TODAY)
    assert owner(step) == (otto, taking)
    assert queries.pending_on(step) is None


def test_a_team_may_accept_before_it_names_a_worker(step, by, taking):
    hand_over(step, by, taking)
    event = accept(step=step, by=by, on=TODAY)
    assert event.outcome == "to_be_allocated"
    assert owner(step) == (None, taking)
    assert [w.held.child for w in allocation.unallocated(team=taking)] == [step.child]


def test_what_nobody_has_accepted_is_listed_with_its_age(step, by, giving, taking):
    hand_over(step, by, taking)
    [waiting] = queries.unaccepted(to_team=taking)
    assert (waiting.child, waiting.sent_on) == (step.child, JUNE)
    assert (waiting.days, waiting.working_days) == (9, 7)
    assert len(queries.unaccepted(from_team=giving)) == 1
    assert queries.unaccepted(to_team=giving) == []


def test_a_handover_goes_back_with_its_reason(step, by, wilma, giving, taking):
    hand_over(step, by, taking)
    with pytest.raises(RecordError, match="Say why it goes back"):
        return_(step=step, reason="", by=by, on=TODAY)
    return_(step=step, reason="The father is back", by=by, on=TODAY)
    assert owner(step) == (wilma, giving)
    assert queries.unaccepted() == []
    [(handover, answer)] = queries.sent_back(giving, since=JUNE)
    assert (handover.to_team, answer.reason) == (taking, "The father is back")
    assert queries.sent_back(taking, since=JUNE) == []


def test_it_can_be_sent_again_after_it_came_back(step, by, otto, taking):
    hand_over(step, by, taking)
    return_(step=step, reason="Plan missing", by=by, on=JUNE)
    hand_over(step, by, taking, plan_so_far="See the plan of May")
    assert queries.pending_on(step).plan_so_far == "See the plan of May"
    accept(step=step, worker=otto, by=by, on=JUNE)
    assert queries.pending_on(step) is None


def test_only_one_answer_counts(step, by, otto, taking):
    hand_over(step, by, taking)
    accept(step=step, worker=otto, by=by, on=TODAY)
    with pytest.raises(RecordError, match="Una User recorded on 10 June 2026 that this was acc"):
        accept(step=step, by=by, on=TODAY)
    with pytest.raises(RecordError, match="this was accepted"):
        return_(step=step, reason="Too late", by=by, on=TODAY)


def test_what_was_never_sent_cannot_be_accepted(step, by):
    with pytest.raises(RecordError, match="Nothing has been handed over"):
        accept(step=step, by=by, on=TODAY)


def test_a_second_sending_takes_the_place_of_the_first(step, by, taking):
    third = a_team("Third team")
    hand_over(step, by, taking)
    hand_over(step, by, third)
    assert [h.handover.to_team for h in queries.unaccepted()] == [third]


def test_voiding_an_acceptance_gives_the_child_back(step, by, wilma, otto, giving, taking):
    hand_over(step, by, taking)
    void(accept(step=step, worker=otto, by=by, on=TODAY), by=by, reason="Wrong child")
    assert owner(step) == (wilma, giving)
    assert [h.handover.to_team for h in queries.unaccepted()] == [taking]


def test_correcting_a_sending_leaves_it_waiting_once(step, by, taking):
    correct(hand_over(step, by, taking), by=by, reason="A week earlier", on=date(2026, 5, 20))
    [waiting] = queries.unaccepted()
    assert waiting.sent_on == date(2026, 5, 20)


def test_a_sending_says_who_held_it(step, by, wilma, giving, taking):
    hand_over(step, by, taking)
    sent = Handover.objects.get()
    assert (sent.from_worker, sent.from_team) == (wilma, giving)


def test_nothing_is_sent_to_nobody(step, by):
    with pytest.raises(RecordError, match="Say who is to take it"):
        send(step=step, direction="transfer", destination="team", by=by, on=JUNE)


def test_brothers_and_sisters_go_together_and_are_answered_child_by_child(step, by, taking, otto):
    other = open_step("helping.begun", child=a_child("Ben Example"), by=by, on=MAY)
    hand_over(step, by, taking, together_with=[other])
    assert Occasion.objects.get().parts.count() == 2
    accept(step=step, worker=otto, by=by, on=TODAY)
    assert [h.child for h in queries.unaccepted()] == [other.child]


def test_accepted_outside_it_stays_held_here_until_the_work_closes(step, by, wilma, giving):
    send(
        step=step, direction="transfer", destination="other_authority", by=by, on=JUNE,
        to_outside="Tillingham",
    )
    event = accept(step=step, by=by, on=TODAY, accepted_by_name="Pat of Tillingham")
    assert event.outcome == "outside"
    assert Answer.objects.get().accepted_by_name == "Pat of Tillingham"
    assert owner(step) == (wilma, giving)


def test_what_the_sender_had_still_to_do_goes_with_the_child(step, by, wilma, otto, taking):
    task = tasks.give(text="Ring school", owner_worker=wilma, due_on=TODAY, by=by, step=step)
    hand_over(step, by, taking)
    accept(step=step, worker=otto, by=by, on=TODAY)
    task.refresh_from_db()
    assert (task.owner_worker, task.owner_team) == (otto, taking)


@pytest.fixture
def calling_receives():
    receiving.add("looked_after", "calling.begun")
    yield
    receiving._items.pop("looked_after")


def test_the_destination_opens_at_acceptance_with_nothing_typed_twice(
    step, by, otto, taking, calling_receives, monkeypatch
):
    kept = []
    monkeypatch.setitem(spine.draft_keepers, "drafts", lambda **told: kept.append(told["values"]))
    hand_over(step, by, taking, direction="step_up", destination="looked_after")
    assert not Step.objects.of("calling").exists()
    accept(step=step, worker=otto, by=by, on=TODAY)
    opened = Step.objects.of("calling").get()
    assert (opened.led_from, opened.owner_worker) == (step, otto)
    assert kept == [{"reason": "as told"}]
    assert Event.objects.filter(kind="calling.begun").count() == 1


def _said_last():
    """By step, the sending that was the last standing word on it, as the events have it."""
    told = Event.objects.standing().filter(kind__startswith="handover.").in_order()
    last = {event.step_id: event for event in told}
    return {step: event.pk for step, event in last.items() if event.kind == "handover.sent"}


def test_what_is_kept_to_be_waiting_is_what_the_events_say(step, by, wilma, otto, giving, taking):
    def kept():
        return dict(Waiting.objects.values_list("step_id", "event_id"))

    again = {"direction": "transfer", "destination": "team", "by": by, "to_team": taking}
    assert kept() == {}
    send(step=step, on=MAY, **again)
    assert kept() == _said_last() != {}
    return_(step=step, by=by, on=JUNE, reason="Not ours")
    assert kept() == _said_last() == {}
    sent = send(step=step, on=JUNE, **again)
    accepted = accept(step=step, worker=otto, by=by, on=TODAY)
    assert kept() == _said_last() == {}
    void(accepted, by=by, reason="Accepted by mistake")
    assert kept() == _said_last() == {step.pk: sent.pk}
    void(sent, by=by, reason="Sent by mistake")
    assert kept() == _said_last() == {}
