"""The pages of a return: prepared by one, signed off by another, taken away only then."""

import hashlib

import pytest

from sightline.people.testing import a_user, an_authority
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
                    f"/returns/prepared/{prepared.pk}/changes/"):
        assert page(client, user, address).status_code == 403
    assert page(client, user, f"/returns/prepared/{prepared.pk}/file/", x="1").status_code == 403


def test_another_authority_has_no_such_return(client, here, prepared):
    stranger = a_user("analyst", "director", authority=an_authority("201"))
    where = f"/returns/prepared/{prepared.pk}/"
    assert page(client, stranger, where).status_code == 404
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
