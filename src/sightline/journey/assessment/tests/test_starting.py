"""An assessment starts once, knows what came before, and is written once for siblings."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.assessment import actions, queries, submitted
from sightline.journey.assessment.history import earlier, family
from sightline.journey.assessment.models import ChildView, Content
from sightline.journey.assessment.panels import PANEL
from sightline.journey.assessment.process import PROCESS
from sightline.people.relationships.actions import relate
from sightline.record.allocation.actions import place_in_team
from sightline.record.child.panels import panels
from sightline.record.decisions.models import Decision
from sightline.record.drafts.actions import of_step
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock
from sightline.record.spine.voiding import VoidRefused, void

MONDAY, TODAY = date(2026, 6, 8), date(2026, 6, 10)


@pytest.fixture
def ana(reed):
    return reed()


@pytest.fixture
def bo(reed, ana, merrow):
    child = reed("Bo")
    relate(person=ana, other=child, kind="sibling", by=merrow.sam, on=date(2026, 1, 1))
    return child


def start(merrow, child, **more):
    return actions.start(child=child, by=merrow.sam, on=MONDAY, **more)


@pytest.mark.covers("S031")
def test_it_counts_from_the_referral_and_hangs_in_its_episode(merrow, ana, clean):
    step = start(merrow, ana)
    assert (step.led_from, step.episode) == (ana.referral, ana.referral)
    clock = Clock.objects.get(child=ana, key="single_assessment")
    assert (clock.started_on, clock.due_on) == (date(2026, 6, 1), date(2026, 8, 3))
    assert clean(ana)


@pytest.mark.covers("S029", "S030")
def test_the_two_part_model_has_its_own_clocks_and_authorisations(merrow, reed, clean):
    child = reed("Old", on=date(2012, 4, 30), born_on=date(2008, 1, 1))
    first = actions.start(child=child, by=merrow.sam, on=date(2012, 5, 1), kind="initial_started")
    core = actions.start(child=child, by=merrow.sam, on=date(2012, 5, 1), kind="core_started")
    due = dict(Clock.objects.filter(child=child).values_list("key", "due_on"))
    assert due["initial_assessment"] == date(2012, 5, 15)
    assert due["core_assessment"] == date(2012, 6, 22)
    assert queries.authorised_by(first) == "assessment.initial_authorised"
    assert queries.authorised_by(core) == "assessment.core_authorised"
    assert clean(child)


def test_a_child_has_one_open_assessment_of_a_kind(merrow, ana):
    start(merrow, ana)
    with pytest.raises(RecordError, match="open assessment since 8 June 2026"):
        start(merrow, ana)
    assert start(merrow, ana, kind="core_started").is_open


def test_a_way_to_begin_that_there_is_not_is_refused(merrow, ana):
    with pytest.raises(RecordError, match="initial_started"):
        start(merrow, ana, kind="submitted")


def test_assessing_again_counts_from_that_decision(merrow, ana):
    step = start(merrow, ana, kind="reassessment_decided")
    assert queries.counted_from(step) == MONDAY
    assert Clock.objects.get(child=ana, key="single_assessment").started_on == MONDAY


def test_a_later_section_stands_over_the_earlier_and_blanks_leave_it(merrow, ana):
    step = start(merrow, ana)
    actions.write(step=step, by=merrow.sam, on=MONDAY, facts=[Content(analysis="First", needs="N")])
    actions.write(step=step, by=merrow.sam, on=TODAY, facts=[Content(analysis="Second")])
    said = queries.content(step)
    assert (said.analysis, said.needs) == ("Second", "N")


def test_a_voided_section_no_longer_speaks(merrow, ana):
    step = start(merrow, ana)
    actions.write(step=step, by=merrow.sam, on=MONDAY, facts=[Content(analysis="First")])
    second = actions.write(step=step, by=merrow.sam, on=TODAY, facts=[Content(analysis="Second")])
    void(second, by=merrow.sam, reason="Meant for another child")
    assert queries.content(step).analysis == "First"


def test_what_is_true_of_the_family_is_written_once(merrow, ana, bo):
    mine, theirs = start(merrow, ana), start(merrow, bo)
    submitted.write(
        page=PROCESS.page("family"), step=mine, child=ana, children=[ana, bo], by=merrow.sam,
        values={"rows": {"assessment.Content": [{"parenting": "Warm and tired"}]}},
    )
    assert queries.content(mine).parenting == queries.content(theirs).parenting
    assert mine.events.get(kind="assessment.written").occasion.parts.count() == 2


@pytest.mark.covers("S038")
def test_one_childs_view_is_never_a_brothers(merrow, ana, bo):
    mine, theirs = start(merrow, ana), start(merrow, bo)
    actions.write(step=mine, by=merrow.sam, on=TODAY, facts=[ChildView(words="Mine")])
    assert queries.child_views(mine).count() == 1
    assert not queries.child_views(theirs).exists()


def test_a_sister_who_is_not_assessed_is_not_written_into(merrow, ana, bo):
    with pytest.raises(RecordError, match="Bo Reed has no open assessment"):
        submitted.write(
            page=PROCESS.page("family"), step=start(merrow, ana), child=ana, by=merrow.sam,
            children=[ana, bo], values={},
        )


@pytest.mark.covers("S037")
def test_the_history_is_written_in_to_be_acknowledged(merrow, ana):
    spine.record("referral.decided", by=merrow.tess, on=date(2026, 6, 1), step=ana.referral,
                 outcome="no_further_action")
    again = spine.open_step("referral.received", by=merrow.sam, on=MONDAY, child=ana)
    step = start(merrow, ana)
    assert step.led_from == again
    assert [one.words for one in earlier(ana.pk, before=step)] == [
        "Referral, 1 June 2026: No further action"
    ]
    kept = of_step(step.pk).get(page="history")
    assert any("Referral, 1 June 2026" in text for texts in kept.data.values() for text in texts)


@pytest.mark.covers("S037")
def test_a_brothers_history_shows_only_to_those_who_may_open_his_record(merrow, ana, bo):
    assert family(ana.pk, merrow.vic) == []
    place_in_team(step=bo.referral, team=merrow.north, by=merrow.tess, on=MONDAY)
    shown = family(ana.pk, merrow.sam)
    assert [(one.person, len(one.earlier)) for one in shown] == [(bo, 1)]


@pytest.mark.covers("S037")
def test_the_history_page_shows_what_is_known_and_notes_the_look(merrow, ana, bo, client):
    from sightline.access.audit.models import Entry

    step = start(merrow, ana)
    for child in (ana, bo):
        place_in_team(step=child.referral, team=merrow.north, by=merrow.tess, on=MONDAY)
    client.force_login(merrow.sam)
    page = client.get(reverse("assessment:history", args=[ana.pk, step.pk]))
    assert page.status_code == 200
    assert "Bo Reed" in page.content.decode()
    assert Entry.objects.filter(child_id=bo.pk, page="assessment:history").exists()


@pytest.mark.covers("S031")
def test_the_checkpoint_is_a_managers_and_starts_again(merrow, ana, clean):
    step = start(merrow, ana)
    actions.look_at(step=step, by=merrow.tess, on=TODAY, decision=Decision(rationale="Going well"))
    states = Clock.objects.filter(step=step, key="assessment_checkpoint").order_by("started_on")
    assert [c.state for c in states] == ["stopped", "running"]
    assert clean(ana)


def test_the_childs_page_says_what_would_hold_it(merrow, ana):
    step = start(merrow, ana)
    words = [w.words for w in PANEL.warnings([step])]
    assert words == [
        "The child has not been seen for this assessment",
        "The history has not been acknowledged",
        "The child’s view is not in the assessment",
    ]
    assert [m.words for m in PANEL.now([step], [])] == ["Being assessed"]
    assert panels["assessment"] is PANEL


def test_every_event_of_an_assessment_can_be_taken_back_in_turn(merrow, ana, clean):
    step = start(merrow, ana)
    actions.acknowledge_history(step=step, by=merrow.sam, on=MONDAY)
    actions.submit(step=step, by=merrow.sam, on=TODAY)
    events = list(step.events.order_by("pk"))
    with pytest.raises(VoidRefused):
        void(events[0], by=merrow.tess, reason="Opened in error")
    for event in reversed(events):
        void(event, by=merrow.tess, reason="Opened in error")
        assert clean(ana)
    assert Clock.objects.filter(child=ana, key="assessment_checkpoint").count() == 0
