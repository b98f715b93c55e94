"""An assessment before birth leads to a conference before birth; joint work and siblings show."""

from datetime import date

import pytest

from sightline.journey.assessment import actions
from sightline.journey.assessment.models import ChildView, Content
from sightline.journey.assessment.panels import PANEL
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.relationships.actions import create_unborn, relate
from sightline.record.allocation.actions import allocate
from sightline.record.spine import actions as spine
from sightline.record.spine.models import Clock, Event
from sightline.record.visits.actions import Seen, record_visit

MONDAY, TODAY = date(2026, 6, 8), date(2026, 6, 10)


@pytest.mark.covers("S043")
def test_a_pre_birth_assessment_is_timed_by_the_birth_and_leads_to_a_conference_before_it(
    merrow, clean
):
    mother = create_person(authority=merrow.authority, by=merrow.sam, on=MONDAY,
                           names=[NameGiven("Mia", "Reed")], born_on=date(1998, 1, 1))
    baby = create_unborn(mother=mother, expected_on=date(2026, 10, 14), by=merrow.sam, on=MONDAY)
    spine.open_step("referral.received", by=merrow.tess, on=MONDAY, child=baby)
    step = actions.start(child=baby, by=merrow.sam, on=MONDAY)
    clock = Clock.objects.get(step=step, key="prebirth_assessment")
    assert (clock.due_on, clock.state) == (date(2026, 7, 22), "running")
    assert "Pre-birth assessment: the birth is expected 14 October 2026" in [
        mark.words for mark in PANEL.marks([step])
    ]
    record_visit(by=merrow.sam, on=MONDAY, visitor=merrow.sam.worker,
                 children=[Seen(baby, seen="seen")])
    actions.acknowledge_history(step=step, by=merrow.sam, on=MONDAY, words="Read")
    actions.write(step=step, by=merrow.sam, on=TODAY, facts=[
        Content(analysis="Likely harm"), ChildView(source="unborn", words="She smokes less")])
    actions.submit(step=step, by=merrow.sam, on=TODAY)
    actions.authorise(step=step, outcome="conference", by=merrow.tess, on=TODAY)
    asked = Event.objects.get(kind="conference.requested")
    assert asked.outcome == "pre_birth"
    before = Clock.objects.get(child=baby, key="prebirth_conference")
    assert (before.due_on, before.state) == (date(2026, 8, 5), "running")
    assert clean(baby)


@pytest.mark.covers("S044")
def test_a_disabled_child_shows_joint_work_and_brothers_and_sisters_on_one_page(
    merrow, reed, client
):
    ana, bo = reed("Ana", held=True, disabilities=("LD",)), reed("Bo", held=True)
    relate(person=ana, other=bo, kind="sibling", by=merrow.sam, on=date(2026, 1, 1))
    actions.start_together(children=[ana, bo], content=Content(), by=merrow.sam, on=MONDAY)
    client.force_login(merrow.sam)
    page = client.get(f"/child/{ana.pk}/put-right/").content.decode()
    assert "Disabled child: led by nobody; co-worker nobody" in page
    allocate(step=ana.referral, worker=merrow.sam.worker, by=merrow.tess, on=TODAY)
    allocate(step=ana.referral, worker=merrow.kit.worker, by=merrow.tess, on=TODAY,
             role="co_worker")
    page = client.get(f"/child/{ana.pk}/put-right/").content.decode()
    assert "Disabled child: led by Sam, North team; co-worker Kit" in page
    assert "Bo Reed" in client.get(f"/child/{ana.pk}/").content.decode()
