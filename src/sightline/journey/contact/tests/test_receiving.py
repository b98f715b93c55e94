"""A contact is taken at once, about anybody, with whatever is known."""

from datetime import date, time

import pytest

from sightline.journey.contact import actions, queries
from sightline.journey.contact.actions import About, New
from sightline.journey.contact.models import Account, ChildPart, FamilyTold
from sightline.people.workforce import actions as workforce
from sightline.record.referrers.carrying import referrer_of
from sightline.record.referrers.models import Referrer
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task

TODAY = date(2026, 6, 10)


def take(borough, *about, by=None, on=TODAY, at=time(9, 30), **more):
    occasion = actions.receive(
        authority=borough.authority, about=list(about), by=by or borough.asha, on=on, at=at, **more
    )
    return list(Step.objects.filter(events__occasion=occasion).order_by("pk"))


@pytest.mark.covers("S003")
def test_one_contact_about_two_children_is_told_once_and_stands_on_each(borough, child):
    ana, bo = child("Ana"), child("Bo")
    steps = take(
        borough,
        About(ana, part=ChildPart(where="At school", safe="yes")),
        About(bo, part=ChildPart(where="At home", safe="no")),
        account=Account(worry="Left alone overnight", danger="no"),
    )
    assert [s.child for s in steps] == [ana, bo]
    assert {queries.account_of(s).pk for s in steps} == {Account.objects.get().pk}
    assert [queries.child_part(s).safe for s in steps] == ["yes", "no"]
    assert {s.pk for s in queries.siblings_of(steps[0])} == {s.pk for s in steps}


def test_a_contact_is_saved_with_nothing_but_whom_it_is_about(borough, child):
    (step,) = take(borough, About(child()))
    assert step.is_open
    assert queries.headline(step) == "the worry is not told yet"


def test_a_contact_about_nobody_says_what_to_do(borough):
    with pytest.raises(RecordError, match="cannot yet be identified, or the address"):
        actions.receive(authority=borough.authority, about=[], by=borough.asha, on=TODAY)


@pytest.mark.covers("S003")
def test_a_contact_may_be_about_an_unborn_child_an_adult_an_address_or_somebody_unnamed(borough):
    steps = take(
        borough,
        About(new=New("unborn", family="Reed", expected_on=date(2026, 9, 1))),
        About(new=New("adult", given="Jo", family="Reed", born_on=date(1990, 1, 1))),
        About(new=New("address", address="12 Acacia Avenue", postcode="ZZ1 1ZZ")),
        About(new=New("unidentified", described="A boy of about six in a red coat")),
    )
    kinds = [queries.child_part(s).about for s in steps]
    assert kinds == ["unborn", "adult", "address", "unidentified"]
    assert steps[0].child.unborn
    assert steps[0].child.display_name == "Unborn baby Reed"
    assert steps[2].child.addresses.get().lines == "12 Acacia Avenue"
    assert queries.child_part(steps[2]).described == "12 Acacia Avenue ZZ1 1ZZ"
    assert queries.child_part(steps[3]).described == "A boy of about six in a red coat"
    assert {s.clocks.filter(key="referral_decision", state="running").count() for s in steps} == {1}


def test_a_new_contact_waits_in_the_front_door_team(borough, child):
    (step,) = take(borough, About(child()))
    assert step.owner_team == borough.door
    assert step.owner_worker is None


def test_a_worker_elsewhere_who_takes_a_contact_leaves_it_at_the_front_door(borough, child):
    (step,) = take(borough, About(child()), by=borough.sam)
    assert step.owner_team == borough.door


@pytest.mark.covers("S001", "S006")
def test_receipt_starts_the_decision_clock_at_its_own_moment(borough, child):
    (step,) = take(borough, About(child()), on=date(2026, 6, 5), at=time(22, 0))
    clock = step.clocks.get(key="referral_decision")
    assert clock.started_on == date(2026, 6, 5)
    assert clock.due_on == date(2026, 6, 8)


def test_what_is_learnt_later_stands_first_and_moves_nothing(borough, child):
    (step,) = take(
        borough, About(child()), on=date(2026, 6, 8), account=Account(worry="Seen with bruises")
    )
    before = step.clocks.get(key="referral_decision").due_on
    actions.add_to(
        steps=[step], by=borough.asha, on=TODAY, account=Account(worry="Hit with a belt"),
        referrer=Referrer(source="2A", name="Mrs Lane"),
    )
    step.refresh_from_db()
    assert queries.headline(step) == "Hit with a belt"
    assert referrer_of(step).name == "Mrs Lane"
    assert step.opened_on == date(2026, 6, 8)
    assert step.clocks.get(key="referral_decision").due_on == before
    assert Account.objects.count() == 2


@pytest.mark.covers("S015")
def test_what_the_family_was_told_and_the_basis_for_sharing_are_kept(borough, child):
    (step,) = take(
        borough, About(child()),
        family=FamilyTold(answer="not_told", why_not="risk", basis="public_task"),
    )
    told = queries.family_told(step)
    assert told.get_why_not_display().startswith("Telling them would put")
    assert told.get_basis_display().startswith("Public task")


@pytest.mark.covers("S015")
def test_a_refusal_never_delays_a_decision(borough, child):
    (step,) = take(borough, About(child()), family=FamilyTold(answer="refused"))
    actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    assert queries.open_referral(step.child_id) is not None


def test_a_contact_about_an_open_child_goes_at_once_to_worker_manager_and_cover(
    borough, open_child
):
    workforce.cover(
        worker=borough.sam.worker, covered_by=borough.cora.worker, by=borough.tess,
        on=date(2026, 6, 1),
    )
    (step,) = take(borough, About(open_child), account=Account(worry="Shouting heard"))
    assert Event.objects.filter(step=step, kind="contact.passed_on").count() == 1
    tasks = Task.objects.open().filter(step=step)
    owners = {task.owner_worker for task in tasks}
    assert owners == {borough.sam.worker, borough.tess.worker, borough.cora.worker}
    assert {task.due_on for task in tasks} == {date(2026, 6, 11)}
    assert "Shouting heard" in tasks[0].text
    assert step.owner_worker == borough.sam.worker


def test_a_contact_about_an_open_child_belongs_to_the_open_episode(borough, open_child):
    (step,) = take(borough, About(open_child))
    referral = queries.open_referral(open_child.pk)
    step.refresh_from_db()
    assert step.episode_id == referral.episode_id
    assert Step.objects.filter(child=open_child, process="referral").count() == 1


def test_immediate_danger_to_an_open_child_must_be_decided_today(borough, open_child):
    (step,) = take(borough, About(open_child), account=Account(danger="yes"))
    assert {t.due_on for t in Task.objects.open().filter(step=step)} == {TODAY}


def test_a_contact_about_an_open_child_whom_nobody_holds_is_still_recorded(borough, child):
    from sightline.record.spine import actions as spine

    made = child()
    spine.open_step("referral.received", by=borough.asha, on=TODAY, child=made)
    (step,) = take(borough, About(made))
    assert step.is_open
    assert Event.objects.filter(step=step, kind="contact.passed_on").exists()
