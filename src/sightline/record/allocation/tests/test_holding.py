"""Who holds a child: allocation, placement, endings, and what voiding any of them leaves."""

from datetime import date, timedelta

import pytest

from sightline.base.moments import fixed
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.people.workforce.actions import cover, leave
from sightline.record.allocation import queries
from sightline.record.allocation.actions import (
    allocate,
    allocate_together,
    end_allocation,
    place_in_team,
)
from sightline.record.allocation.models import Allocation, Involvement
from sightline.record.spine import bulk
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks import actions as tasks

MAY, JUNE = date(2026, 5, 6), date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_user()


@pytest.fixture
def team():
    return a_team("Riverside team")


@pytest.fixture
def wilma(team):
    return a_worker("Wilma Worker", team=team)


@pytest.fixture
def otto(team):
    return a_worker("Otto Other", team=team)


@pytest.fixture
def child():
    return a_child()


@pytest.fixture
def step(child, by):
    return open_step("helping.begun", child=child, by=by, on=MAY)


def owner(step):
    step.refresh_from_db()
    return step.owner_worker, step.owner_team


@pytest.mark.covers("S085")
def test_an_allocated_worker_and_their_team_hold_the_step(step, wilma, team, by, child):
    allocate(step=step, worker=wilma, by=by, on=MAY, reason="She knows the family")
    assert (step.owner_worker, step.owner_team) == (wilma, team)
    assert owner(step) == (wilma, team)
    assert queries.lead_worker(child.pk) == wilma
    assert Allocation.objects.get().reason == "She knows the family"


def test_the_next_lead_ends_the_one_before(step, wilma, otto, by, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    allocate(step=step, worker=otto, by=by, on=JUNE)
    kept = [(i.worker, i.since_on, i.until_on) for i in queries.history(child.pk)]
    assert kept == [(otto, JUNE, None), (wilma, MAY, JUNE)]


def test_voiding_an_allocation_gives_the_child_back_to_the_one_before(step, wilma, otto, by, team):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    second = allocate(step=step, worker=otto, by=by, on=JUNE)
    void(second, by=by, reason="The wrong Otto")
    assert owner(step) == (wilma, team)
    assert list(Involvement.objects.values_list("worker", "until_on")) == [(wilma.pk, None)]


def test_voiding_the_only_allocation_leaves_the_child_listed_with_nobody(step, wilma, by, child):
    void(allocate(step=step, worker=wilma, by=by, on=MAY), by=by, reason="Wrong child")
    assert owner(step) == (None, None)
    [waiting] = queries.unallocated(authority=step.authority)
    assert (waiting.held.child, waiting.why) == (child, "No team holds it")


def test_correcting_an_allocation_moves_its_day_and_keeps_its_worker(step, wilma, by, team):
    event = allocate(step=step, worker=wilma, by=by, on=MAY)
    correct(event, by=by, reason="It was the week after", on=MAY + timedelta(7))
    assert owner(step) == (wilma, team)
    assert Involvement.objects.get().since_on == MAY + timedelta(7)


def test_an_earlier_allocation_told_late_does_not_take_the_child_back(step, wilma, otto, by, team):
    allocate(step=step, worker=otto, by=by, on=JUNE)
    allocate(step=step, worker=wilma, by=by, on=MAY)
    assert owner(step) == (otto, team)


def test_a_lead_holds_every_open_step_of_the_journey(step, wilma, otto, by, team):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    next_step = open_step("calling.begun", led_from=step, by=by, on=MAY)
    assert owner(next_step) == (wilma, team)
    allocate(step=next_step, worker=otto, by=by, on=JUNE)
    assert owner(step) == owner(next_step) == (otto, team)


def test_a_closed_step_keeps_who_held_it_that_day(step, wilma, otto, by, team):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    next_step = open_step("calling.begun", led_from=step, by=by, on=MAY)
    record("helping.ended", step=step, by=by, on=date(2026, 5, 20))
    allocate(step=next_step, worker=otto, by=by, on=JUNE)
    assert owner(step) == (wilma, team)
    assert owner(next_step) == (otto, team)


def test_new_work_about_an_open_child_goes_to_who_holds_the_child(step, wilma, by, team, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    contact = open_step("helping.begun", child=child, by=by, on=JUNE)
    assert (contact.owner_worker, contact.owner_team) == (wilma, team)


def test_involvement_ends_when_the_last_work_closes_and_resumes_with_it(step, wilma, by, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    record("helping.ended", step=step, by=by, on=JUNE)
    assert Involvement.objects.get().until_on == JUNE
    assert queries.lead_worker(child.pk) is None
    record("helping.resumed", step=step, by=by, on=JUNE)
    assert Involvement.objects.get().until_on is None


def test_a_worker_whose_part_ends_leaves_the_child_with_the_team(step, wilma, by, team, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    end_allocation(step=step, worker=wilma, by=by, on=JUNE, reason="Moved on")
    assert owner(step) == (None, team)
    [waiting] = queries.unallocated(team=team)
    assert (waiting.held.child, waiting.why) == (child, "No worker named")


def test_only_a_part_that_is_held_can_end(step, wilma, otto, by):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    with pytest.raises(RecordError, match="Otto Other is not the lead worker"):
        end_allocation(step=step, worker=otto, by=by, on=JUNE)


def test_other_roles_stand_beside_the_lead(step, wilma, otto, by, team, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    chair = a_worker("Cora Chair")
    allocate(step=step, worker=otto, by=by, on=MAY, role="co_worker")
    allocate(step=step, worker=chair, by=by, on=MAY, role="chair")
    assert owner(step) == (wilma, team)
    roles = [i.role for i in queries.current_allocations([child.pk])[child.pk]]
    assert roles == ["lead", "co_worker", "chair"]
    end_allocation(step=step, worker=otto, by=by, on=JUNE, role="co_worker")
    assert {i.role for i in Involvement.objects.current()} == {"lead", "chair"}


def test_nobody_is_allocated_to_who_has_left(step, wilma, by):
    leave(worker=wilma, by=by, on=date(2026, 5, 1))
    with pytest.raises(RecordError, match="Wilma Worker left on 1 May 2026"):
        allocate(step=step, worker=wilma, by=by, on=MAY)
    assert not Event.objects.filter(kind="allocation.allocated").exists()


def test_children_of_a_worker_who_left_are_unallocated(step, wilma, by, team):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    assert queries.unallocated(team=team) == []
    leave(worker=wilma, by=by, on=JUNE)
    [waiting] = queries.unallocated(team=team)
    assert waiting.why == "Wilma Worker left on 1 June 2026"
    assert waiting.hours() == 9 * 24 + 10


def test_the_wait_is_counted_from_the_moment_the_team_got_the_child(step, by, team):
    with fixed(date(2026, 6, 8)):
        place_in_team(step=step, team=team, by=by, on=date(2026, 6, 8), reason="For assessment")
    [waiting] = queries.unallocated(team=team)
    assert waiting.hours() == 46


def test_brothers_and_sisters_are_allocated_together_or_not_at_all(step, wilma, by, team):
    other = open_step("helping.begun", child=a_child("Ben Example"), by=by, on=MAY)
    closed = open_step("helping.begun", child=a_child("Cat Example"), by=by, on=MAY)
    record("helping.ended", step=closed, by=by, on=MAY)
    with pytest.raises(RecordError, match="closed on 6 May 2026"):
        allocate_together(steps=[step, other, closed], worker=wilma, by=by, on=JUNE)
    assert owner(step) == (None, None)
    allocate_together(steps=[step, other], worker=wilma, by=by, on=JUNE)
    assert owner(step) == owner(other) == (wilma, team)


def test_a_team_list_shows_each_child_once_with_its_open_steps(step, wilma, by, team, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    open_step("calling.begun", led_from=step, by=by, on=JUNE)
    [[held], away] = queries.team_children(team)
    assert away == {}
    assert (held.child, held.worker, held.opened_on) == (child, wilma, MAY)
    assert [s.process for s in held.steps] == ["helping", "calling"]
    assert queries.worker_children(wilma)[0].child == child
    assert queries.caseloads([wilma]) == {wilma.pk: 1}


def test_team_lists_take_as_many_queries_however_many_children(
    step, wilma, by, team, django_assert_num_queries
):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    for number in range(5):
        place_in_team(
            step=open_step("helping.begun", child=a_child(f"Kid {number}"), by=by, on=MAY),
            team=team, by=by, on=MAY,
        )
    with django_assert_num_queries(2):
        assert len(queries.team_children(team)[0]) == 6
    with django_assert_num_queries(5):
        assert len(queries.unallocated(team=team)) == 5


def test_imported_children_are_to_be_placed_until_a_manager_allocates_them(wilma, team, by):
    child = a_child()
    begun = bulk.Begun("helping")
    history = bulk.History(
        child.pk, child.authority_id, "999", begun=[begun], source="cin_census:2024",
        happened=[
            bulk.Happened(
                "helping.begun", MAY, step=begun, facts=[Allocation(team=team, reason="Imported")]
            )
        ],
    )
    bulk.write([history], by=by)
    [held] = queries.to_be_placed(team)
    assert (held.child, held.worker, held.imported) == (child, None, True)
    allocate(step=held.steps[0], worker=wilma, by=by, on=JUNE)
    assert queries.to_be_placed(team) == []


def test_a_history_written_at_once_holds_as_the_same_told_one_by_one(wilma, otto, team, by):
    slow, quick = a_child("Slow Example"), a_child("Quick Example")
    first = open_step("helping.begun", child=slow, by=by, on=MAY)
    allocate(step=first, worker=wilma, team=team, by=by, on=MAY)
    second = open_step("calling.begun", led_from=first, by=by, on=JUNE)
    record("helping.ended", step=first, by=by, on=JUNE)
    allocate(step=second, worker=otto, team=team, by=by, on=date(2026, 6, 2))

    one = bulk.Begun("helping")
    two = bulk.Begun("calling", led_from=one)
    told = bulk.Happened
    bulk.write([bulk.History(quick.pk, quick.authority_id, "999", begun=[one, two], happened=[
        told("helping.begun", MAY, step=one),
        told("allocation.allocated", MAY, step=one, outcome="lead",
             facts=[Allocation(worker=wilma, team=team)]),
        told("calling.begun", JUNE, step=two),
        told("helping.ended", JUNE, step=one),
        told("allocation.allocated", date(2026, 6, 2), step=two, outcome="lead",
             facts=[Allocation(worker=otto, team=team)]),
    ])], by=by)

    def kept(child):
        steps = Step.objects.filter(child=child).order_by("id")
        rows = Involvement.objects.filter(child=child).order_by("id")
        return (
            list(steps.values_list("process", "owner_worker", "owner_team", "closed_on")),
            list(rows.values_list("worker", "team", "role", "since_on", "until_on")),
        )

    assert kept(slow) == kept(quick)
    assert kept(slow)[0] == [
        ("helping", wilma.pk, team.pk, JUNE), ("calling", otto.pk, team.pk, None)
    ]


def test_work_about_nobody_identified_has_an_owner_too(by, team, wilma):
    step = open_step("helping.begun", authority=an_authority(), by=by, on=MAY)
    place_in_team(step=step, team=team, by=by, on=MAY)
    assert owner(step) == (None, team)
    [waiting] = queries.unallocated(team=team)
    assert waiting.held.child is None
    allocate(step=step, worker=wilma, by=by, on=MAY)
    assert owner(step) == (wilma, team)


def test_the_lead_and_whoever_covers_answer_for_a_child_on_a_day(step, wilma, otto, by, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    assert queries.is_lead_or_cover(wilma, child.pk, JUNE)
    assert not queries.is_lead_or_cover(wilma, child.pk, MAY - timedelta(1))
    assert not queries.is_lead_or_cover(otto, child.pk, JUNE)
    cover(worker=wilma, covered_by=otto, by=by, on=JUNE, until=date(2026, 6, 12))
    assert queries.is_lead_or_cover(otto, child.pk, JUNE)
    assert not queries.is_lead_or_cover(otto, child.pk, MAY)
    assert queries.responsible_workers(child.pk) == [otto, wilma]


def test_open_tasks_go_with_the_child_to_the_next_lead(step, wilma, otto, by, child):
    allocate(step=step, worker=wilma, by=by, on=MAY)
    asked = {"due_on": JUNE, "by": by, "on": MAY, "child": child}
    hers = tasks.give(text="Ring school", owner_worker=wilma, **asked)
    cora = a_worker("Cora Chair")
    theirs = tasks.give(text="Send the record", owner_worker=cora, **asked)
    allocate(step=step, worker=otto, by=by, on=JUNE)
    for task in (hers, theirs):
        task.refresh_from_db()
    assert hers.owner_worker == otto
    assert theirs.owner_worker == cora
