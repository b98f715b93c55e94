"""How recording goes: said of a team and of oneself, of nobody in particular to anybody else."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.base.moments import fixed
from sightline.people.restriction.actions import restrict
from sightline.record.copying.actions import weigh
from sightline.record.copying.tests.test_likeness import STORY
from sightline.record.notes.actions import record_note
from sightline.record.visits.actions import Seen, record_visit

MONDAY = date(2026, 6, 1)
LONDON = ZoneInfo("Europe/London")


def at(day, hour=9):
    return fixed(datetime.combine(day, time(hour), tzinfo=LONDON))


def visited(borough, *steps, on, written):
    with at(written):
        record_visit(by=borough.sam, on=on, visitor=borough.sam.worker,
                     children=[Seen(step.child, seen="seen") for step in steps])


def read(client, user, name, *args):
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def written(borough, north):
    """A visit to two together in time, and one to Ana written on the third working day."""
    ana, ben = north("Ana", worker=borough.sam.worker), north("Ben", worker=borough.sam.worker)
    visited(borough, ana, ben, on=MONDAY, written=date(2026, 6, 3))
    visited(borough, ana, on=MONDAY, written=date(2026, 6, 4))
    return ana, ben


@pytest.mark.covers("S343")
def test_a_team_sees_how_many_visits_were_written_in_time_and_which_were_not(
    borough, written, client, django_assert_max_num_queries
):
    team = borough.north.pk
    html = read(client, borough.tess, "worklists:team_recording", team)
    assert "1 of 2 visits" in html
    assert "Visit of 1 June 2026" in html
    assert "3 working days after the visit" in html
    late = html.partition('id="late"')[2].partition("</section>")[0]
    assert "Ana Marsh" in late
    assert "Ben Marsh" not in late
    # nobody is named for being late
    assert "Sam" not in late
    assert reverse("worklists:team_recording", args=[team]) in read(
        client, borough.tess, "worklists:team", team)
    with django_assert_max_num_queries(15):
        client.get(reverse("worklists:team_recording", args=[team]))


@pytest.mark.covers("S343")
def test_a_worker_sees_their_own_and_another_worker_does_not(borough, written, client):
    assert "1 of 2 visits" in read(client, borough.sam, "worklists:my_recording")
    assert "No visit has been recorded" in read(client, borough.asha, "worklists:my_recording")
    assert "My recording" in read(client, borough.sam, "worklists:work")


@pytest.mark.covers("S343", "S344")
def test_a_child_one_may_not_open_is_in_no_count_and_no_line(borough, written, client):
    ana, _ = written
    restrict(person=ana.child, level="sealed", reason="Threats", custodian=borough.sam.worker,
             by=borough.tess, on=MONDAY)
    html = read(client, borough.tess, "worklists:team_recording", borough.north.pk)
    assert "1 of 1 visit" in html
    assert "Ana" not in html


@pytest.mark.covers("S344")
def test_a_manager_finds_who_wrote_words_that_stood_there_already(borough, north, client):
    ana = north("Ana", worker=borough.sam.worker)
    for day in (MONDAY, date(2026, 6, 8)):
        with at(day):
            record_note(by=borough.sam, on=day, children=[ana.child], text=STORY)
    weigh()
    html = read(client, borough.tess, "worklists:team_recording", borough.north.pk)
    copies = html.partition('id="copies"')[2]
    assert "Case note, 8 June 2026</a>: 100% as in" in copies
    assert "1 June 2026</a> <span" in copies
    assert STORY[:40] not in html
