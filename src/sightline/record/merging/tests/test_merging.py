"""Merging keeps everything, parting puts everything back, and the ledger alone moves an event."""

import pytest
from django.db import DatabaseError, transaction

from sightline.access.policy import may_read
from sightline.people.matching.models import MergedInto
from sightline.people.matching.search import find
from sightline.people.persons.models import Identifier, Name, Person
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_user, a_worker
from sightline.record.allocation.models import Involvement
from sightline.record.merging.actions import ask_keeper, merge, part, place
from sightline.record.merging.models import Unplaced
from sightline.record.merging.pointers import pointers
from sightline.record.notes.actions import record_note
from sightline.record.search.actions import rebuild
from sightline.record.spine import deriving
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event, Repointed, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task
from sightline.record.testing import begun

pytestmark = pytest.mark.django_db
DAY = "2026-06-10"


def whose(people):
    """Every row of the house that says one of these people: (table, column, row) to whom."""
    found = {
        (p.table, p.column, key): person
        for p in pointers()
        for person in people
        for key in p.rows(**{p.column: person}).values_list("pk", flat=True)
    }
    for model in (Clock, Involvement):
        for key, step, person in model.objects.values_list("pk", "step_id", "child_id"):
            if person in people:
                found[(model.__name__, step, key if model is Involvement else "")] = person
    return found


@pytest.fixture
def merged(two, later):
    with later(1):
        row = merge(person=two.ada.child, other=two.eda.child, reason="Same NHS card",
                    by=two.manager)
    return row


def test_everything_of_both_stands_on_the_record_that_leads(two, merged):
    ada, eda = two.ada.child, two.eda.child
    assert not Event.objects.filter(child=eda).exists()
    assert not Step.objects.filter(child=eda).exists()
    assert not Clock.objects.filter(child=eda).exists()
    assert Event.objects.filter(child=ada, kind="note.recorded").count() == 2
    assert Event.objects.filter(child=ada, voided_at__isnull=False).count() == 2
    assert Task.objects.filter(child=ada).count() == 2
    assert Clock.objects.filter(child=ada, step__process="section47").exists()
    assert not deriving.difference([ada.pk, eda.pk])
    assert not rebuild(check=True).differs
    # what only one record may say stays beside it; the other name becomes an alias
    left = {key[0] for key in whose([eda.pk])}
    assert left == {"persons.sex", "relationships.relationship"}
    assert list(Name.objects.filter(person=ada).values_list("kind", flat=True)) == [
        "legal", "alias"]
    ada.refresh_from_db()
    assert ada.display_name == "Ada Example"
    numbers = Identifier.objects.standing().filter(person=ada)
    assert set(numbers.values_list("scheme", flat=True)) == {"nhs", "other", "legacy"}


def test_the_other_record_opens_for_nobody_and_leads_there(two, merged, client):
    ada, eda = two.ada.child, two.eda.child
    night = a_user("out_of_hours", name="Nia Night")
    client.force_login(night)
    for path in ("child/{}/", "people/{}/", "child/{}/chronology/"):
        answer = client.get(f"/{path.format(eda.pk)}?page=2")
        assert answer.status_code == 302
        assert answer["Location"] == f"/{path.format(ada.pk)}?page=2"
    posted = client.post(f"/people/{eda.pk}/name", {"given": "Ada"})
    assert (posted.status_code, posted["Location"]) == (307, f"/people/{ada.pk}/name")
    found = find(two.manager, "Eda Example")
    assert [hit.line.id for hit in found.hits] == [ada.pk]
    assert [hit.line.id for hit in find(two.manager, eda.ref).hits] == [ada.pk]
    # who may not open the record that leads is told of no record at all
    stranger = a_user("analyst")
    client.force_login(stranger)
    assert client.get(f"/child/{eda.pk}/").status_code in {403, 404}


def test_parting_puts_every_row_back_where_it_was(two, later):
    people = [two.ada.child.pk, two.eda.child.pk]
    before = whose(people)
    names = list(Person.objects.filter(pk__in=people).values("display_name", "restriction", "sex"))
    with later(1):
        row = merge(person=two.ada.child, other=two.eda.child, reason="Same", by=two.manager)
    assert whose(people) != before
    with later(2):
        waiting = part(merge=row, reason="Two cousins", by=two.manager)
    assert waiting == []
    after = whose(people)
    # the reference of the double, which the merge itself wrote on the record that led
    [old] = Identifier.objects.filter(person=people[0], source="merged record")
    assert old.superseded_at is not None
    after.pop(("persons.identifier", "person_id", old.pk))
    # involvements are made anew, so only whose each step's is is compared
    assert _without_numbers(after) == _without_numbers(before)
    assert list(Person.objects.filter(pk__in=people)
                .values("display_name", "restriction", "sex")) == names
    assert not deriving.difference(people)
    assert not rebuild(check=True).differs
    assert may_read(a_user("out_of_hours"), people[1]).allowed
    with later(3):
        merge(person=two.eda.child, other=Person.objects.get(pk=people[0]), reason="They are one",
              by=two.manager)
    assert not Event.objects.filter(child=people[0]).exists()


def _without_numbers(rows):
    return {(key[:2] if key[0] == "Involvement" else key): who for key, who in rows.items()}


def test_what_was_recorded_while_merged_waits_on_the_survivor_until_placed(two, merged, later):
    ada, eda = two.ada.child, two.eda.child
    two.ada.child.refresh_from_db()
    step = Step.objects.get(pk=two.eda.step.pk)
    with later(2):
        own = begun(ada, on=two.ada.step.opened_on, led_from=step)
        on_theirs = record_note(by=two.by, on=step.opened_on, children=[ada], text="Seen today",
                                step=step).parts.get()
        ended = record("helping.ended", by=two.by, on=step.opened_on, step=step)
        tasks.give(text="Buy shoes", owner_worker=two.worker, due_on=None, by=two.by, child=ada)
    with later(3):
        waiting = part(merge=merged, reason="Two cousins", by=two.manager)
    tables = sorted(one.table for one in waiting)
    assert tables == ["spine.event", "spine.event", "spine.step", "tasks.task"]
    for event in (on_theirs, ended):
        event.refresh_from_db()
        assert (event.child_id, event.step_id) == (ada.pk, None)
    own.refresh_from_db()
    assert (own.child_id, own.led_from_id) == (ada.pk, None)
    step.refresh_from_db()
    assert (step.child_id, step.closed_on) == (eda.pk, None)
    with later(4):
        place(merge=merged, by=two.manager, decisions={
            one.pk: "stays" if one.table == "tasks.task" else "goes" for one in waiting
        })
    for event in (on_theirs, ended):
        event.refresh_from_db()
        assert (event.child_id, event.step_id) == (eda.pk, step.pk)
    own.refresh_from_db()
    assert (own.child_id, own.led_from_id) == (eda.pk, step.pk)
    assert not Event.objects.filter(step=own).exclude(child=eda).exists()
    step.refresh_from_db()
    assert step.closed_on is not None
    assert Task.objects.get(text="Buy shoes").child_id == ada.pk
    assert not Unplaced.objects.filter(decision="").exists()
    assert not deriving.difference([ada.pk, eda.pk])


def test_the_database_moves_an_event_only_as_its_ledger_says(two, merged):
    event = Event.objects.filter(child=two.ada.child, kind="note.recorded").last()
    for change in ({"child_id": two.eda.child.pk}, {"step_id": None}, {"outcome": "x"}):
        with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**change)
    for edit in (lambda rows: rows.update(became="1"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="ledger"), transaction.atomic():
            edit(Repointed.objects.all())


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_restricted_double_makes_one_restricted_record_and_its_keeper_is_told(
    two, later, level
):
    keeper = a_worker("Kay Keeper", user=a_user("service_manager"))
    restrict(person=two.eda.child, level=level, reason="danger", custodian=keeper, by=two.by,
             on=two.eda.step.opened_on)
    with later(1):
        row = merge(person=two.ada.child, other=two.eda.child, reason="Same", by=two.manager)
    ada = Person.objects.get(pk=two.ada.child.pk)
    assert ada.restriction == level
    assert not may_read(a_user("out_of_hours"), ada.pk).allowed
    assert may_read(keeper.user, ada.pk).allowed
    assert Task.objects.open().held_by(keeper).filter(child=ada, text__contains="merged").exists()
    with later(2):
        record_note(by=two.by, on=two.eda.step.opened_on, children=[ada], text="Where she is")
    with later(3):
        [waits] = part(merge=row, reason="Two cousins", by=two.manager)
    # what was recorded meanwhile may be of the one who is hidden
    assert not may_read(a_user("out_of_hours"), ada.pk).allowed
    with later(4):
        place(merge=row, decisions={waits.pk: "goes"}, by=two.manager)
    assert may_read(a_user("out_of_hours"), ada.pk).allowed
    assert not may_read(a_user("out_of_hours"), two.eda.child.pk).allowed


def test_the_stricter_of_two_restrictions_holds_and_nobody_reads_more_than_before(two, later):
    kay, lou = (a_worker(name, user=a_user("service_manager")) for name in ("Kay", "Lou"))
    one, both = a_user("team_manager"), a_user("team_manager")
    on = two.eda.step.opened_on
    restrict(person=two.ada.child, level="restricted", reason="x", custodian=kay, by=two.by, on=on,
             readers=[one, both])
    restrict(person=two.eda.child, level="sealed", reason="y", custodian=lou, by=two.by, on=on,
             readers=[both])
    with later(1):
        row = merge(person=two.ada.child, other=two.eda.child, reason="Same", by=two.manager)
    ada = Person.objects.get(pk=two.ada.child.pk)
    assert ada.restriction == "sealed"
    shut = {who.pk: may_read(who, ada.pk).barrier for who in (one, both, kay.user, lou.user)}
    assert shut == {one.pk: "sealed", both.pk: "", kay.user.pk: "", lou.user.pk: ""}
    with later(2):
        part(merge=row, reason="Two", by=two.manager)
    ada.refresh_from_db()
    assert ada.restriction == "restricted"
    assert may_read(one, ada.pk).barrier == ""
    assert may_read(lou.user, ada.pk).barrier == "restricted"
    assert Person.objects.get(pk=two.eda.child.pk).restriction == "sealed"


def test_a_keeper_is_asked_and_a_sealed_record_is_told_to_nobody_else(two):
    kay = a_worker("Kay Keeper")
    on = two.eda.step.opened_on

    def asked():
        return ask_keeper(
            person=two.ada.child, other=two.eda.child, reason="Same", by=two.manager
        )

    for level, told in (("sealed", ""), ("restricted", "Kay Keeper")):
        restrict(person=two.eda.child, level=level, reason="x", custodian=kay, by=two.by, on=on)
        before = Task.objects.open().held_by(kay).count()
        assert asked() == told
        assert Task.objects.open().held_by(kay).count() == before + 1
    assert not MergedInto.objects.exists()


def test_merges_are_parted_the_last_first_and_never_across_authorities(two, merged, later):
    from sightline.people.testing import a_child, an_authority

    third, abroad = a_child("Ada Third"), a_child("Ada", authority=an_authority("998"))
    with later(2):
        second = merge(person=third, other=two.ada.child, reason="Again", by=two.manager)
    assert Event.objects.filter(child=third, kind="note.recorded").count() == 2
    merged.into.refresh_from_db()
    for wrong in (
        lambda: part(merge=merged, reason="x", by=two.manager),
        lambda: merge(person=third, other=two.eda.child, reason="x", by=two.manager),
        lambda: merge(person=third, other=abroad, reason="x", by=two.manager),
        lambda: merge(person=third, other=third, reason="x", by=two.manager),
        lambda: part(merge=second, reason=" ", by=two.manager),
    ):
        with pytest.raises(RecordError):
            wrong()
    with later(3):
        part(merge=second, reason="no", by=two.manager)
        merged.into.refresh_from_db()
        part(merge=merged, reason="no", by=two.manager)
    assert Event.objects.filter(child=two.eda.child, kind="note.recorded").count() == 1
