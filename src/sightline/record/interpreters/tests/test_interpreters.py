"""For whom an interpreter is needed, who was asked, and a meeting without one is recorded."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.base.forms.advising import Answers
from sightline.people.persons.actions import record_language
from sightline.people.restriction.actions import restrict
from sightline.record.interpreters.advising import advise
from sightline.record.interpreters.models import Booking
from sightline.record.interpreters.queries import interpreting
from sightline.record.interpreters.wanting import wanting, warnings
from sightline.record.spine.models import Event
from sightline.record.visits.actions import Seen, record_visit

JUNE, TODAY, FRIDAY = date(2026, 6, 3), date(2026, 6, 10), date(2026, 6, 12)


@pytest.fixture
def planned(here):
    """A visit made last week to both children, and the next one planned for Friday."""
    return record_visit(
        by=here.sam, on=JUNE, visitor=here.worker, interpreter="used",
        children=[Seen(c, seen="seen", next_visit_on=FRIDAY) for c in (here.ana, here.ben)],
    )


def page(client, here, name="interpreters", *more, child=None, **asked):
    client.force_login(here.sam)
    where = reverse(f"interpreters:{name}", args=[(child or here.ana).pk, *more])
    return client.get(where, asked), where


def said(here, child=None):
    return " ".join(w.words for w in warnings(child or here.ana))


@pytest.mark.covers("S039")
def test_one_is_asked_for_confirmed_and_came_once_for_both_children(here, planned, client):
    assert "Visit, 12 June 2026: an interpreter is needed (Polish, for Mia Reed)" in said(here)
    assert "None is booked" in said(here)
    html = page(client, here)[0].content.decode()
    assert "Visit, 12 June 2026" in html
    event = planned.parts.get(child=here.ana)
    form, where = page(client, here, "ask", **{"for": event.pk, "person": here.mia.pk})
    assert form.status_code == 200
    typed = {"people": [here.mia.pk], "meeting": event.pk, "agency": "Lingua", "on-day": "10",
             "on-month": "6", "on-year": "2026"}
    assert client.post(where, typed).status_code == 302
    assert "Asked Lingua on 10 June 2026; not confirmed yet" in said(here, here.ben)
    mine = Booking.objects.get(event__child=here.ana)
    assert (mine.language, mine.what, mine.event.for_on) == ("Polish", "visit", FRIDAY)
    _, where = page(client, here, "said", mine.event_id)
    day = {"on-day": "10", "on-month": "6", "on-year": "2026"}
    assert client.post(where, {"outcome": "confirmed", **day}).status_code == 302
    for child in (here.ana, here.ben):
        (line,) = interpreting([child.pk], here.sam).lines([child.pk], "visit", FRIDAY)
        assert line.ok
        assert line.words.endswith("Booked: Lingua, confirmed.")
        assert said(here, child) == ""
    assert client.post(where, {"outcome": "cannot_come", **day}).status_code == 302
    assert "Lingua, who cannot come" in said(here, here.ben)


@pytest.mark.covers("S039")
def test_a_visit_without_one_is_recorded_and_stays_on_the_list_until_somebody_says(here, client):
    record_visit(by=here.sam, on=JUNE, visitor=here.worker, children=[Seen(here.ana, seen="seen")])
    assert "Visit, 3 June 2026: an interpreter was needed (Polish, for Mia Reed) and none was" in (
        said(here)
    )
    event = Event.objects.get(kind="visit.made")
    form, where = page(client, here, "held", event.pk, here.mia.pk)
    assert form.status_code == 200
    typed = {"outcome": "went_without", "words": "Her daughter helped"}
    assert client.post(where, typed).status_code == 302
    assert "and there was none" in said(here)
    assert Booking.objects.get().words == "Her daughter helped"
    assert client.post(where, {"outcome": "came", "agency": "Lingua"}).status_code == 302
    assert said(here) == ""


@pytest.mark.parametrize(("interpreter", "seen", "words"), [
    ("used", "seen", ""), ("not_needed", "seen", ""), ("not_there", "seen", "there was none"),
    ("", "not_seen", ""), ("", "seen", "none was asked for"),
])
def test_what_a_visit_says_of_its_interpreter_is_not_asked_again(here, interpreter, seen, words):
    record_visit(by=here.sam, on=JUNE, visitor=here.worker, interpreter=interpreter,
                 children=[Seen(here.ben, seen=seen)])
    found = said(here, here.ben)
    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.covers("S039")
def test_a_parent_of_whom_one_may_not_know_is_neither_named_nor_counted(here, planned, client):
    restrict(person=here.mia, level="sealed", custodian=here.manager, by=here.tess, on=TODAY,
             reason="Witness")
    assert wanting([here.ana.pk, here.ben.pk]) == {}
    html = page(client, here)[0].content.decode()
    assert "Mia" not in html
    assert "Polish" not in html
    event = planned.parts.get(child=here.ana)
    assert page(client, here, "held", event.pk, here.mia.pk)[0].status_code == 404
    answers = Answers("visit.made", [here.ana.pk], {}, frozenset(), reader=here.sam)
    assert advise(answers) == []


def test_a_page_that_books_or_holds_a_meeting_says_that_one_is_needed(here):
    def told(**row):
        return advise(Answers("visit.made", [here.ana.pk, here.ben.pk],
                              {"rows": {"visits.Visit": [row]}}, frozenset(), reader=here.sam))

    (one,) = told()
    assert one.words == "An interpreter is needed: Polish, for Mia Reed."
    assert told(interpreter="used") == ()
    assert len(told(interpreter="not_there")) == 1


@pytest.mark.covers("S039")
def test_one_interpreter_does_for_all_who_speak_the_language(here, planned, client):
    record_language(person=here.ana, by=here.sam, on=JUNE, words="polish", interpreter="needed")
    assert said(here).count("Polish, for") + said(here).count("polish, for") == 1
    event = planned.parts.get(child=here.ana)
    _, where = page(client, here, "ask")
    day = {"on-day": "10", "on-month": "6", "on-year": "2026"}
    client.post(where, {"people": [here.mia.pk, here.ana.pk], "meeting": event.pk,
                        "agency": "Lingua", **day})
    mine = Booking.objects.filter(event__child=here.ana)
    assert mine.count() == 2
    client.post(page(client, here, "said", mine.first().event_id)[1],
                {"outcome": "confirmed", **day})
    assert "not confirmed yet" not in said(here)


def test_the_page_stays_small(here, planned, client, django_assert_max_num_queries):
    where = page(client, here)[1]
    with django_assert_max_num_queries(15):
        assert client.get(where).status_code == 200
