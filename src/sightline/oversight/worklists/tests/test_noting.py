"""Whoever reads of a child on a list has read of them, and the trail says on what ground."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.base.moments import fixed
from sightline.oversight.out_of_hours.actions import For, record_episode
from sightline.oversight.out_of_hours.models import ChildPart, Episode
from sightline.oversight.out_of_hours.tests.conftest import nell
from sightline.oversight.worklists.tests.test_chairs_alerts import cher, raised
from sightline.oversight.worklists.tests.test_recording import written
from sightline.people.restriction.actions import restrict
from sightline.record.spine import actions as spine

__all__ = ["cher", "nell", "raised", "written"]
TODAY = date(2026, 6, 10)
pytestmark = pytest.mark.covers("S341")


@pytest.fixture(autouse=True)
def wednesday():
    with fixed(datetime(2026, 6, 10, 9, tzinfo=ZoneInfo("Europe/London")), everywhere=True):
        yield


@pytest.fixture
def night(nell):
    def make(child):
        record_episode(children=[For(child, ChildPart())], by=nell, on=date(2026, 6, 8),
                       at=time(23, 30), episode=Episode(risk="high", told="A fight"))
        return child.pk

    return make


def read(client, user, name, page, *, args=(), **asked):
    """(child, ground) of what the trail says was read on the page."""
    client.force_login(user)
    client.get(reverse("account"))  # the session has rolled on
    before = Entry.objects.filter(action="read").count()
    assert client.get(reverse(f"worklists:{name}", args=args), asked).status_code == 200
    found = Entry.objects.filter(action="read").order_by("pk")[before:]
    assert {entry.page for entry in found} <= {page}
    assert len(found) == len({entry.child_id for entry in found})
    return {(entry.child_id, entry.ground) for entry in found}


def test_each_child_shown_on_a_day_a_board_and_a_list_is_read_once(client, borough, north):
    mine = north("Mine", worker=borough.sam.worker).child_id
    alone = north("Alone", days=5).child_id
    assert read(client, borough.sam, "work", "my_day") == {(mine, "allocated")}
    board = read(client, borough.tess, "team", "team_board", args=[borough.north.pk])
    assert (alone, "team") in board
    every = read(client, borough.tess, "team", "team_board", args=[borough.north.pk], show="every")
    assert {child for child, _ in every} == {mine, alone}
    waiting = read(client, borough.head, "service_waiting", "service_waiting")
    assert waiting == {(alone, "wide_oversight")}
    late = read(client, borough.head, "service_late", "service_late")
    assert late >= {(alone, "wide_oversight")}


def test_so_is_each_child_of_the_newer_lists_and_of_a_list_taken_away(
    client, borough, north, planned, cher, nell, night, raised
):
    waits = north("Alone", days=5).child_id
    duty = read(client, borough.tess, "duty", "duty", args=[borough.north.pk])
    assert duty == {(waits, "team")}
    on_plan = planned("Ana").child_id
    assert read(client, cher, "on_plans", "on_plans") == {(on_plan, "conference_service")}
    assert read(client, cher, "on_plans_export", "list_file") == {(on_plan, "conference_service")}
    asked = raised("Ben").child_id
    assert {pk for pk, _ in read(client, cher, "chairs_alerts", "chairs_alerts")} == {asked}
    by_night = night(north("Cid").child)
    assert read(client, nell, "consulted", "consulted") == {(by_night, "wide_out_of_hours")}
    assert read(client, borough.head, "service_consulted", "consulted") == {
        (by_night, "wide_oversight")}
    every = read(client, borough.tess, "team_export", "list_file", args=[borough.north.pk])
    assert {waits, asked} <= {child for child, _ in every}


def test_a_visit_written_late_and_words_written_twice_are_read_of_whom_they_are(
    client, borough, written
):
    ana, _ = written
    found = read(client, borough.tess, "team_recording", "recording", args=[borough.north.pk])
    assert {child for child, _ in found} == {ana.child_id}


def test_who_is_not_shown_was_not_read(client, borough, north):
    kept = north("Kept", days=60)
    shown = north("Shown", days=60)
    restrict(person=kept.child, level="restricted", reason="x", custodian=borough.cora.worker,
             by=borough.head, on=TODAY)
    found = read(client, borough.tess, "exception", "exceptions", args=["undecided"])
    assert {child for child, _ in found} == {shown.child_id}


def test_a_glance_at_a_list_is_no_look_into_the_record(client, borough, north):
    step = north("Ivy", worker=borough.sam.worker)
    client.force_login(borough.sam)
    client.get(reverse("child", args=[step.child_id]))
    later = datetime(2026, 6, 10, 10, tzinfo=ZoneInfo("Europe/London"))
    with fixed(later, everywhere=True):
        spine.record("police_protection.taken", by=borough.tess, on=TODAY, child=step.child)
        for _ in range(2):
            assert b"Taken into police protection" in client.get(
                reverse("worklists:work")).content
