"""Return health is shown by entitlement: own children, a team's, all counts; no name beyond."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access.audit.models import Entry
from sightline.base.moments import fixed
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_user, a_worker
from sightline.returns.health.actions import refresh
from sightline.returns.health.tests.conftest import assessed_before, referred
from sightline.returns.kit.declared import declared
from sightline.returns.submissions.actions import prepare, sign_off


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


def test_until_it_is_signed_off_the_year_that_ended_is_looked_at_and_shown_first(client, here):
    """On 10 June 2026 the census of 2025-26 is still to be sent."""
    late = referred(here, "Eve Late", worker=here.ada.referral.owner_worker, on=date(2026, 2, 9))
    assessed_before(here, late, on=date(2026, 2, 2))
    assessed_before(here, here.ada)
    refresh()
    text = page(client, here.wilma)
    assert "census of 2025-26 would find" in text
    assert "It ended on 31 March, and its return is not signed off yet." in text
    assert "Eve Late" in text
    assert "Ada Reed" not in text, "a child of this year is not in the return of the other"
    assert "<strong>1</strong> child has something to mend" in text
    text = page(client, here.wilma, "/returns/health/?year=2027")
    assert "census of 2026-27 would find" in text
    assert "Ada Reed" in text
    assert "<strong>2</strong> children have something to mend" in text
    assert "There is no trend yet. It begins on 10 June 2026" in text
    kept = prepare(what=declared["cin"], authority=here.authority, year=2026, by=here.analyst)
    director = a_user("director", authority=here.authority)
    sign_off(prepared=kept, by=director, declared_true=True)
    text = page(client, here.wilma)
    assert "census of 2026-27 would find" in text
    assert "and its return is signed off." in text
    with fixed(date(2026, 8, 1)):
        refresh()
        assert "Two years are open" not in page(client, here.wilma)


def test_the_rules_that_are_broken_are_counted(client, looked):
    text = page(client, a_user("director", authority=looked.authority))
    assert "By rule, the most harmful first" in text
    assert "/returns/rules/1103/" in text


@pytest.mark.parametrize("who", ["wilma", "manager", "analyst", "director"])
def test_the_page_takes_fifteen_queries_at_most(client, looked, who):
    looked.director = a_user("director", authority=looked.authority)
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
