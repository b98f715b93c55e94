"""Who a child is, is known soon after the contact: not yet known will do for days, then is owed."""

from datetime import date

import pytest

from sightline.journey.contact import actions
from sightline.journey.contact.background import BEGINS, owed_on
from sightline.journey.contact.tests.taking import TODAY, take
from sightline.people.persons import actions as persons
from sightline.people.persons.background import lacking_of
from sightline.record.tasks.models import Task


def decided(borough, child, outcome="referral"):
    (step,) = take(borough, child)
    actions.decide(step=step, outcome=outcome, by=borough.mo, on=TODAY)
    return Task.objects.filter(child=child, text__startswith=BEGINS)


@pytest.mark.covers("S026")
def test_what_is_not_yet_known_is_owed_by_whoever_holds_the_child_in_ten_working_days(
    borough, child
):
    made = child()
    persons.record_ethnicity(person=made, by=borough.asha, on=TODAY, absence="not_known")
    persons.record_religion(person=made, by=borough.asha, on=TODAY, absence="declined")
    (task,) = decided(borough, made)
    assert "ethnicity, first language, whether an interpreter is needed" in task.text
    assert "religion" not in task.text
    assert (task.owner_team, task.due_on) == (borough.door, date(2026, 6, 24))


@pytest.mark.covers("S026")
def test_it_is_settled_by_the_answers_themselves(borough, child):
    made = child(language="English", interpreter="not_needed")
    task = decided(borough, made).get()
    persons.record_ethnicity(person=made, by=borough.asha, on=TODAY, code="WBRI")
    assert decided_still(task) == Task.State.OPEN
    persons.record_religion(person=made, by=borough.asha, on=TODAY, absence="not_applicable")
    assert decided_still(task) == Task.State.DONE
    assert lacking_of([made.pk]) == {}


def decided_still(task):
    return Task.objects.get(pk=task.pk).state


def test_nobody_is_asked_where_all_is_known_the_child_is_unborn_or_the_work_ends(borough, child):
    whole = child(ethnicity="WBRI", religion="None", language="English", interpreter="not_needed")
    unborn = child("Bay", born_on=None, expected_on=date(2026, 9, 1))
    assert not decided(borough, whole).exists()
    assert not decided(borough, unborn).exists()
    assert not decided(borough, child("Cid"), outcome="advice").exists()


def test_ten_working_days_leave_out_weekends_and_bank_holidays():
    assert owed_on(date(2026, 5, 22)) == date(2026, 6, 8)
