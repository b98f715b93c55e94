"""Leave, cover, weights and caps: they are put down on a page, warn with numbers, hold nothing."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from sightline.access.users.actions import create_user, give_role
from sightline.oversight.worklists.tests.test_lists import TODAY, shown
from sightline.oversight.worklists.tests.test_teams import names, page
from sightline.people.restriction.actions import restrict
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.lookups import away_of
from sightline.people.workforce.models import Absence, Cover
from sightline.record.allocation.actions import place_in_team
from sightline.record.allocation.queries import lead_worker
from sightline.record.caseloads.actions import set_cap, set_weight
from sightline.record.spine import actions as spine

JUNE = {"since-day": "8", "since-month": "6", "since-year": "2026"}
BACK = {"until-day": "20", "until-month": "6", "until-year": "2026"}


def practice(borough, cap=None, since=date(2026, 1, 1), worker=None, **weights):
    told = {"authority": borough.authority, "since_on": since, "owner": "Head",
            "approved_on": since, "by": borough.head}
    for process, weight in weights.items():
        set_weight(process=process, weight=Decimal(weight), **told)
    if cap is not None:
        set_cap(cap=Decimal(cap), worker=worker, **told)


def leave(borough, worker):
    return reverse("worklists:worker", args=[borough.north.pk, worker.pk])


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def tess(borough, client):
    client.force_login(borough.tess)
    return client


@pytest.mark.covers("S023", "S085")
def test_children_of_a_worker_on_leave_are_listed_until_somebody_covers(tess, borough, north):
    step = north("Ben", worker=borough.sam.worker)
    assert names(page(tess, borough.north, show="unallocated")) == []
    address = leave(borough, borough.sam.worker)
    given = {**JUNE, **BACK, "why": "unplanned", "covered_by": ""}
    assert tess.post(address, given)["Location"] == address
    listed = page(tess, borough.north, show="unallocated")
    assert names(listed) == ["Ben Marsh"]
    assert "Sam is away until 20 Jun 2026" in listed
    assert "Nobody covers. Nothing has been written down" in listed
    assert "Unplanned" not in listed
    # today's risk decision: the child stays the worker's
    tess.post(reverse("allocation:wait", args=[step.child_id]), {"risk": "Cora rings on Friday"})
    assert lead_worker(step.child_id) == borough.sam.worker
    assert "Cora rings on Friday (written today)" in page(tess, borough.north, show="unallocated")
    tess.post(address, {**JUNE, **BACK, "why": "leave", "covered_by": borough.cora.worker.pk})
    assert "Cora covers" in page(tess, borough.north, show="unallocated")
    # back at work: nobody is away, and nobody covers
    for absence in Absence.objects.all():
        tess.post(address, {"back": absence.pk})
    assert away_of([borough.sam.worker.pk]) == {}
    assert names(page(tess, borough.north, show="unallocated")) == []


@pytest.mark.covers("S023")
def test_what_was_written_of_the_risk_yesterday_asks_to_be_looked_at_today(tess, borough, north):
    step = north("Ana")
    place_in_team(step=step, team=borough.north, by=borough.tess, on=date(2026, 6, 9),
                  reason="Duty rings school")
    listed = page(tess, borough.north, show="unallocated")
    assert "Duty rings school (written 9 Jun 2026, nothing today)" in listed
    assert "sl-late-words" in listed
    tess.post(reverse("allocation:wait", args=[step.child_id]), {"risk": "Duty rings school"})
    listed = page(tess, borough.north, show="unallocated")
    assert "Duty rings school (written today)" in listed
    assert "sl-late-words" not in listed


def test_a_deputy_sees_what_waits_on_the_days_put_down_and_on_no_others(client, borough, north):
    deputy = create_user(username="dee", display_name="Dee", by=None, demonstration=True)
    give_role(user=deputy, role="team_manager", authority=borough.authority, by=None, on=TODAY)
    worker = workforce.take_on(name="Dee", by=borough.mo, on=TODAY, user=deputy)
    workforce.place(worker=worker, team=borough.door, by=borough.mo, on=TODAY, manager=True)
    step = north("Ana", worker=borough.sam.worker)
    opened = spine.open_step("assessment.started", by=borough.sam, on=TODAY, child=step.child,
                             led_from=step)
    spine.record("assessment.submitted", by=borough.sam, on=TODAY, step=opened)
    board = reverse("worklists:team", args=[borough.north.pk])

    def sees():
        client.force_login(deputy)
        return client.get(board, {"show": "waiting"})

    assert sees().status_code == 404
    client.force_login(borough.tess)
    mine = reverse("worklists:away")
    client.post(mine, {**JUNE, **BACK, "why": "leave", "covered_by": worker.pk})
    assert Cover.objects.get().covered_by == worker
    assert names(sees().content.decode()) == ["Ana Marsh"]
    client.force_login(borough.tess)
    client.post(mine, {"back": Absence.objects.get().pk})
    assert sees().status_code == 404


def test_only_those_near_are_offered_to_cover_and_only_managers_put_down_anothers_leave(
    client, borough
):
    client.force_login(borough.sam)
    offered = client.get(reverse("worklists:away")).content.decode()
    assert ">Cora<" in offered
    assert ">Tess<" in offered
    assert ">Asha<" not in offered
    given = {**JUNE, "why": "leave", "covered_by": borough.asha.worker.pk}
    assert client.post(reverse("worklists:away"), given).status_code == 422
    assert client.get(leave(borough, borough.cora.worker)).status_code == 403
    client.force_login(borough.tess)
    assert client.get(leave(borough, borough.asha.worker)).status_code == 404
    wrong = {**JUNE, "until-day": "8", "until-month": "6", "until-year": "2026", "why": "leave"}
    answer = client.post(leave(borough, borough.sam.worker), wrong)
    assert answer.status_code == 422
    assert "cannot be back before they have gone" in answer.content.decode()


@pytest.mark.covers("S218")
def test_a_board_weighs_each_worker_by_the_scheme_of_the_day_against_the_cap(tess, borough, north):
    step = north("Ana", worker=borough.sam.worker)
    spine.open_step("section47.started", by=borough.sam, on=TODAY, child=step.child,
                    led_from=step, outcome="strategy")
    north("Ben", worker=borough.sam.worker)
    practice(borough, cap=20, section47="1.5", referral="1")
    practice(borough, cap=2, worker=borough.sam.worker)
    practice(borough, since=date(2026, 7, 1), section47="9")
    html = tess.get(reverse("worklists:workers", args=[borough.north.pk])).content.decode()

    def cells(name):
        row = html.split(f'scope="row">{name}', 1)[1].split("</tr>", 1)[0]
        return dict(re.findall(r'data-label="(\w+)"[^>]*>(?:<a [^>]*>)?([^<]*)', row))

    assert {**cells("Sam"), "Overdue": ""} == {
        "Children": "2", "Families": "2", "Overdue": "", "Weight": "2.5", "Cap": "2",
        "Room": "-0.5", "Away": "Here",
    }
    assert cells("Cora")["Cap"] == "20"
    file = tess.get(reverse("worklists:workers_export", args=[borough.north.pk])).content.decode()
    rows = list(csv.DictReader(io.StringIO(file.lstrip("\ufeff"))))
    assert {row["Name"]: row["Weight"] for row in rows}["Sam"] == "2.5"
    assert len(rows) == int(re.search(r'id="count">(\d+)<', html)[1])


@pytest.mark.covers("S218")
def test_allocating_over_the_cap_warns_with_the_numbers_and_is_not_held_back(tess, borough, north):
    north("Ben", worker=borough.sam.worker)
    step = north("Ana")
    practice(borough, cap=1)
    workforce.be_away(worker=borough.sam.worker, by=borough.tess, on=TODAY, until=date(2026, 7, 1))
    address = reverse("allocation:allocate", args=[step.child_id])
    assert "Sam, 1 child, weight 1 of 1; away until 1 Jul 2026" in tess.get(
        address).content.decode()
    given = {"worker": borough.sam.worker.pk, "role": "lead", "reason": "", "on-day": "10",
             "on-month": "6", "on-year": "2026"}
    told = text(tess.post(address, given, follow=True).content.decode())
    assert "Sam now holds 2 children, weight 2 of 1, over the cap." in told
    assert "Sam is away until 1 Jul 2026, and nobody covers." in told
    assert lead_worker(step.child_id) == borough.sam.worker


@pytest.mark.covers("S218", "F148")
def test_the_head_of_service_sets_practice_and_sees_who_is_over_their_cap(client, borough, north):
    north("Ana", worker=borough.sam.worker)
    north("Ben", worker=borough.sam.worker)
    north("Eve", worker=borough.cora.worker)
    kept = north("Zebulon", worker=borough.cora.worker)
    restrict(person=kept.child, level="sealed", reason="danger", custodian=borough.tess.worker,
             by=borough.head, on=TODAY)
    client.force_login(borough.head)
    day = {f"{way}-{name}-{part}": value for way in ("cap", "weight", "answer")
           for name in ("since_on", "approved_on")
           for part, value in (("day", "1"), ("month", "6"), ("year", "2026"))}
    setting = reverse("worklists:practice")
    for way, given in (
        ("cap", {"cap-worker": "", "cap-cap": "1.5"}),
        ("weight", {"weight-process": "referral", "weight-weight": "1"}),
        ("answer", {"answer-grade": "red", "answer-allowed": "4 hours"}),
    ):
        answer = client.post(setting, {"way": way, f"{way}-owner": "Panel", **day, **given})
        assert answer["Location"] == setting
    wrong = client.post(setting, {"way": "answer", "answer-owner": "Panel", **day,
                                  "answer-allowed": "soon"})
    assert wrong.status_code == 422
    stands = text(client.get(setting).content.decode())
    for words in ("Everybody 1.5", "Referral 1.0", "Red 4 hours", "Panel, 1 Jun 2026"):
        assert words in stands
    every, over = (shown(client, borough.head, "caseloads", show=show) for show in ("", "over"))
    assert "Over the cap <b>1</b>" in every
    assert re.search(r'id="count">(\d+)<', over)[1] == "1"
    assert ">Sam<" in over
    assert ">Cora<" not in over
    file = client.get(reverse("worklists:caseloads_export"), {"show": "over"}).content.decode()
    assert len(file.strip().splitlines()) == 2
    client.force_login(borough.tess)
    assert client.get(setting).status_code == 403
