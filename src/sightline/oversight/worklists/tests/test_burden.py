"""What forms cost is said of forms, from drafts, and never of a person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.base.moments import fixed
from sightline.kernel.register import processes
from sightline.oversight.worklists.burden import lasted
from sightline.people.testing import a_child, a_user, an_authority
from sightline.record.drafts.actions import Place, finish, save
from sightline.record.drafts.burden import forms_of
from sightline.record.drafts.models import Draft
from sightline.record.notes.actions import record_note

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 6, 9, 9, tzinfo=LONDON)
SINCE = NINE - timedelta(days=28)


def handed_in(by, minutes, *, at=NINE, recorded=True):
    """A note begun at an hour and handed in, or set aside, some minutes later."""
    child = a_child()
    with fixed(at):
        draft = save(Place("note", "note", an_authority(), child=child), typed={}, by=by).draft
    with fixed(at + timedelta(minutes=minutes)):
        event = None
        if recorded:
            occasion = record_note(by=by, on=at.date(), children=[child], text="A call")
            event = occasion.parts.get()
        finish(draft, became=event)


def note():
    return next(form for form in forms_of(an_authority().pk, since=SINCE)
                if form.title == "Write a case note")


@pytest.fixture
def people(db):
    return [a_user("social_worker", name=f"Worker {n}") for n in range(3)]


@pytest.mark.covers("S341")
def test_a_forms_time_runs_from_its_start_to_its_handing_in(people):
    for n, minutes in enumerate((5, 10, 10, 20, 20, 20, 30, 40, 60, 400)):
        handed_in(people[n % 3], minutes)
    handed_in(people[0], 999, recorded=False)
    handed_in(people[0], 999, at=SINCE - timedelta(days=3))
    form = note()
    assert (form.times, form.set_aside, form.enough) == (10, 1, True)
    assert lasted(form.half) == "20 minutes"
    assert lasted(form.quarter) == "38 minutes"
    assert form.one_sitting == 90
    page = processes["note"].page("note")
    assert form.questions == sum(len(section.fields) for section in page.sections)


@pytest.mark.covers("S341")
def test_a_form_of_few_people_or_few_times_says_nothing_of_time(people):
    for n in range(9):
        handed_in(people[n % 3], 10)
    assert not note().enough
    for _ in range(30):
        handed_in(people[0], 10)
    assert note().enough
    Draft.objects.update(saved_by=people[0])
    assert not note().enough, "the time of one person is that person's"


@pytest.mark.covers("S341")
def test_practice_leaders_see_it_and_it_names_nobody(
    people, client, django_assert_max_num_queries
):
    for n in range(12):
        handed_in(people[n % 3], 14)
    client.force_login(people[0])
    assert client.get(reverse("worklists:burden")).status_code == 403
    head = a_user("service_manager", name="Head")
    client.force_login(head)
    client.get(reverse("worklists:burden"))
    with fixed(NINE + timedelta(days=1), everywhere=True), django_assert_max_num_queries(15):
        html = client.get(reverse("worklists:burden")).content.decode()
    timed = html.partition('id="timed"')[2].partition("</section>")[0]
    assert "Write a case note" in timed
    assert "14 minutes" in timed
    assert "Worker" not in timed
    assert reverse("worklists:burden") in client.get(reverse("worklists:service")).content.decode()


@pytest.mark.parametrize(
    ("time", "words"),
    [({"seconds": 20}, "under a minute"), ({"minutes": 1}, "1 minute"),
     ({"minutes": 89}, "89 minutes"), ({"minutes": 90}, "2 hours"), ({"hours": 47}, "47 hours"),
     ({"days": 2}, "2 days")],
)
def test_a_length_of_time_is_said_as_people_say_it(time, words):
    assert lasted(timedelta(**time)) == words
