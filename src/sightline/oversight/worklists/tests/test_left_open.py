"""What is easily lost: owed after the work has closed, unheard at a meeting, a stale chronology."""

from datetime import date, time

import pytest
from django.urls import reverse

from sightline.access.policy import may_read
from sightline.journey.assessment import actions
from sightline.journey.assessment.models import ChildView, Content
from sightline.people.persons import actions as persons
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.record.allocation.actions import allocate
from sightline.record.interpreters.actions import answer, ask
from sightline.record.interpreters.models import Booking
from sightline.record.meetings.models import Meeting
from sightline.record.sharing import actions as sharing
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.models import Event, Step
from sightline.record.timeline.marking import mark
from sightline.record.visits.actions import Seen, record_visit

MONDAY, TODAY, FRIDAY = date(2026, 6, 8), date(2026, 6, 10), date(2026, 6, 12)


@pytest.fixture
def page(client, borough):
    def show(user, name, *args, **asked):
        client.force_login(user)
        response = client.get(reverse(f"worklists:{name}", args=args), asked)
        assert response.status_code == 200
        return response.content.decode()

    return show


@pytest.fixture
def closed(borough, child):
    """A child assessed by Sam, whose work has all closed, with a mother who waits for it."""
    ana, mia = child("Ana"), child("Mia", born_on=date(1990, 1, 1))
    relate(person=ana, other=mia, kind="mother", by=borough.sam, on=MONDAY)
    step = actions.start(child=ana, by=borough.sam, on=MONDAY)
    allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=MONDAY)
    record_visit(by=borough.sam, on=MONDAY, visitor=borough.sam.worker, step=step,
                 children=[Seen(ana, seen="seen_alone")])
    actions.acknowledge_history(step=step, by=borough.sam, on=MONDAY, words="Read")
    actions.write(step=step, by=borough.sam, on=MONDAY, facts=[
        Content(analysis="Safe"), ChildView(source="child", words="I am well")])
    actions.submit(step=step, by=borough.sam, on=MONDAY)
    actions.authorise(step=step, outcome="no_further_action", by=borough.tess, on=MONDAY)
    assert not Step.objects.open().filter(child=ana).exists()
    step.refresh_from_db()
    step.mia = mia
    return step


@pytest.mark.covers("S041")
def test_what_parents_are_owed_stays_with_who_held_the_work_after_it_closed(
    borough, closed, page
):
    ana = closed.child
    mine = page(borough.sam, "work").split('id="due"', 1)[1].split("</section>", 1)[0]
    assert "Ana Reed" in mine
    assert "Assessment sent to the parents" in mine
    listed = page(borough.tess, "team", borough.north.pk, show="owed")
    assert "Ana Reed" in listed
    assert reverse("sharing:sharing", args=[ana.pk, closed.pk]) in listed
    assert "Ana Reed" not in page(borough.cora, "work")
    assert [may_read(user, ana.pk).allowed for user in (borough.sam, borough.tess, borough.cora)] \
        == [True, True, False]
    sharing.withhold(step=closed, person=closed.mia, reason="A court said so", by=borough.tess,
                     on=TODAY)
    # it is owed to nobody any more: off the lists, and the record is shut to them again
    assert "Ana Reed" not in page(borough.sam, "work")
    assert "Ana Reed" not in page(borough.tess, "team", borough.north.pk, show="owed")
    assert not may_read(borough.sam, ana.pk).allowed


def test_what_is_owed_of_a_restricted_child_is_on_no_list(borough, closed, page):
    restrict(person=closed.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=TODAY)
    assert "Ana" not in page(borough.sam, "work")
    assert "Ana" not in page(borough.tess, "team", borough.north.pk, show="owed")


@pytest.fixture
def booked(borough, planned):
    """A conference for Ana on Friday; she needs an interpreter."""
    step = planned("Ana")
    persons.record_language(person=step.child, by=borough.sam, on=MONDAY, words="Polish",
                            interpreter="needed")
    made = spine.open_step("conference.requested", child=step.child, by=borough.mo, on=MONDAY,
                           outcome="review")
    allocate(step=made, worker=borough.sam.worker, by=borough.tess, on=MONDAY)
    spine.record_occasion(
        "conference.booked", by=borough.mo, on=MONDAY,
        parts=[Part(child=step.child, step=made, for_on=FRIDAY)],
        shared=[Meeting(place="Room 2", started=time(9))],
    )
    return made


@pytest.mark.covers("S039")
def test_an_interpreter_who_is_wanting_is_on_my_day_and_on_the_managers_list(
    borough, booked, page
):
    ana = booked.child
    said = "Interpreter needed: Polish, for Ana Marsh. None is booked."
    assert said in page(borough.sam, "work")
    listed = page(borough.tess, "exception", "interpreters")
    assert "Conference, 12 June 2026: an interpreter is needed (Polish, for Ana Marsh)" in listed
    ask(meeting_of=[(ana, booked)], person=ana, language="Polish", what="conference",
        for_on=FRIDAY, by=borough.sam, on=TODAY, agency="Lingua")
    answer(bookings=[Booking.objects.get()], outcome="confirmed", by=borough.sam, on=TODAY)
    assert "Booked: Lingua, confirmed." in page(borough.sam, "work")
    assert "Ana Marsh" not in page(borough.tess, "exception", "interpreters")


@pytest.mark.covers("S036")
def test_a_chronology_that_is_behind_is_said_before_a_conference(borough, booked, page):
    said = "The chronology has not been brought up to date for the conference of 12 June 2026"
    assert said in page(borough.sam, "work")
    assert "Ana Marsh" in page(borough.tess, "team", borough.north.pk, show="chronologies")
    event = Event.objects.filter(child=booked.child, kind="protection_plan.started").get()
    mark(event=event, by=borough.sam, reason="It showed the drinking")
    assert said not in page(borough.sam, "work")
    assert "Ana Marsh" not in page(borough.tess, "team", borough.north.pk, show="chronologies")
