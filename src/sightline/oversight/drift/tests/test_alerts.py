"""The alerts page: those who are told see them, of the children they may open, with their facts."""

from datetime import date, time

import pytest

from sightline.oversight.drift.keeping import refresh
from sightline.people.restriction.actions import restrict
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.spine.actions import open_step

MAY = date(2026, 5, 11)
JUNE = date(2026, 6, 1)
ALERTS = "/alerts/"


def seen(client, user, **asked):
    client.force_login(user)
    response = client.get(ALERTS, asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def adrift(borough, child):
    """An enquiry in the North team, and a contact at the front door, both adrift."""

    def make(name, on=MAY):
        step = open_step("section47.started", child=child(name), by=borough.mo, on=on,
                         outcome="strategy")
        allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=on)
        return step

    contact = open_step("contact.received", child=child("Door"), by=borough.mo, on=JUNE,
                        at=time(9))
    place_in_team(step=contact, team=borough.door, by=borough.mo, on=JUNE)
    make("Ana")
    return make


@pytest.mark.covers("D002", "D024")
def test_a_manager_is_told_of_their_own_team_and_the_head_of_all(client, borough, adrift):
    html = seen(client, borough.tess)
    assert "Ana Reed" in html
    assert "Door Reed" not in html
    html = seen(client, borough.mo)
    assert "Door Reed" in html
    assert "Ana Reed" not in html
    html = seen(client, borough.head)
    assert "Ana Reed" in html
    assert "Door Reed" in html


@pytest.mark.covers("D002", "D024")
def test_an_alert_says_its_facts_who_holds_the_work_and_who_is_told(client, borough, adrift):
    html = seen(client, borough.tess)
    assert "Enquiry started on 11 May 2026." in html
    assert "working days without activity" in html
    assert "Held by Sam, North team. Told: Team manager, Head of service." in html


def test_each_count_opens_as_many(client, borough, adrift):
    adrift("Bea", date(2026, 6, 2))
    html = seen(client, borough.head)
    assert "Nothing done for two weeks: 1" in html
    assert "Nothing done for a week: 1" in html
    listed = seen(client, borough.head, detector="D024", level="amber")
    assert "Bea Reed" in listed
    assert "Ana Reed" not in listed
    assert "manager is told at this many working days: 5" in listed


def test_children_one_may_not_open_are_counted_apart_and_sealed_ones_not_at_all(
    client, borough, adrift
):
    kept, sealed = adrift("Kay"), adrift("Sia")
    restrict(person=kept.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=date(2026, 6, 10))
    restrict(person=sealed.child, level="sealed", custodian=borough.head.worker,
             reason="Adopted", by=borough.head, on=date(2026, 6, 10))
    html = seen(client, borough.tess)
    assert "Nothing done for two weeks: 1" in html
    assert "Kay Reed" not in html
    assert "Sia Reed" not in html
    assert "1 more child whose record you may not open" in html


def test_a_social_worker_has_no_alerts_page(client, borough):
    client.force_login(borough.sam)
    assert client.get(ALERTS).status_code == 403


def test_the_alerts_page_takes_at_most_fifteen_queries(
    client, borough, adrift, django_assert_max_num_queries
):
    for number in range(15):
        adrift(f"Kid{number}")
    refresh()
    for number in range(15, 20):
        adrift(f"Kid{number}")
    seen(client, borough.head)
    with django_assert_max_num_queries(15):
        client.get(ALERTS)


@pytest.mark.covers("D012")
def test_a_night_that_nobody_by_day_took_up_is_an_alert(client, borough, child):
    step = open_step("out_of_hours.recorded", child=child("Eve"), by=borough.asha, on=JUNE,
                     at=time(3))
    allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=JUNE)
    html = seen(client, borough.tess, detector="D012")
    assert "Eve Reed" in html
    assert "until 12:00 on 1 June 2026 to acknowledge it" in html
