"""Words that name a brother or sister on this child's record: told, and never held back."""

from datetime import date

import pytest

from sightline.base.forms.advising import Answers
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_worker, an_adult
from sightline.record.allocation.actions import allocate
from sightline.record.pages.tests.test_pages import address
from sightline.record.pages.wrong_child import advise
from sightline.record.spine.actions import open_step

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def robin(child, worker):
    """A sister with whom Wilma works too."""
    made = a_child("Robin Sample")
    relate(person=child, other=made, kind="sibling", by=worker, on=DAY)
    step = open_step("paged.begun", by=worker, on=DAY, child=made)
    allocate(step=step, worker=worker.worker_row, team=None, role="lead", reason="test", by=worker,
             on=DAY)
    return made


def told(worker, children, values):
    """(child, whom the words name) of each advice."""
    found = advise(Answers("paged.decided", [c.pk for c in children], values, frozenset(),
                           reader=worker))
    return [(one.child_id, one.words.split(" names ")[1].split(",")[0]) for one in found]


def row(**said):
    return {"rows": {"decisions.Decision": [said]}}


def test_a_name_in_the_text_of_the_only_child_is_told(worker, child, robin):
    assert told(worker, [child], row(rationale="ROBIN's school rang")) == [
        (child.pk, "Robin Sample")]
    assert told(worker, [child], row(rationale="A robinia fell on Wren")) == []


def test_words_for_both_may_name_both_and_ones_own_part_names_oneself_alone(worker, child, robin):
    both = row(rationale="Wren and Robin were seen") | {"children": {
        child.pk: row(view="Robin hides"), robin.pk: row(view="Robin draws")}}
    assert told(worker, [child, robin], both) == [(child.pk, "Robin Sample")]


def test_a_sister_whom_the_writer_may_not_read_of_is_not_confirmed(worker, child):
    other = a_child("Robin Sample")
    relate(person=child, other=other, kind="sibling", by=worker, on=DAY)
    a_worker("Kit Keeper")
    assert told(worker, [child], row(rationale="Robin's school rang")) == []


def test_nor_is_one_known_only_through_a_parent_kept_from_the_writer(worker, child, robin):
    other, mother = a_child("Jay Sample"), an_adult("Grace Sample")
    for one in (child, other):
        relate(person=one, other=mother, kind="mother", by=worker, on=DAY)
    step = open_step("paged.begun", by=worker, on=DAY, child=other)
    allocate(step=step, worker=worker.worker_row, team=None, role="lead", reason="test", by=worker,
             on=DAY)
    assert told(worker, [child], row(rationale="Jay was there")) == [(child.pk, "Jay Sample")]
    restrict(person=mother, level="sealed", reason="Witness", custodian=a_worker("Cus"),
             by=worker, on=DAY)
    assert told(worker, [child], row(rationale="Jay was there")) == []
    assert told(worker, [child], row(rationale="Robin was there")) == [(child.pk, "Robin Sample")]


def test_it_stands_beside_the_answers_and_they_are_recorded_all_the_same(
    browser, step, child, robin
):
    typed = {"event-on-day": "9", "event-on-month": "6", "event-on-year": "2026",
             "event-outcome": "yes", "decisions.Decision-rationale": "Robin was hurt"}
    said = browser.post(address(step, name="advice"), typed).content.decode()
    assert "This names Robin Sample, and goes on another child&#x27;s record." in said or (
        "This names Robin Sample, and goes on another child&#39;s record." in said)
    checked = browser.post(address(step), {**typed, "_submit": "1"})
    assert checked.status_code == 302
    assert "Robin Sample" in browser.get(checked["Location"]).content.decode()
    browser.post(checked["Location"], {})
    assert step.events.filter(kind="paged.decided").count() == 1
