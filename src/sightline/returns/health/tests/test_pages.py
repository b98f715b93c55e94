"""Return health is shown by entitlement: own children, a team's, all counts; no name beyond."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access.audit.models import Entry
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_user, a_worker
from sightline.returns.health.actions import refresh
from sightline.returns.health.tests.conftest import assessed_before, referred


@pytest.fixture
def looked(here):
    for held in (here.ada, here.ben, here.cas):
        assessed_before(here, held)
    refresh()
    return here


def page(client, user, address="/returns/health/"):
    client.force_login(user)
    return client.get(address).content.decode()


def test_a_worker_sees_their_own_children_with_what_to_do_and_where(client, looked):
    text = page(client, looked.wilma)
    assert "Ada Reed" in text
    assert "Ben Marsh" not in text
    assert "Cas Hill" not in text
    assert "The assessment started before the referral it belongs to was received." in text
    assert "Assessment started: 4 May 2026 (Monday)" in text
    assert "/returns/rules/1103/" in text
    step = looked.ada.child.steps.get(process="assessment")
    assert f"/child/{looked.ada.child.pk}/step/{step.pk}/" in text


def test_a_manager_sees_the_team_by_worker_and_no_other_team(client, looked):
    text = page(client, looked.manager)
    assert "Ada Reed" in text
    assert "Ben Marsh" in text
    assert "Will Worker" in text
    assert "Cas Hill" not in text
    assert "Hillside" not in text
    client.force_login(looked.manager)
    assert client.get(f"/returns/health/?team={looked.hillside.pk}").status_code == 404


def test_an_analyst_sees_every_count_and_nobody(client, looked):
    for place in range(4):
        held = referred(looked, f"Eve Number{place}", worker=a_worker(
            f"Wes {place}", team=looked.riverside))
        assessed_before(looked, held)
    refresh()
    text = page(client, looked.analyst)
    for name in ("Ada Reed", "Ben Marsh", "Cas Hill", "Eve Number"):
        assert name not in text
    assert "Riverside" in text
    assert "Numbers below five are hidden here." in text
    assert "5 or more you may not open" in text


def test_a_restricted_child_is_named_to_nobody_without_grounds(client, looked):
    custodian = a_worker("Cus Todian")
    restrict(person=looked.ben.child, level="restricted", reason="Danger", custodian=custodian,
             by=looked.recorder, on=date(2026, 6, 1))
    text = page(client, looked.manager)
    assert "Ben Marsh" not in text
    assert "fewer than 5 you may not open" in text
    restrict(person=looked.ben.child, level="sealed", reason="Adopted", custodian=custodian,
             by=looked.recorder, on=date(2026, 6, 1))
    text = page(client, looked.manager)
    assert "Ben Marsh" not in text
    assert "you may not open" not in text


def test_whose_findings_were_shown_is_on_the_audit_trail(client, looked):
    page(client, looked.wilma)
    entry = Entry.objects.get(action="read", kind="child", page="return_health")
    assert (entry.user_id, entry.child_id) == (looked.wilma.pk, looked.ada.child.pk)
    assert entry.ground == "allocated"


def test_those_who_record_no_child_do_not_see_the_page(client, looked):
    client.force_login(a_user("board_manager", authority=looked.authority))
    assert client.get("/returns/health/").status_code == 403


def test_before_anybody_looked_the_page_says_so(client, here):
    assert "Nobody has looked yet." in page(client, here.wilma)


@pytest.mark.parametrize("who", ["wilma", "manager", "analyst"])
def test_the_page_takes_fifteen_queries_at_most(client, looked, who):
    client.force_login(getattr(looked, who))
    client.get("/returns/health/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/returns/health/")
    assert len(asked) <= 15, [q["sql"][:120] for q in asked]


def test_a_rule_is_explained_on_a_page_of_its_own(client, looked):
    text = page(client, looked.wilma, "/returns/rules/8500/")
    assert "The local child id is present." in text
    assert "2022-23 to 2026-27" in text
    assert "data items N00097" in text
    assert "Give the child the identifier that your authority uses" in text
    assert "/returns/rules/8500/" in page(client, looked.wilma, "/returns/rules/")
    client.force_login(looked.wilma)
    assert client.get("/returns/rules/0000/").status_code == 404
