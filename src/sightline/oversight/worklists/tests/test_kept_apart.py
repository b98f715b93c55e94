"""What my day says no more once a record is kept from me: a task's words, who is of one family."""

from datetime import date

import pytest

from sightline.oversight.worklists.tests.test_my_day import TODAY, shown
from sightline.people.relationships import actions as relationships
from sightline.people.restriction.actions import restrict
from sightline.record.tasks import actions as tasks


@pytest.mark.covers("S341")
def test_the_words_of_a_task_are_told_no_more_once_the_record_is_kept_from_its_owner(
    client, borough, north
):
    step = north("Ben", worker=borough.sam.worker)
    given = tasks.give(text="Ring his aunt in Hull", owner_worker=borough.sam.worker, due_on=TODAY,
                       by=borough.tess, child=step.child, step=step, needs_check=True)
    tasks.finish(task=given, by=borough.sam, on=TODAY, evidence="Rang")
    tasks.check(task=given, by=borough.tess, on=TODAY, satisfied=False, words="Ring Hull again")
    assert "Hull" in shown(client, borough.sam)
    for level, told in (("restricted", True), ("sealed", False)):
        restrict(person=step.child, level=level, reason="x", custodian=borough.cora.worker,
                 by=borough.head, on=TODAY)
        html = shown(client, borough.sam)
        assert "Hull" not in html
        assert ("A task about a record that is not open to you" in html) is told
    # whoever keeps the record has no other ground for it, and is asked by a task
    tasks.give(text="Look at both records", owner_worker=borough.cora.worker, due_on=TODAY,
               by=borough.head, child=step.child)
    assert "Look at both records" in shown(client, borough.cora)


@pytest.mark.covers("S341")
def test_children_whose_one_tie_is_a_parent_kept_from_the_worker_stand_apart(
    client, borough, north, child
):
    mother = child("Mia", "Marsh", date(1990, 1, 1))
    for given in ("Ana", "Ben"):
        step = north(given, worker=borough.sam.worker)
        relationships.relate(person=step.child, other=mother, kind="mother", by=borough.tess,
                             on=None)
    assert shown(client, borough.sam).count('<li class="wl-home">') == 1
    restrict(person=mother, level="sealed", reason="Witness", custodian=borough.head.worker,
             by=borough.head, on=TODAY)
    assert shown(client, borough.sam).count('<li class="wl-home">') == 2
