"""The pages of an enquiry as a person fills them in."""

from datetime import date

import pytest

from sightline.journey.section47 import actions, queries
from sightline.journey.section47.panels import PANEL
from sightline.record.child.panels import panels
from sightline.record.meetings.models import Participant
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.models import Event, Step

TODAY = date(2026, 6, 10)
ENQUIRY = "section47.Enquiry"


@pytest.fixture
def ana(reed):
    return reed(held=True)


@pytest.fixture
def held(merrow, ana):
    """A discussion without health, which decided on a joint enquiry."""
    police = Participant(agency="police", name="DS Hale", attendance="attended", view="Known")
    part = Part(child=ana, outcome="section47_joint", opens=True, led_from=ana.referral)
    spine.record_occasion("strategy_discussion.held", by=merrow.tess, on=TODAY, parts=[part],
                          shared=[police])
    spine.record("strategy_discussion.not_constituted", by=merrow.tess, on=TODAY, step=part.step,
                 outcome="health")
    return spine.lead(part.event, "section47.started", by=merrow.tess, on=TODAY,
                      outcome="strategy")


def test_every_page_opens(merrow, ana, drawn, held):
    assert drawn(merrow.sam, child=ana, process="section47") == {"emergency"}
    assert drawn(merrow.tess, held) == {"child", "others", "submit", "return", "conclude"}


def test_what_the_agencies_said_is_not_typed_again(held):
    from sightline.record.drafts.actions import of_step

    kept = of_step(held.pk).get(page="others")
    assert any("DS Hale, Police: Known" in text for said in kept.data.values() for text in said)


@pytest.mark.covers("S047")
def test_the_child_page_says_who_was_missing_and_how_it_is_run(held):
    assert [w.words for w in PANEL.warnings([held])] == [
        "Strategy discussion not fully constituted: health did not take part"
    ]
    assert queries.manner(held) == "joint"
    assert panels["section47"] is PANEL


@pytest.mark.covers("S048")
def test_an_enquiry_is_written_submitted_and_concluded_on_its_pages(merrow, ana, held, hand_in):
    when = {"on": TODAY}
    found = {"child_account": "He hit me", "seen_and_found": "A mark"}
    hand_in(merrow.sam, ana, "child", {"event": when, "rows": {ENQUIRY: [found]}}, step=held)
    hand_in(merrow.sam, ana, "others", {"event": when, "rows": {ENQUIRY: [{"checks": "None"}]}},
            step=held)
    meaning = {"analysis": "Likely", "recommended": "conference"}
    hand_in(merrow.sam, ana, "submit", {"event": when, "rows": {ENQUIRY: [meaning]}}, step=held)
    hand_in(merrow.tess, ana, "return", {"event": when, "rows": {
        "decisions.Decision": [{"rationale": "Ask the GP"}]}}, step=held)
    actions.submit(step=held, by=merrow.sam, on=TODAY)
    hand_in(merrow.tess, ana, "conclude", {
        "event": when | {"outcome": "conference"},
        "rows": {"decisions.Decision": [{"rationale": "Harm goes on"}]},
    }, step=held)
    assert Step.objects.filter(led_from=held, process="conference").exists()


def test_emergency_action_is_recorded_on_its_page(merrow, ana, hand_in):
    hand_in(merrow.sam, ana, "emergency", {"event": {"on": TODAY}, "rows": {
        "section47.Emergency": [{"action": "agreed_move", "words": "To his aunt"}],
    }}, process="section47")
    assert Event.objects.get(kind="section47.started").outcome == "emergency"
    assert queries.standing(queries.open_enquiry(ana.pk)).discussion_owed


def test_a_closed_enquiry_offers_its_review(merrow, ana, held, drawn, hand_in):
    actions.write(step=held, by=merrow.sam, on=TODAY, enquiry=queries.Enquiry(
        child_account="Nothing", seen_and_found="Nothing", analysis="Nothing likely"))
    actions.submit(step=held, by=merrow.sam, on=TODAY)
    hand_in(merrow.tess, ana, "conclude", {
        "event": {"on": TODAY, "outcome": "no_continuing_harm"},
        "rows": {"decisions.Decision": [{"rationale": "He has left for good"}]},
    }, step=held)
    held.refresh_from_db()
    assert drawn(merrow.tess, held) == {"review-date", "reviewed", "no-review"}
    hand_in(merrow.tess, ana, "review-date", {
        "event": {"on": TODAY, "for_on": date(2026, 7, 8)}}, step=held)
    assert Event.objects.get(kind="section47.review_set").for_on == date(2026, 7, 8)


def test_a_section_opened_again_begins_with_the_words_that_stand(merrow, ana, held, client):
    for said in ("He said stop", "He said stop, and showed where"):
        actions.write(
            step=held, by=merrow.sam, on=TODAY, enquiry=queries.Enquiry(child_account=said)
        )
    client.force_login(merrow.sam)
    page = client.get(f"/child/{ana.pk}/step/{held.pk}/child/").content.decode()
    assert "He said stop, and showed where" in page
    untouched = client.get(f"/child/{ana.pk}/step/{held.pk}/submit/").content.decode()
    assert "He said stop" not in untouched
