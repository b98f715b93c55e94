"""What is kept of the detectors is what a look at everybody finds, whoever changed since."""

from datetime import date

import pytest

from sightline.base.changed.models import Changed
from sightline.base.moments import fixed
from sightline.oversight.drift import keeping
from sightline.oversight.drift.keeping import refresh, standing
from sightline.oversight.drift.models import FOLLOWER, Found
from sightline.oversight.drift.running import run
from sightline.people.restriction.actions import restrict
from sightline.record.allocation.actions import allocate
from sightline.record.spine.actions import open_step, record
from sightline.record.tasks.actions import cancel, give

MAY = date(2026, 5, 11)


@pytest.fixture
def adrift(borough, child):
    def make(name):
        step = open_step("section47.started", child=child(name), by=borough.mo, on=MAY,
                         outcome="strategy")
        allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=MAY)
        return step

    return make


def live(borough):
    from sightline.base.moments import today

    return [a for a in run(as_at=today(), authority=borough.authority)
            if a.finding.child is not None]


def test_what_is_kept_is_what_a_look_finds_and_is_read_in_three_queries(
    borough, adrift, django_assert_num_queries
):
    for number in range(5):
        adrift(f"Kid{number}")
    refresh()
    found = live(borough)
    assert len(found) == 5
    assert not Changed.objects.filter(reader=FOLLOWER).exists()
    with django_assert_num_queries(3):
        kept = standing(borough.authority)
    assert kept.alerts == found


def test_who_changed_after_the_look_is_looked_at_anew(borough, adrift):
    first, second = adrift("Ana"), adrift("Bea")
    refresh()
    adrift("Cara")
    record("note.recorded", step=first, child=first.child, by=borough.sam, on=date(2026, 6, 10))
    assert standing(borough.authority).alerts == live(borough)
    assert Found.objects.count() == 2
    refresh()
    assert standing(borough.authority).alerts == live(borough)
    assert second.child_id in Found.objects.values_list("child_id", flat=True)
    assert first.child_id not in Found.objects.values_list("child_id", flat=True)


def test_another_day_is_looked_at_whole(borough, adrift):
    adrift("Ana")
    refresh()
    with fixed(date(2026, 6, 24)):
        assert standing(borough.authority).alerts == live(borough)
        refresh()
        assert standing(borough.authority).alerts == live(borough)


def test_what_is_left_to_the_job_is_said(client, borough, adrift, monkeypatch):
    adrift("Ana")
    client.force_login(borough.tess)
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    assert standing(borough.authority) == keeping.Standing([], None, caught_up=False)
    assert "Nobody has been looked at yet" in client.get("/alerts/").content.decode()
    refresh()
    page = client.get("/alerts/").content.decode()
    assert "Ana Reed" in page
    assert "again just now" in page
    for name in ("Bea", "Cara"):
        adrift(name)
    monkeypatch.setattr(keeping, "MOST", 1)
    page = client.get("/alerts/").content.decode()
    assert "Ana Reed" in page
    assert "not all of it has been looked at again" in page


def test_a_task_called_off_says_that_its_child_changed(borough, adrift):
    step = adrift("Ana")
    task = give(text="Ring school", due_on=None, by=borough.tess, step=step,
                owner_worker=borough.sam.worker)
    refresh()
    cancel(task=task, by=borough.tess, on=date(2026, 6, 10), words="Done by another")
    assert Changed.objects.filter(reader=FOLLOWER, subject_id=step.child_id).exists()


def test_a_child_sealed_since_the_look_is_neither_shown_nor_counted(client, borough, adrift):
    sealed = adrift("Sia")
    refresh()
    client.force_login(borough.tess)
    assert "Sia Reed" in client.get("/alerts/").content.decode()
    restrict(person=sealed.child, level="sealed", custodian=borough.head.worker,
             reason="Adopted", by=borough.head, on=date(2026, 6, 10))
    html = client.get("/alerts/").content.decode()
    assert "Sia Reed" not in html
    assert "whose record you may not open" not in html
