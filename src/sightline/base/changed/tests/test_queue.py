from django.db import transaction

from sightline.base.changed.models import Changed
from sightline.base.changed.queue import mark, oldest, settle, take


def test_a_marked_subject_waits_once_until_it_is_settled(db):
    Changed.objects.all().delete()
    mark("child", [3, 1, 3])
    mark("child", [1])
    mark("worker", [9])
    taken = take("child")
    assert taken.subjects == {1, 3}
    settle(taken)
    assert take("child").subjects == frozenset()
    assert take("worker").subjects == {9}


def test_a_mark_made_while_publishing_is_not_lost(db):
    mark("child", [1])
    taken = take("child")
    mark("child", [1])
    settle(taken)
    assert take("child").subjects == {1}


def test_a_mark_falls_with_the_write_that_failed(db):
    try:
        with transaction.atomic():
            mark("child", [77])
            raise RuntimeError("the write failed")
    except RuntimeError:
        pass
    assert 77 not in take("child").subjects


def test_thousands_of_marks_are_settled(db, clock):
    mark("child", range(1, 2_001))
    assert oldest() == clock
    settle(take("child"))
    assert oldest() is None


def test_the_oldest_are_taken_first(db):
    mark("child", [5])
    mark("child", [4])
    assert take("child", limit=1).subjects == {5}
