"""The audit trail."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from typer.testing import CliRunner

from sightline.access.audit import (
    change,
    macs,
    noting,
    read,
    seal,
    triggers,
    verify,
    who_has_looked,
)
from sightline.access.audit.actions import Changed, changes, erase_payload
from sightline.access.audit.models import Entry, Link, Payload
from sightline.access.audit.verifying import head
from sightline.access.users.actions import create_user
from sightline.base import moments

pytestmark = pytest.mark.django_db


@pytest.fixture
def amira():
    return create_user(username="amira", display_name="Amira Khan", by=None)


@pytest.fixture
def trail(amira):
    """Twelve entries, every third with a payload, sealed."""
    for number in range(1, 13):
        if number % 3:
            read(user=amira, child_id=number, page="child", ground="allocated")
        else:
            change(
                user=amira,
                action="recorded",
                kind="visit.made",
                ident=number,
                child_id=number,
                payload={"on": date(2026, 6, number)},
            )
    seal()
    return list(Entry.objects.order_by("pk"))


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_read_says_who_what_where_and_on_what_ground(amira):
    entry = read(user=amira, child_id=7, page="child", ground="allocated", authority_id=3)
    found = Entry.objects.get(pk=entry.pk)
    assert (found.user_id, found.kind, found.ident, found.child_id) == (amira.pk, "child", 7, 7)
    assert (found.page, found.ground, found.authority_id) == ("child", "allocated", 3)
    assert found.at == moments.now()


def test_what_a_change_held_is_kept_apart_from_its_entry(amira):
    entry = change(user=amira, action="moved", kind="address", ident=1, payload={"to": "Hill Rd"})
    assert Payload.objects.get(entry=entry).body == '{"to":"Hill Rd"}'
    assert "Hill Rd" not in str(vars(Entry.objects.get(pk=entry.pk)))


def test_a_change_that_is_rolled_back_leaves_no_entry(amira):
    before = Entry.objects.count()
    with transaction.atomic():
        change(user=amira, action="moved", kind="address", ident=1, payload={"to": "Hill Rd"})
        transaction.set_rollback(True)
    assert Entry.objects.count() == before


def test_many_changes_are_written_at_once(amira, django_assert_max_num_queries):
    rows = [Changed("imported", "person", n, n, payload={"n": n}) for n in range(300)]
    with django_assert_max_num_queries(20):
        entries = changes(user=amira, rows=rows)
    assert [entry.ident for entry in entries] == list(range(300))
    assert Payload.objects.get(entry=entries[42]).body == '{"n":42}'
    assert verify().whole


def test_an_untouched_trail_is_whole(trail):
    verdict = verify()
    assert verdict.whole
    assert verdict.checked == Entry.objects.count() == len(trail)
    assert verdict.head == head()


def test_every_entry_is_sealed_once_and_in_order(trail):
    assert seal() == 0
    sealed = list(Link.objects.order_by("position").values_list("entry_id", flat=True))
    assert sealed == [entry.pk for entry in trail]


def test_an_entry_written_late_with_a_low_number_is_still_sealed(amira, trail):
    late = Entry(
        pk=trail[0].pk - 1_000, at=moments.now(), action="read", kind="child", ident=1, child_id=1
    )
    late.mac = macs.mac_of(late)
    late.save(force_insert=True)
    assert seal() == 1
    assert verify().whole


def test_the_job_looks_back_two_days_and_verify_to_the_beginning(amira):
    seal()
    with moments.fixed(moments.now() - timedelta(days=30)):
        change(user=amira, action="moved", kind="address", ident=1)
    assert seal() == 0
    assert verify().checked == Entry.objects.count()


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_change_or_delete(trail, table):
    column = {"audit_entry": "reason", "audit_payload": "body", "audit_link": "hash"}[table]
    for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            sql(statement)
    assert verify().whole


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_put_a_row_in_anothers_place(trail, table):
    if connection.vendor == "sqlite":
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"
    else:
        statement = f"TRUNCATE {table} CASCADE"
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        sql(statement)


def cut_out(entry):
    sql("DELETE FROM audit_entry WHERE id = %s", entry.pk)


def reword(entry):
    sql("UPDATE audit_entry SET reason = 'for work' WHERE id = %s", entry.pk)


def blame(entry):
    sql("UPDATE audit_entry SET user_id = 999 WHERE id = %s", entry.pk)


def backdate(entry):
    sql("UPDATE audit_entry SET at = %s WHERE id = %s", moments.at(date(2020, 1, 1)), entry.pk)


def reseal_with_another_key(entry):
    entry.reason, kept = "for work", macs.sign
    try:
        macs.sign = lambda text: "f" * 64
        sql(
            "UPDATE audit_entry SET reason = %s, mac = %s WHERE id = %s",
            entry.reason,
            macs.mac_of(entry),
            entry.pk,
        )
    finally:
        macs.sign = kept


def take_out_of_the_chain(entry):
    sql("DELETE FROM audit_link WHERE entry_id = %s", entry.pk)


def change_the_payload(entry):
    sql("UPDATE audit_payload SET body = '{}' WHERE entry_id = %s", entry.pk)


def delete_the_payload(entry):
    sql("DELETE FROM audit_payload WHERE entry_id = %s", entry.pk)


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        (cut_out, "deleted"),
        (reword, "changed"),
        (blame, "changed"),
        (backdate, "changed"),
        (reseal_with_another_key, "changed"),
        (take_out_of_the_chain, "missing"),
        (change_the_payload, "held was changed"),
        (delete_the_payload, "held was deleted"),
    ],
)
def test_tampering_behind_the_triggers_is_found_at_its_place(trail, tamper, why):
    entry = next(entry for entry in trail[5:] if entry.payload_mac)
    place = Link.objects.get(entry_id=entry.pk).position
    triggers.take_down(connection)
    tamper(entry)
    verdict = verify()
    assert verdict.broken is not None
    assert verdict.broken.position == place
    assert why in verdict.broken.why


def test_two_entries_exchanged_are_found(trail):
    first, second = trail[4].pk, trail[7].pk
    triggers.take_down(connection)
    sql("UPDATE audit_link SET entry_id = -1 WHERE entry_id = %s", first)
    sql("UPDATE audit_link SET entry_id = %s WHERE entry_id = %s", first, second)
    sql("UPDATE audit_link SET entry_id = %s WHERE entry_id = -1", second)
    assert "exchanged" in verify().broken.why


def test_a_trail_whose_end_was_cut_lacks_the_head_noted_before(trail):
    noted = head()
    triggers.take_down(connection)
    sql("DELETE FROM audit_link WHERE entry_id = %s", trail[-1].pk)
    sql("DELETE FROM audit_payload WHERE entry_id = %s", trail[-1].pk)
    sql("DELETE FROM audit_entry WHERE id = %s", trail[-1].pk)
    assert verify().whole
    assert "cut" in verify(noted=noted).broken.why


def test_a_head_noted_before_is_still_found_when_the_trail_has_grown(trail, amira):
    noted = head()
    read(user=amira, child_id=1, page="child", ground="team")
    assert verify(noted=noted).whole


def test_a_payload_may_be_destroyed_and_the_trail_says_by_whom(trail, amira):
    entry = next(entry for entry in trail if entry.payload_mac)
    erase_payload(entry=entry, by=amira, reason="Kept for 25 years; the time is over")
    assert not Payload.objects.filter(entry=entry).exists()
    assert verify().whole
    assert Entry.objects.get(action="payload_erased").ident == entry.pk


def test_who_has_looked_counts_the_pages_of_each_reader(amira):
    ben = create_user(username="ben", display_name="Ben Okoro", by=None)
    for page in ("child", "chronology"):
        read(user=amira, child_id=5, page=page, ground="allocated")
    read(user=amira, child_id=6, page="child", ground="allocated")
    with moments.fixed(moments.now() + timedelta(hours=1)):
        read(user=ben, child_id=5, page="child", ground="glass")
    looks = who_has_looked(5)
    assert [(look.name, look.ground, look.pages) for look in looks] == [
        ("Ben Okoro", "glass", 1),
        ("Amira Khan", "allocated", 2),
    ]


def command(*words):
    import typer

    from sightline.access.audit.commands import register

    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, ["audit", *words])


def test_the_command_says_that_the_trail_is_whole(trail, monkeypatch):
    # what another run of the tests noted is of another chain
    monkeypatch.setattr(noting, "noted_head", lambda: "")
    answer = command("verify")
    assert answer.exit_code == 0, answer.stdout
    assert head() in answer.stdout


def test_the_command_ends_in_one_with_the_first_broken_entry(trail):
    triggers.take_down(connection)
    reword(trail[3])
    answer = command("verify")
    assert answer.exit_code == 1
    assert f"entry {trail[3].pk}" in answer.stdout
    machine = command("verify", "--format", "json")
    assert machine.exit_code == 1
    assert f'"entry_id": {trail[3].pk}' in machine.stdout


def test_a_trail_whose_end_was_cut_is_found_without_a_head_at_hand(trail, settings, tmp_path):
    settings.HOME = tmp_path
    noting.seal_and_note()
    assert command("verify").exit_code == 0
    triggers.take_down(connection)
    sql("DELETE FROM audit_link WHERE entry_id = %s", trail[-1].pk)
    sql("DELETE FROM audit_payload WHERE entry_id = %s", trail[-1].pk)
    sql("DELETE FROM audit_entry WHERE id = %s", trail[-1].pk)
    for _ in range(2):
        answer = command("verify")
        assert answer.exit_code == 1
        assert "its end was cut" in answer.stdout
        # what is written and sealed afterwards does not hide it
        change(user=None, action="moved", kind="address", ident=1)
        noting.seal_and_note()
