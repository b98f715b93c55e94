"""The pages of a return: prepared by one, signed off by another, taken away only then."""

import hashlib
from datetime import date

import pytest

from sightline.access.audit.models import Entry
from sightline.people.testing import a_user, an_authority
from sightline.record.spine.actions import open_step
from sightline.returns.submissions.actions import prepare
from sightline.returns.submissions.models import Prepared, SignedOff


def page(client, user, address, **posted):
    client.force_login(user)
    return client.post(address, posted) if posted else client.get(address)


def test_a_return_is_prepared_signed_off_by_another_and_then_taken(client, here):
    made = page(client, here.analyst, "/returns/prepare/", **{"return": "cin 2026"})
    kept = Prepared.objects.get()
    assert made["Location"] == f"/returns/prepared/{kept.pk}/"
    where = made["Location"]
    text = page(client, here.analyst, where).content.decode()
    assert kept.digest in text
    assert "It waits for the director" in text
    assert "Sign off</button>" not in text
    assert page(client, here.analyst, f"{where}file/", x="1").status_code == 422
    signed = page(client, here.director, f"{where}sign-off/", declared="yes")
    assert signed["Location"] == where
    text = page(client, here.director, where).content.decode()
    assert "true children in need census of" in text
    assert "Dora Rector" in text
    taken = page(client, here.analyst, f"{where}file/", x="1")
    told = b"".join(taken.streaming_content)
    assert hashlib.sha256(told).hexdigest() == kept.digest
    assert taken["Content-Disposition"].endswith('"cin-999-2025-26-001.xml"')


def test_the_statement_has_to_be_declared(client, here, prepared):
    answer = page(client, here.director, f"/returns/prepared/{prepared.pk}/sign-off/", x="1")
    assert answer.status_code == 422
    assert "The statement is not declared." in answer.content.decode()
    assert not SignedOff.objects.exists()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "inspector", "board_manager"])
def test_others_see_no_returns(client, here, prepared, role):
    user = a_user(role, authority=here.authority)
    for address in ("/returns/", f"/returns/prepared/{prepared.pk}/",
                    f"/returns/prepared/{prepared.pk}/changes/",
                    f"/returns/prepared/{prepared.pk}/findings/"):
        assert page(client, user, address).status_code == 403
    assert page(client, user, f"/returns/prepared/{prepared.pk}/file/", x="1").status_code == 403


def test_another_authority_has_no_such_return(client, here, prepared):
    stranger = a_user("analyst", "director", authority=an_authority("201"))
    where = f"/returns/prepared/{prepared.pk}/"
    for part in ("", "changes/", "findings/"):
        assert page(client, stranger, f"{where}{part}").status_code == 404
    for part in ("sign-off/", "file/"):
        assert page(client, stranger, f"{where}{part}", declared="yes").status_code == 404
    assert "No return has been prepared" in page(client, stranger, "/returns/").content.decode()


def test_the_director_opens_the_children_behind_a_change(client, here, prepared):
    from sightline.returns.submissions.tests.test_keeping import correct_need

    correct_need(here)
    where = f"/returns/prepared/{prepared.pk}/changes/"
    text = page(client, here.director, where).content.decode()
    assert "Ana Reed" in text
    assert "PrimaryNeedCode" in text
    text = page(client, here.analyst, where).content.decode()
    assert "Ana Reed" not in text
    assert "fewer than 5" in text


def test_a_prepared_return_is_asked_every_rule_and_each_finding_is_explained(client, here):
    open_step("assessment.started", by=here.analyst, on=date(2025, 5, 5), child=here.ana,
              led_from=here.step)
    prepared = prepare(what=here.what, authority=here.authority, year=here.year, by=here.analyst)
    where = f"/returns/prepared/{prepared.pk}/findings/"
    told = page(client, here.director, where).content.decode()
    early = "The assessment started before the referral it belongs to was received."
    for words in (
        "Ana Reed", early, "Assessment started: 5 May 2025 (Monday)", "/returns/rules/1103/",
        "guide and validation rules, rule 1103", f"/child/{here.ana.pk}/",
        "Of the return as a whole", "/returns/rules/2888Q/",
    ):
        assert words in told, words
    read = Entry.objects.get(action="read", page="return_findings")
    assert (read.child_id, read.user_id) == (here.ana.pk, here.director.pk)
    told = page(client, here.analyst, where).content.decode()
    assert early in told
    assert "Of fewer than 5 children whose records you may not open" in told
    for words in ("Ana Reed", "5 May 2025", here.ana.ref, f"/child/{here.ana.pk}/"):
        assert words not in told, words
    assert Entry.objects.filter(action="read", page="return_findings").count() == 1
