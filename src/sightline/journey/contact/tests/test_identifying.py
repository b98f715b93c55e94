"""Somebody whom nobody could name is identified, and nothing has to be typed again."""

from datetime import date

import pytest

from sightline.journey.contact import actions, queries
from sightline.journey.contact.actions import About, New
from sightline.journey.contact.models import Account, ChildPart
from sightline.journey.contact.tests.taking import TODAY
from sightline.people.matching.models import Comparison
from sightline.record.referrers.carrying import referrer_of
from sightline.record.referrers.models import Referrer
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.covers("S003")
RECEIVED = date(2026, 6, 8)


@pytest.fixture
def unnamed(borough):
    occasion = actions.receive(
        authority=borough.authority, by=borough.asha, on=RECEIVED,
        about=[
            About(
                new=New("unidentified", described="About six, red coat", address="12 Acacia Ave"),
                part=ChildPart(where="In the park"),
            )
        ],
        account=Account(worry="A child alone at night"),
        referrer=Referrer(source="1B", name="A neighbour"),
    )
    return Step.objects.get(events__occasion=occasion)


def test_an_unnamed_child_is_named_on_the_record_they_have(borough, unnamed):
    actions.identify(
        step=unnamed, given="Kit", family="Hale", born_on=date(2020, 2, 2), sex="M",
        by=borough.asha, on=TODAY,
    )
    person = unnamed.child
    person.refresh_from_db()
    assert (person.display_name, person.born_on, person.sex) == (
        "Kit Hale", date(2020, 2, 2), "M"
    )
    unnamed.refresh_from_db()
    assert unnamed.is_open
    assert queries.child_part(unnamed).where == "In the park"


def test_a_known_child_receives_the_contact_from_its_own_day_without_retyping(
    borough, unnamed, child
):
    known = child("Kit", "Hale")
    new = actions.match(step=unnamed, known=known, by=borough.asha, on=TODAY)
    assert new.child == known
    assert new.opened_on == RECEIVED
    assert queries.headline(new) == "A child alone at night"
    assert queries.child_part(new).where == "In the park"
    assert referrer_of(new).name == "A neighbour"
    assert new.owner_team == borough.door
    unnamed.refresh_from_db()
    assert unnamed.closed_on == TODAY


def test_only_one_decision_is_owed_after_a_match(borough, unnamed, child):
    new = actions.match(step=unnamed, known=child(), by=borough.asha, on=TODAY)
    running = Clock.objects.filter(key="referral_decision", state="running")
    assert [clock.step_id for clock in running] == [new.pk]


def test_the_two_records_are_noted_as_one_person(borough, unnamed, child):
    known = child()
    actions.match(step=unnamed, known=known, by=borough.asha, on=TODAY)
    pair = Comparison.objects.get()
    assert {pair.first, pair.second} == {known, unnamed.child}
    assert pair.verdict == "same"


def test_a_match_with_an_open_child_goes_at_once_to_their_worker(borough, unnamed, open_child):
    new = actions.match(step=unnamed, known=open_child, by=borough.asha, on=TODAY)
    assert Event.objects.filter(step=new, kind="contact.passed_on").exists()
    assert new.owner_worker == borough.sam.worker
    assert Task.objects.open().filter(step=new, owner_worker=borough.sam.worker).exists()


def test_work_begun_before_the_match_stays_open_with_a_task(borough, unnamed, child):
    actions.decide(step=unnamed, outcome="referral", by=borough.mo, on=date(2026, 6, 9))
    actions.match(step=unnamed, known=child(), by=borough.asha, on=TODAY)
    begun = Step.objects.get(process="referral")
    assert begun.is_open
    task = Task.objects.open().exclude(source="missing_answers").get(step=begun)
    assert "known under another record" in task.text


def test_a_matched_contact_is_decided_on_the_known_record(borough, unnamed, child):
    actions.match(step=unnamed, known=child(), by=borough.asha, on=TODAY)
    with pytest.raises(RecordError, match="on that record"):
        actions.decide(step=unnamed, outcome="advice", by=borough.mo, on=TODAY)


def test_correcting_the_first_receipt_corrects_the_matched_one(borough, unnamed, child):
    new = actions.match(step=unnamed, known=child(), by=borough.asha, on=TODAY)
    actions.change_receipt(
        step=unnamed, on=date(2026, 6, 7), at=None, reason="It was Sunday", by=borough.mo
    )
    new.refresh_from_db()
    assert new.opened_on == date(2026, 6, 7)
