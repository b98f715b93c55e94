"""The front door, conferences, the service and the night: each shows what is there."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.base.moments import fixed
from sightline.journey.contact.actions import change_receipt, decide, grade, receive
from sightline.journey.contact.actions.receiving import About
from sightline.journey.contact.models import Account
from sightline.people.testing import a_user
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate, put_on_duty
from sightline.record.handover.actions import send
from sightline.record.life.actions import register_death
from sightline.record.notes.models import Note
from sightline.record.spine import actions as spine
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks

TODAY = date(2026, 6, 10)


def at(day, hour=9):
    moment = datetime(2026, 6, day, hour, tzinfo=ZoneInfo("Europe/London"))
    return fixed(moment, everywhere=True)


def shown(client, user, name, **asked):
    client.force_login(user)
    response = client.get(reverse(f"worklists:{name}"), asked)
    assert response.status_code == 200
    return response.content.decode()


def about(child):
    return [About(person=child)]


# --- the front door ------------------------------------------------------------------------


@pytest.mark.covers("S001", "S003")
def test_the_front_door_lists_who_is_in_danger_first_then_the_least_time_left(
    client, borough, child, open_child
):
    for name, day, danger in (("Ana", 9, "no"), ("Bea", 8, "no"), ("Cid", 10, "yes")):
        receive(authority=borough.authority, about=about(child(name)), by=borough.asha,
                on=date(2026, 6, day), at=time(8),
                account=Account(worry=f"Worry about {name}", danger=danger))
    receive(authority=borough.authority, about=about(open_child), by=borough.asha, on=TODAY,
            at=time(9), account=Account(worry="About an open child"))
    grade(step=Step.objects.get(child__given_names="Bea", process="contact"), grade="green",
          by=borough.mo, on=date(2026, 6, 9))
    html = shown(client, borough.mo, "front_door")
    order = [html.index(f"Worry about {name}") for name in ("Cid", "Bea", "Ana")]
    assert order == sorted(order)
    assert "Immediate danger" in html
    assert "Not graded" in html
    assert "Green" in html
    assert "Open now" in html
    assert "About an open child" in shown(client, borough.mo, "front_door", show="open")
    assert "Worry about Ana" not in shown(client, borough.mo, "front_door", show="open")


def test_the_front_door_with_a_hundred_contacts_takes_at_most_fifteen_queries(
    client, borough, child, django_assert_max_num_queries
):
    for number in range(100):
        receive(authority=borough.authority, about=about(child(f"Kid{number}")), by=borough.asha,
                on=TODAY, at=time(8), account=Account(worry="A worry"))
    shown(client, borough.mo, "front_door")
    with django_assert_max_num_queries(15):
        html = shown_again(client)
    assert html.count("A worry") == 100


def shown_again(client):
    return client.get(reverse("worklists:front_door")).content.decode()


@pytest.mark.covers("D001", "S003")
def test_a_contact_closed_with_work_going_on_is_listed(client, borough, child):
    receive(authority=borough.authority, about=about(child("Ana")), by=borough.asha,
            on=date(2026, 6, 5), at=time(8), account=Account(worry="A worry"))
    step = Step.objects.get(process="contact")
    decide(step=step, outcome="advice", by=borough.mo, on=date(2026, 6, 5), at=time(12))
    spine.record("note.recorded", by=borough.asha, on=date(2026, 6, 8), child=step.child,
                 facts=[Note(kind="telephone", text="Rang again")])
    html = shown(client, borough.mo, "hidden_work")
    assert "Ana Reed" in html
    assert "Give advice and information" in html
    assert "1 thing recorded afterwards" in html


def test_a_receipt_that_was_moved_is_listed_with_its_reason(client, borough, child):
    receive(authority=borough.authority, about=about(child("Ana")), by=borough.asha,
            on=date(2026, 6, 5), at=time(8), account=Account(worry="A worry"))
    change_receipt(step=Step.objects.get(process="contact"), by=borough.mo, on=date(2026, 6, 4),
                 at=time(17), reason="It came in the evening before")
    html = shown(client, borough.head, "moved")
    assert "It came in the evening before" in html
    assert "5 June 2026" in html
    assert "4 June 2026" in html


@pytest.fixture
def cher(borough):
    from sightline.access.users.actions import create_user, give_role

    user = create_user(username="cher", display_name="Cher", by=None, demonstration=True)
    give_role(user=user, role="conference_chair", authority=borough.authority, by=None, on=TODAY)
    return user


def test_the_conference_service_may_open_a_child_for_whom_a_conference_is_due_and_no_other(
    borough, child, north, cher
):
    from sightline.access.policy import may_read

    made = child("Con")
    spine.open_step("section47.started", child=made, by=borough.mo, on=date(2026, 6, 1),
                    outcome="strategy")
    assert may_read(cher, made.pk).ground == "conference_service"
    assert not may_read(cher, north("Ben").child_id).allowed
    assert not may_read(borough.cora, made.pk).allowed


# --- conferences, the service, the night ---------------------------------------------------


@pytest.mark.covers("S054")
def test_a_conference_is_due_from_the_moment_the_clock_runs(client, borough, child, cher):
    made = child("Con")
    spine.open_step("section47.started", child=made, by=borough.mo, on=date(2026, 6, 1),
                    outcome="strategy")
    html = shown(client, cher, "conferences")
    assert "Con Reed" in html
    assert "Not booked" in html
    assert "Con Reed" not in shown(client, cher, "conferences", whose="mine")
    spine.open_step("conference.requested", child=made, by=borough.mo, on=date(2026, 6, 2),
                    outcome="initial")
    step = Step.objects.get(process="conference")
    spine.record("conference.booked", step=step, by=borough.mo, on=date(2026, 6, 3),
                 for_on=date(2026, 6, 30))
    assert "After it is due" in shown(client, cher, "conferences")


@pytest.mark.covers("S060")
def test_a_plan_that_lacks_something_is_on_the_chairs_list_until_it_does_not(
    client, borough, child, cher
):
    spine.open_step("protection_plan.started", child=child("Pat"), by=borough.mo,
                    on=date(2026, 6, 9), outcome="NEG")
    html = shown(client, cher, "conferences")
    assert "Protection plans with gaps (1 of 1)" in html
    assert "Pat Reed" in html


def test_the_head_of_service_sees_what_is_late_by_duty_and_each_count_opens_its_list(
    client, borough, north
):
    import re

    north("Ben", worker=borough.sam.worker)
    html = shown(client, borough.head, "service")
    counts = re.findall(r'\?duty=([a-z0-9_]+)">(\d+)<', html)
    assert counts
    for key, count in counts:
        listed = shown(client, borough.head, "service_late", duty=key)
        assert f"({count})" in listed


@pytest.mark.covers("S085")
def test_after_48_hours_without_a_worker_the_head_of_service_is_told(client, borough, child):
    from sightline.record.allocation.actions import place_in_team

    for name, day, hour in (("Long", 8, 9), ("Short", 8, 11)):
        with at(day, hour):
            step = spine.open_step("referral.received", by=borough.mo, on=date(2026, 6, day),
                                   child=child(name))
            place_in_team(step=step, team=borough.north, by=borough.mo, on=date(2026, 6, day))
    assert "1 child without a worker for more than 48 hours" in shown(
        client, borough.head, "service"
    )
    html = shown(client, borough.head, "service_waiting")
    assert "Long Reed" in html
    assert "Short Reed" not in html


@pytest.mark.covers("S086")
def test_a_handover_nobody_picked_up_in_five_working_days_says_so(client, borough, north):
    step = north("Ben", worker=borough.sam.worker)
    send(step=step, direction="step_down", destination="early_help", by=borough.tess,
         on=date(2026, 6, 3), to_team=borough.early_help, reason="It worked")
    client.force_login(borough.tess)
    address = reverse("worklists:team", args=[borough.north.pk])
    assert "Not picked up" not in client.get(address, {"show": "sent"}).content.decode()
    with at(11):
        client.force_login(borough.tess)
        assert "Not picked up" in client.get(address, {"show": "sent"}).content.decode()


def test_the_night_finds_contacts_handovers_enquiries_and_who_is_on_duty(client, borough, child):
    from sightline.access.users.actions import create_user, give_role

    nights = workforce.open_team(
        name="Out of hours", kind=Team.Kind.OUT_OF_HOURS, authorities=[borough.authority],
        by=borough.mo, on=TODAY,
    )
    nell = create_user(username="nell", display_name="Nell", by=None, demonstration=True)
    give_role(user=nell, role="out_of_hours", authority=borough.authority, by=None, on=TODAY)
    worker = workforce.take_on(name="Nell", by=borough.mo, on=TODAY, user=nell)
    workforce.place(worker=worker, team=nights, by=borough.mo, on=TODAY)
    moment = datetime(2026, 6, 10, 9, tzinfo=ZoneInfo("Europe/London"))
    put_on_duty(worker=worker, team=nights, since=moment, until=moment.replace(hour=23),
                by=borough.mo)
    step = spine.open_step("section47.started", child=child("Eve"), by=borough.mo,
                           on=date(2026, 6, 9), outcome="strategy")
    allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=TODAY)
    send(step=step, direction="transfer", destination="team", by=borough.tess, on=TODAY,
         to_team=nights, reason="See her tonight")
    html = shown(client, nell, "tonight")
    sent, enquiries = html.split('id="contacts"', 1)[0], html.split('id="enquiries"', 1)[1]
    assert "See her tonight" in sent
    assert "Eve Reed" in enquiries
    assert "On duty, Out of hours" in html


@pytest.mark.parametrize(
    ("who", "where"),
    [("sam", "work"), ("tess", "teams"), ("mo", "front_door"), ("asha", "front_door"),
     ("head", "service")],
)
def test_each_role_goes_straight_to_its_page(client, borough, who, where):
    client.force_login(getattr(borough, who))
    assert client.get("/")["Location"] == reverse(f"worklists:{where}")


def test_somebody_whose_role_has_no_page_is_offered_what_is_open_to_them(client, borough):
    client.force_login(a_user("partner_professional", authority=borough.authority))
    response = client.get("/")
    assert response.status_code == 200
    assert "Law" in response.content.decode()


def test_what_was_asked_about_a_child_who_died_is_no_longer_overdue(client, borough, north):
    step = north("Ben", worker=borough.sam.worker)
    tasks.give(text="Ring the school", owner_worker=borough.sam.worker, due_on=date(2026, 6, 9),
               by=borough.tess, child=step.child, step=step)
    register_death(person=step.child, by=borough.sam, on=TODAY)
    html = shown(client, borough.sam, "work")
    left = html.split('id="left"', 1)[1].split("</section>", 1)[0]
    assert "Ring the school" in left
    assert html.count("Ring the school") == 1
    assert "Overdue, 9 June 2026" not in html
    assert "Died 10 June 2026" in html
