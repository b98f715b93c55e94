"""An enquiry into harm to a disabled child has a lead who may enquire, and a co-worker, by name."""

from datetime import date

import pytest

from sightline.journey.section47 import actions, queries
from sightline.journey.section47.models import Emergency, Enquiry
from sightline.journey.section47.panels import PANEL
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.allocation.joint import joint_of
from sightline.record.spine.errors import GateRefused

TODAY = date(2026, 6, 10)


@pytest.fixture
def enquiry(merrow, reed):
    """Ana, who is disabled; the enquiry begins though nobody is named, as every enquiry does."""
    ana = reed(disabilities=("AUT",))
    actions.begin(children=[ana], by=merrow.sam, on=TODAY, emergency=Emergency(words="Night"))
    step = queries.open_enquiry(ana.pk)
    actions.submit(step=step, by=merrow.sam, on=TODAY, enquiry=Enquiry(
        child_account="He hit me", seen_and_found="A mark", analysis="Likely again"))
    return step


def held_by(merrow, step):
    with pytest.raises(GateRefused) as held:
        actions.conclude(step=step, outcome="conference", by=merrow.tess, on=TODAY)
    return str(held.value)


def name(merrow, step, who, role="lead"):
    allocate(step=step, worker=who.worker, by=merrow.tess, on=TODAY, role=role)


@pytest.mark.covers("S075")
def test_while_nobody_is_named_it_is_shown_and_holds_concluding(merrow, enquiry):
    words = [one.words for one in PANEL.warnings([enquiry])]
    assert "Section 47 enquiry of a disabled child: no lead worker is named" in words
    assert "Section 47 enquiry of a disabled child: no co-worker is named" in words
    said = held_by(merrow, enquiry)
    assert "no lead worker is named" in said
    name(merrow, enquiry, merrow.sam)
    name(merrow, enquiry, merrow.kit, "co_worker")
    assert "disabled" not in held_by(merrow, enquiry)
    assert not [w for w in PANEL.warnings([enquiry]) if "disabled" in w.words]


@pytest.mark.covers("S075")
def test_the_lead_is_of_a_team_that_may_enquire_and_is_not_their_own_co_worker(merrow, enquiry):
    team = workforce.open_team(name="Disabled children", kind=Team.Kind.DISABILITY, by=merrow.tess,
                               authorities=[merrow.authority], on=date(2024, 1, 2))
    worker = workforce.take_on(name="Dee", by=merrow.tess, on=date(2024, 1, 2))
    workforce.place(worker=worker, team=team, by=merrow.tess, on=date(2024, 1, 2))
    allocate(step=enquiry, worker=worker, by=merrow.tess, on=TODAY)
    said = held_by(merrow, enquiry)
    assert "not of a protection or assessment team" in said
    name(merrow, enquiry, merrow.sam)
    name(merrow, enquiry, merrow.sam, "co_worker")
    assert "no co-worker is named" in held_by(merrow, enquiry)


@pytest.mark.covers("S044")
def test_how_a_disabled_child_is_worked_with_is_told_in_a_line(merrow, enquiry, reed):
    child = enquiry.child_id
    assert joint_of([child])[child].words == "Disabled child: led by nobody; co-worker nobody"
    name(merrow, enquiry, merrow.sam)
    name(merrow, enquiry, merrow.kit, "co_worker")
    assert joint_of([child])[child].words == (
        "Disabled child: led by Sam, North team; co-worker Kit")
    assert joint_of([reed("Bo").pk]) == {}


def test_other_enquiries_are_not_held_for_it(merrow, reed):
    bo = reed("Bo", disabilities=("NONE",))
    actions.begin(children=[bo], by=merrow.sam, on=TODAY, emergency=Emergency(words="Night"))
    assert "disabled" not in held_by(merrow, queries.open_enquiry(bo.pk))
