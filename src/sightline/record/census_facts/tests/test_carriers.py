"""Facts of a return kept in typed rows, and read back."""

from datetime import date

import pytest

from sightline.people.testing import a_person, a_recorder
from sightline.record.census_facts.carriers import carriers, rows, told
from sightline.record.census_facts.standing import children_with, steps_of
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.voiding import void

ON = date(2026, 5, 1)


@pytest.fixture
def referral(db):
    return open_step(
        "referral.received", by=a_recorder(), on=ON, child=a_person(),
        facts=rows("referral.received", {"referral_source": "1A"}),
    )


def test_a_fact_is_kept_in_the_row_that_carries_it_and_read_back(referral):
    event = referral.events.get()
    assert told({event.pk: event.kind}) == {event.pk: {"referral_source": "1A"}}


def test_a_list_has_a_row_for_each_value(db):
    made = rows("assessment.authorised", {"factors": ["3A", "4B"]})
    assert sorted(row.code for row in made) == ["3A", "4B"]


def test_a_fact_that_no_row_carries_is_an_error_and_not_lost(db):
    with pytest.raises(KeyError, match="shoe_size"):
        rows("referral.received", {"shoe_size": 3})


def test_a_standing_step_has_its_standing_events_only(referral):
    by = a_recorder()
    gone = record("referral.need_recorded", by=by, on=ON, step=referral, outcome="N1")
    record("referral.need_recorded", by=by, on=ON, step=referral, outcome="N2")
    void(gone, by=by, reason="Another child's")
    [step] = steps_of([referral.child_id])[referral.child_id]
    assert [e.outcome for e in step.of("referral.need_recorded")] == ["N2"]
    assert step.last("referral.received").values == {"referral_source": "1A"}
    assert children_with(referral.authority_id, "referral") == [referral.child_id]


def test_every_carrier_names_columns_that_are_there():
    for carrier in carriers:
        names = {field.attname for field in carrier.model._meta.concrete_fields}
        assert {column for _, column in carrier.columns} <= names
