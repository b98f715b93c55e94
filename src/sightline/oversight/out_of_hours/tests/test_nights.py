"""What the night did is recorded in one page, and a named manager takes it up by noon."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from sightline.access.policy import may_read
from sightline.base.moments import LONDON, fixed
from sightline.oversight.out_of_hours import actions
from sightline.oversight.out_of_hours.actions import ASKED, For
from sightline.oversight.out_of_hours.models import ChildPart, Episode
from sightline.oversight.out_of_hours.queries import left_to_the_night, unacknowledged
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.orders.slots import tonight
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task
from sightline.record.visits.actions import Seen

LONG_AGO = date(2024, 1, 2)
MONDAY, TUESDAY = date(2026, 6, 8), date(2026, 6, 9)


@pytest.fixture
def monday_night():
    with fixed(datetime(2026, 6, 8, 23, 30, tzinfo=LONDON)):
        yield


def night(child, by, *, part=None, **more):
    about = For(child, part or ChildPart(safe="yes"), **more)
    return actions.record_episode(
        children=[about], by=by, on=MONDAY, at=time(23),
        episode=Episode(rung_by="Police", told="Found alone at the station", risk="high"),
    )


def step_of(child):
    return Step.objects.get(child=child, process="out_of_hours")


@pytest.mark.covers("S020")
def test_one_page_records_the_visit_the_contact_and_the_place(
    client, borough, nell, child, open_child, monday_night
):
    ana = child("Ana", "Marsh")
    client.force_login(nell)
    from sightline.record.pages import spots

    spot = spots.find(ana.pk, "recorded", process="out_of_hours")
    values = {
        "event": {"on": MONDAY, "time": time(23)},
        "rows": {"out_of_hours.Episode": [{"rung_by": "PC Hale", "told": "Alone at the station",
                                           "decided": "Taken to her aunt", "risk": "high",
                                           "consulted_id": borough.mo.worker.pk}]},
        "children": {ana.pk: {"event": {}, "rows": {
            "out_of_hours.ChildPart": [{"safe": "yes", "to_do": "See her", "contact": "yes"}],
            "orders.PlaceOfSafety": [{"kind": "relative", "where": "Her aunt’s"}],
            "visits.ChildPart": [{"seen": "seen_alone", "said": "I was cold"}],
        }}},
    }
    typed = spot.form().written(values) | {"_also_asked": "1", "_submit": "1"}
    shown = client.post(spot.url(), typed)
    assert shown.status_code == 302, shown.content.decode()
    client.post(shown["Location"])
    kinds = set(Event.objects.filter(child=ana).values_list("kind", flat=True))
    assert {"out_of_hours.recorded", "visit.made", "contact.received"} <= kinds
    assert Step.objects.open().of("contact").filter(child=ana).exists()
    assert "Her aunt’s" in tonight(ana)[0].line
    assert step_of(ana).owner_team is not None


@pytest.mark.covers("S020", "D012")
def test_the_named_manager_takes_it_up_and_the_night_cannot(
    borough, nell, open_child, monday_night
):
    night(open_child, nell)
    step = step_of(open_child)
    (waiting,) = unacknowledged(borough.authority)
    assert waiting.manager == "Tess"
    assert waiting.due_at == datetime(2026, 6, 9, 12, tzinfo=LONDON)
    task = Task.objects.get(text=ASKED)
    assert (task.owner_worker, task.due_on) == (borough.tess.worker, TUESDAY)
    with pytest.raises(RecordError, match="yourself"):
        actions.acknowledge(step=step, by=nell, on=MONDAY)
    with fixed(datetime(2026, 6, 9, 12, 1, tzinfo=LONDON)):
        assert unacknowledged(borough.authority)[0].late
        actions.acknowledge(step=step, by=borough.tess, on=TUESDAY)
        assert unacknowledged(borough.authority) == []
    task.refresh_from_db()
    assert task.state == Task.State.DONE


def test_whoever_is_named_may_open_the_child_until_it_is_done(
    borough, nell, child, monday_night
):
    ana = child("Ana", "Marsh")
    assert not may_read(borough.tess, ana.pk).allowed
    night(ana, nell, part=ChildPart(for_manager=borough.tess.worker))
    assert may_read(borough.tess, ana.pk).allowed
    actions.acknowledge(step=step_of(ana), by=borough.tess, on=MONDAY)
    assert not may_read(borough.tess, ana.pk).allowed


def test_a_visit_of_the_night_is_of_each_child_alone(borough, nell, open_child, child,
                                                     monday_night):
    ana = child("Ana", "Marsh")
    actions.record_episode(
        by=nell, on=MONDAY, at=time(23), episode=Episode(told="A fight at home"),
        children=[For(open_child, seen=Seen(open_child, seen="seen")),
                  For(ana, place=PlaceOfSafety(kind="foster"))],
    )
    assert Event.objects.filter(kind="visit.made").get().child == open_child
    assert Event.objects.filter(kind="out_of_hours.recorded").count() == 2


def test_what_the_day_left_stands_until_its_night(borough, nell, open_child, monday_night):
    record("for_the_night.left", by=borough.sam, on=MONDAY, child=open_child, for_on=TUESDAY)
    from sightline.oversight.out_of_hours.models import ForTheNight

    assert not left_to_the_night(borough.authority)
    record("for_the_night.left", by=borough.sam, on=MONDAY, child=open_child, for_on=TUESDAY,
           facts=[ForTheNight(watch_for="The father comes back", do="Ring the police")])
    assert len(left_to_the_night(borough.authority)) == 1
    with fixed(datetime(2026, 6, 10, 9, tzinfo=LONDON)):
        assert not left_to_the_night(borough.authority)


def test_the_night_opens_any_child_without_allocation_and_it_is_written_down(
    client, borough, nell, child
):
    from sightline.access.audit.models import Entry

    ana = child("Ana", "Marsh")
    client.force_login(nell)
    assert client.get(reverse("child", args=[ana.pk])).status_code == 200
    read = Entry.objects.filter(child_id=ana.pk, user_id=nell.pk).latest("pk")
    assert read.ground == "wide_out_of_hours"


@pytest.mark.covers("S021")
def test_a_high_risk_decision_names_the_manager_who_was_consulted(
    client, borough, nell, open_child, monday_night, hand_in
):
    values = {
        "event": {"on": MONDAY, "time": time(23)},
        "rows": {"out_of_hours.Episode": [{"rung_by": "PC Hale", "told": "A fight", "risk": "high",
                                           "decided": "He stays"}]},
        "children": {open_child.pk: {"event": {}, "rows": {}}},
    }
    hand_in(nell, open_child, "recorded", values, process="out_of_hours")
    owed = Task.objects.get(child=open_child, source="missing_answers")
    assert "Which manager did you consult?" in owed.text
    assert owed.owner_worker == nell.worker


def test_a_shared_service_finds_and_opens_the_children_of_each_of_its_authorities(
    client, borough, nell
):
    from sightline.access.authorities.actions import add_authority
    from sightline.access.users.actions import give_role
    from sightline.people.persons.actions import create_person
    from sightline.people.persons.given import NameGiven

    for code, name in (("998", "Over"), ("997", "Yonder")):
        there = add_authority(code=code, name=name, by=None)
        create_person(authority=there, by=borough.mo, on=LONG_AGO,
                      names=[NameGiven("Zinnia", name)], born_on=date(2018, 1, 1))
        if name == "Over":
            give_role(user=nell, role="out_of_hours", authority=there, by=None, on=LONG_AGO)
    client.force_login(nell)
    html = client.get(reverse("search"), {"q": "Zinnia"}).content.decode()
    assert "Zinnia Over" in html
    assert "Zinnia Yonder" not in html
