"""What a published relation and an indicator may declare."""

from datetime import date, datetime

import pytest

from sightline.kernel.indicators import Period
from sightline.kernel.relations import Relation, day, reach, reaches, text

COLUMNS = (text("visi_visit_id", "The visit"), text("visi_person_id", "The child"))


def relation(**told):
    told = {"key": "visi_visit_id", "subject": "visi_person_id", "columns": COLUMNS, **told}
    return Relation(name="visits", title="Visits", extract=lambda subject: (), **told)


def test_a_relation_of_people_ends_with_who_recorded_it_and_when():
    names = [column.name for column in relation().all_columns()]
    assert names[2:] == ["authority", "source", "recorded_at", "voided_at"]
    assert relation().order() == ("visi_visit_id", "recorded_at")


def test_a_reference_relation_has_its_own_columns_alone():
    calendar = relation(subject="")
    assert calendar.all_columns() == COLUMNS
    assert calendar.order() == ("visi_visit_id",)


@pytest.mark.parametrize("wrong", [{"key": "visi_id"}, {"subject": "visi_child"}])
def test_a_key_or_subject_that_is_no_column_is_refused(wrong):
    with pytest.raises(ValueError, match="visits has no column"):
        relation(**wrong)


def test_a_column_named_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        relation(columns=(*COLUMNS, day("visi_visit_id", "Again")))


def test_a_period_cannot_end_before_it_begins():
    assert Period(date(2026, 6, 10), date(2026, 6, 10)).since == date(2026, 6, 10)
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 6, 10), date(2026, 6, 9))


def test_an_import_reaches_back_as_far_as_it_says_and_no_further():
    then = datetime(2026, 6, 10, 10)
    reaches.add("planted", lambda source: date(2025, 4, 1) if source.endswith("2025") else None)
    try:
        assert reach("planted:2025", then) == date(2025, 4, 1)
        assert reach("planted:whenever", then) == date(2026, 6, 10)
        assert reach("unheard_of", then) == date(2026, 6, 10)
        assert reach("", then) is None
    finally:
        reaches._items.pop("planted")
