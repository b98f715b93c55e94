"""Tonight: orders with the hour they end, who is missing or unsafe, whom to ring, what is left."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.access.policy import may_read
from sightline.base.moments import LONDON, fixed
from sightline.oversight.out_of_hours import actions as nights
from sightline.oversight.out_of_hours.actions import For
from sightline.oversight.out_of_hours.models import ChildPart, Episode, ForTheNight
from sightline.oversight.out_of_hours.tests.conftest import nell
from sightline.people.on_call.actions import put_on_call, take_off
from sightline.people.restriction.actions import restrict
from sightline.record.orders.actions import begin
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.situation.models import Situation
from sightline.record.spine.actions import record

__all__ = ["nell"]

MONDAY = date(2026, 6, 8)


@pytest.fixture
def now():
    with fixed(datetime(2026, 6, 8, 23, 30, tzinfo=LONDON)) as moment:
        yield moment


@pytest.fixture
def page(client, nell):
    def opened():
        client.force_login(nell)
        return client.get(reverse("worklists:tonight")).content.decode()

    return opened


@pytest.mark.covers("S020")
def test_the_night_sees_orders_the_missing_and_what_was_left(borough, nell, child, page, now):
    held, gone, left = child("Ana"), child("Ben"), child("Cal")
    begin("police_protection.taken", children=[held], by=nell, on=date(2026, 6, 6), at=time(4),
          facts={held.pk: [PlaceOfSafety(kind="hospital", where="The ward")]})
    record("situation.written", by=borough.sam, on=MONDAY, child=gone,
           facts=[Situation(where_is="missing", where_words="Last seen at the park")])
    record("for_the_night.left", by=borough.sam, on=MONDAY, child=left, for_on=MONDAY,
           facts=[ForTheNight(watch_for="He may come back.", do="Ring the police.")])
    html = page().split('id="risks"', 1)[1].split('id="ring"', 1)[0]
    assert html.index("Ana Reed") < html.index("Ben Reed") < html.index("Cal Reed")
    assert "Ends tonight, 9 June 2026 at 04:00, 4 hours left" in html
    assert "The ward" in html
    assert "Last seen at the park" in html
    assert "He may come back. Ring the police." in html
    read = Entry.objects.get(page="tonight", child_id=held.pk)
    assert (read.user_id, read.ground) == (nell.pk, may_read(nell, held.pk).ground)
    record("situation.written", by=borough.sam, on=MONDAY, child=gone,
           facts=[Situation(where_is="home")])
    with fixed(datetime(2026, 6, 9, 4, 1, tzinfo=LONDON)):
        html = page()
    assert "Ran out 9 June 2026 at 04:00" in html
    assert "Last seen at the park" not in html


def test_a_restricted_child_is_neither_named_nor_told(borough, nell, child, page, now):
    ana = child("Ana")
    begin("police_protection.taken", children=[ana], by=nell, on=MONDAY, at=time(4),
          facts={ana.pk: [PlaceOfSafety(kind="hospital", where="The ward")]})
    restrict(person=ana, level="restricted", reason="danger", custodian=borough.tess.worker,
             by=borough.tess, on=MONDAY)
    html = page()
    assert "Ana Reed" not in html
    assert "The ward" not in html
    assert "1 more child" in html


@pytest.mark.covers("S021")
def test_whom_to_ring_is_by_authority_and_dated(client, borough, nell, page, now):
    def listed(name, since, until=None):
        return put_on_call(authority=borough.authority, kind="manager", name=name,
                           phone="01999 555 100", by=borough.mo, since=since, until=until)

    listed("Gwen Gone", now.replace(day=1), now.replace(hour=8))
    listed("Tia Tomorrow", now.replace(day=9))
    client.force_login(borough.mo)
    asked = {"kind": "manager", "name": "Olu Oncall", "phone": "01999 555 101"}
    assert client.post(reverse("on_call:numbers"), asked).status_code == 302
    html = page()
    assert "Olu Oncall" in html
    assert "Gwen Gone" not in html
    assert "Tia Tomorrow" not in html
    take_off(row=borough.authority.on_call.get(name="Olu Oncall"), by=borough.mo)
    with fixed(now.replace(minute=31)):
        assert "Olu Oncall" not in page()


@pytest.mark.covers("S020")
def test_the_front_door_shows_what_nobody_by_day_has_taken_up(
    client, borough, nell, open_child, page, now
):
    nights.record_episode(
        children=[For(open_child, ChildPart(safe="no", to_do="See him"))], by=nell, on=MONDAY,
        at=time(22), episode=Episode(told="Alone at the station"),
    )
    html = page()
    assert "Not safe" in html
    assert "Alone at the station" in html
    client.force_login(borough.mo)
    door = client.get(reverse("worklists:front_door")).content.decode()
    assert "Alone at the station" in door
    assert "By 9 June 2026 at 12:00" in door
    assert "Tess" in door


def test_it_asks_the_database_no_more_than_a_page_may(
    client, borough, nell, open_child, now, django_assert_max_num_queries
):
    nights.record_episode(children=[For(open_child)], by=nell, on=MONDAY, at=time(22))
    begin("police_protection.taken", children=[open_child], by=nell, on=MONDAY, at=time(4))
    record("section47.started", by=nell, on=MONDAY, child=open_child, outcome="emergency")
    client.force_login(nell)
    with django_assert_max_num_queries(15):
        client.get(reverse("worklists:tonight"))
