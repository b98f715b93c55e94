"""The pages of an assessment as a person fills them in."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.base.documents import plain_text
from sightline.journey.assessment import actions, queries
from sightline.journey.assessment.models import Content
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.relationships.actions import relate
from sightline.record.documents.choosing import kind_called
from sightline.record.documents.composing import compose
from sightline.record.documents.recipients import circle_of
from sightline.record.identity.models import IdentityNeed
from sightline.record.identity.queries import standing
from sightline.record.spine.models import Event, Step

TODAY = date(2026, 6, 10)
CONTENT = "assessment.Content"


@pytest.fixture
def ana(reed):
    return reed(held=True)


def test_every_page_opens(merrow, ana, drawn):
    assert {"start", "reassess"} <= drawn(merrow.sam, child=ana, process="assessment")
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    assert {"history", "child", "family", "analysis", "submit", "return", "authorise"} <= drawn(
        merrow.tess, step
    )


def test_an_assessment_is_written_submitted_and_authorised_on_its_pages(merrow, ana, hand_in):
    when = {"on": TODAY}
    hand_in(merrow.sam, ana, "start", {"event": when}, process="assessment")
    step = Step.objects.get(child=ana, process="assessment")
    said = {"history_acknowledged": True, "history": "A second time"}
    hand_in(merrow.sam, ana, "history", {"event": when, "rows": {CONTENT: [said]}}, step=step)
    view = {"source": "child", "method": "talk", "learnt_on": TODAY, "words": "Stop"}
    hand_in(merrow.sam, ana, "child", {
        "event": when, "rows": {CONTENT: [{"identity": "Welsh"}], "assessment.ChildView": [view]},
    }, step=step)
    meaning = {CONTENT: [{"analysis": "Likely", "needs": "Safety"}]}
    hand_in(merrow.sam, ana, "analysis", {"event": when, "rows": meaning}, step=step)
    hand_in(merrow.sam, ana, "submit", {"event": when, "rows": {
        CONTENT: [{"recommended": "no_further_action"}],
        "assessment.Factor": [{"code": "3B"}, {"code": "7A"}],
    }}, step=step)
    ending = {"event": when | {"outcome": "no_further_action"}, "rows": {
        "assessment.Checked": [{"point": "risk"}], "decisions.Decision": [{"rationale": "Safe"}],
    }}
    held = hand_in(merrow.tess, ana, "authorise", ending, step=step)
    assert "has not been seen" in held.content.decode()
    ending["rows"][CONTENT] = [{"not_seen_reason": "Abroad since Monday"}]
    hand_in(merrow.tess, ana, "authorise", ending, step=step)
    assert queries.census(step) == queries.Census(TODAY, TODAY, ("3B", "7A"))
    step.refresh_from_db()
    assert step.closed_on == TODAY


def test_a_worker_who_may_not_authorise_is_not_let_onto_that_page(merrow, ana, client):
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    client.force_login(merrow.sam)
    assert client.get(f"/child/{ana.pk}/step/{step.pk}/authorise/").status_code == 403


@pytest.mark.covers("S034")
def test_it_is_sent_back_from_its_page_with_reason_codes(merrow, ana, hand_in):
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    actions.submit(step=step, by=merrow.sam, on=TODAY)
    hand_in(merrow.tess, ana, "return", {"event": {"on": TODAY}, "rows": {
        "assessment.Checked": [{"point": "analysis"}, {"point": "risk"}],
        "decisions.Decision": [{"rationale": "Weigh the risk"}],
    }}, step=step)
    assert queries.came_back(step)
    (found,) = queries.return_rates(merrow.authority, TODAY, TODAY)
    assert found.points == {"analysis": 1, "risk": 1}


def test_a_section_opened_again_begins_with_the_words_that_stand(merrow, ana, client):
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    for said in ("A first thought", "A second thought"):
        actions.write(step=step, by=merrow.sam, on=TODAY, facts=[Content(analysis=said)])
    client.force_login(merrow.sam)
    page = client.get(f"/child/{ana.pk}/step/{step.pk}/analysis/").content.decode()
    assert "A second thought" in page
    assert "A first thought" not in page
    assert "A second thought" not in client.get(
        f"/child/{ana.pk}/step/{step.pk}/family/"
    ).content.decode()


def test_the_two_part_model_is_offered_no_more(merrow, ana, drawn):
    offered = drawn(merrow.sam, child=ana, process="assessment")
    assert offered == {"start", "reassess"}


def test_a_section_is_corrected_on_its_own_page_and_loses_no_words(merrow, ana, client, hand_in):
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    hand_in(merrow.sam, ana, "analysis", {"event": {"on": TODAY}, "rows": {
        CONTENT: [{"analysis": "Likely", "needs": "Safety"}],
    }}, step=step)
    event = Event.objects.standing().get(kind="assessment.written", step=step)
    client.force_login(merrow.sam)
    address = reverse("pages:correct", args=[ana.pk, event.pk])
    assert "Likely" in client.get(address).content.decode()
    client.post(address, {
        "event-on-day": "10", "event-on-month": "6", "event-on-year": "2026",
        f"{CONTENT}-analysis": "Very likely", f"{CONTENT}-needs": "Safety", "reason": "A slip",
    })
    kept = Content.objects.get(event=Event.objects.standing().get(kind=event.kind, step=step))
    assert (kept.analysis, kept.needs) == ("Very likely", "Safety")


@pytest.mark.covers("S039")
def test_needs_from_who_the_child_is_are_written_beside_it_and_typed_once(
    merrow, ana, hand_in, client
):
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    need = {"aspect": "faith", "text": "Ana fasts in Ramadan", "difference": "Teachers know",
            "action": "Sam tells her school"}
    hand_in(merrow.sam, ana, "child", {"event": {"on": TODAY}, "rows": {
        CONTENT: [{"identity": "Ana is Muslim"}], "identity.IdentityNeed": [need],
    }}, step=step)
    assert [row.key for row in standing(ana.pk)] == [("faith", "ana fasts in ramadan")]
    client.force_login(merrow.sam)
    where = f"/child/{ana.pk}/step/{step.pk}/child/"
    assert "Sam tells her school" in client.get(where).content.decode()
    # sent back, it is taken up again with the rest
    actions.submit(step=step, by=merrow.sam, on=TODAY)
    actions.send_back(step=step, by=merrow.tess, on=TODAY, points=["identity"])
    assert "Sam tells her school" in client.get(where).content.decode()


@pytest.mark.covers("S039")
def test_what_is_the_childs_own_to_tell_goes_to_no_parent(merrow, ana):
    mia = create_person(authority=merrow.authority, by=merrow.sam, on=TODAY,
                        names=[NameGiven("Mia", "Reed")], born_on=date(1990, 1, 1))
    relate(person=ana, other=mia, kind="mother", by=merrow.sam, on=TODAY)
    step = actions.start(child=ana, by=merrow.sam, on=TODAY)
    actions.write(step=step, by=merrow.sam, on=TODAY, facts=[
        IdentityNeed(aspect="language", text="Ana signs"),
        IdentityNeed(aspect="gender", text="ZQX asks to be called Leo"),
    ])
    circle = circle_of(ana, merrow.sam)
    for person, told in ((mia, False), (ana, True)):
        to = circle.find(f"person:{person.pk}")
        made = compose(kind_called("assessment"), ana, to, merrow.sam, step=step)
        said = plain_text(made.document)
        assert "Ana signs" in said
        assert ("ZQX" in said) is told
