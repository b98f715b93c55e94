"""What was prepared stays as it was; what changes in the record afterwards is shown beside it."""

import hashlib
from datetime import date, timedelta

import pytest

from sightline.access.audit.models import Entry
from sightline.base.moments import fixed, now
from sightline.people.testing import a_child, a_worker
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import void
from sightline.returns.submissions import since
from sightline.returns.submissions.actions import SendingHeld, prepare, sign_off, take
from sightline.returns.submissions.keeping import NotAsKept, unpacked
from sightline.returns.submissions.models import Prepared


def again(here, **more):
    return prepare(what=here.what, authority=here.authority, year=here.year, by=here.analyst,
                   **more)


def correct_need(here):
    old = Event.objects.standing().get(step=here.step, kind="referral.need_recorded")
    void(old, by=here.analyst, reason="mistake")
    record("referral.need_recorded", by=here.analyst, on=date(2025, 6, 2), step=here.step,
           outcome="N4")


def test_the_kept_bytes_are_those_of_the_file_and_of_the_hash(here, tmp_path):
    kept = again(here, out=tmp_path / "cin.xml")
    told = (tmp_path / "cin.xml").read_bytes()
    assert b"".join(unpacked(kept)) == told
    assert kept.digest == hashlib.sha256(told).hexdigest()
    assert kept.size == len(told)
    assert list(tmp_path.iterdir()) == [tmp_path / "cin.xml"]


def test_the_same_record_is_the_same_return_on_another_day(here, prepared):
    with fixed(now() + timedelta(days=40)):
        assert again(here) == prepared
    assert Prepared.objects.count() == 1


def test_a_later_correction_does_not_change_what_was_prepared(here, prepared):
    before = b"".join(unpacked(prepared))
    correct_need(here)
    assert b"".join(unpacked(prepared)) == before
    fresh = again(here)
    assert fresh != prepared
    assert fresh.digest != prepared.digest
    assert b"N4" in b"".join(unpacked(fresh))


def test_what_the_record_says_otherwise_is_found(here, prepared):
    correct_need(here)
    bea = a_child("Bea Reed", authority=here.authority, by=here.analyst)
    open_step("referral.received", by=here.analyst, on=date(2025, 7, 1), child=bea)
    found = since.compared(prepared, here.analyst)
    assert found.came == (bea.ref,)
    assert found.went == ()
    assert [(c.child, c.element, c.before, c.after) for c in found.changes] == [
        (here.ana.ref, "PrimaryNeedCode", "N1", "N4")]


def test_bytes_that_were_tampered_with_are_neither_signed_nor_taken(here, prepared):
    sign_off(prepared=prepared, by=here.director, declared_true=True)
    piece = prepared.pieces.get()
    type(piece).objects.filter(pk=piece.pk).update(packed=b"x\x9c\x03\x00\x00\x00\x00\x01")
    with pytest.raises(NotAsKept):
        list(take(prepared=prepared, by=here.analyst))


def test_the_serial_counts_what_was_signed_before(here, prepared):
    assert prepared.serial == "001"
    sign_off(prepared=prepared, by=here.director, declared_true=True)
    correct_need(here)
    assert again(here).serial == "002"


def held(prepared, by, *, declared_true=True):
    with pytest.raises(SendingHeld) as refused:
        sign_off(prepared=prepared, by=by, declared_true=declared_true)
    return str(refused.value)


def test_signing_off_is_held_until_what_is_wrong_is_mended(here, prepared):
    assert "may not sign" in held(prepared, here.analyst)
    assert "prepared it yourself" in held(prepared, here.analyst)
    assert "statement is not declared" in held(prepared, here.director, declared_true=False)
    with pytest.raises(SendingHeld, match="not signed off"):
        take(prepared=prepared, by=here.analyst)
    correct_need(here)
    newer = again(here)
    assert "prepared again" in held(prepared, here.director)
    sign_off(prepared=newer, by=here.director, declared_true=True)
    assert "signed off already" in held(newer, here.director)


def test_each_act_is_on_the_audit_trail(here, prepared):
    sign_off(prepared=prepared, by=here.director, declared_true=True)
    list(take(prepared=prepared, by=here.analyst))
    trail = Entry.objects.filter(kind="return", ident=prepared.pk).order_by("pk")
    assert list(trail.values_list("action", "user_id")) == [
        ("return_prepared", here.analyst.pk), ("return_signed_off", here.director.pk),
        ("return_taken", here.analyst.pk),
    ]


def test_a_sealed_child_is_counted_and_never_named(here, prepared):
    from sightline.people.restriction.actions import restrict

    custodian = a_worker("Cass Odian", user=here.analyst)
    restrict(person=here.ana, level="sealed", reason="danger", custodian=custodian,
             by=here.director, on=date(2025, 6, 3))
    correct_need(here)
    found = since.compared(prepared, here.director)
    assert found.changed == {here.ana.ref}
    seen = since.shown(prepared, found, here.director)
    assert seen.children == ()
    assert seen.unseen == "fewer than 5"
    assert seen.elements == (("PrimaryNeedCode", "fewer than 5"),)
    assert again(here).counts.get(module="children").number == 1
