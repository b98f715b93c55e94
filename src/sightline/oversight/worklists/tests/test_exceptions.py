"""Children to look at: who is on each list and why, and that every count opens as many."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from sightline.kernel.calendar import add_months
from sightline.people.persons import actions as persons
from sightline.people.restriction.actions import restrict
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.allocation.models import Allocation
from sightline.record.decisions.actions import record_decision
from sightline.record.spine import actions as spine
from sightline.record.spine import bulk

TODAY = date(2026, 6, 10)
LONG = add_months(TODAY, -15)


@pytest.fixture
def opened(borough, child):
    """Opens a piece of work with a child, held by Sam of the North team or by its team alone."""

    def make(kind, given, on, *, worker=True, outcome=""):
        step = spine.open_step(kind, by=borough.mo, on=on, child=child(given), outcome=outcome)
        if worker:
            allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=on)
        else:
            place_in_team(step=step, team=borough.north, by=borough.mo, on=on)
        return step

    return make


@pytest.fixture
def shown(client, borough):
    def show(key="", *, user=borough.tess, **asked):
        client.force_login(user)
        name, more = ("exception", [key]) if key else ("exceptions", [])
        response = client.get(reverse(f"worklists:{name}", args=more), asked)
        assert response.status_code == 200
        return response.content.decode()

    return show


def names(html):
    return re.findall(r'wl-name" href="[^"]+">([^<]+)<', html)


@pytest.mark.covers("S067")
def test_a_plan_is_listed_from_fifteen_months_on_and_says_when_it_will_be_eighteen(opened, shown):
    opened("protection_plan.started", "Old", LONG, outcome="NEG")
    opened("protection_plan.started", "Young", LONG + timedelta(days=1), outcome="NEG")
    opened("protection_plan.started", "Older", add_months(TODAY, -19), outcome="NEG")
    html = shown("long-plans")
    assert names(html) == ["Older Reed", "Old Reed"]
    assert "18 months on 10 September 2026" in html
    assert "Passed 18 months on 10 May 2026" in html


@pytest.mark.covers("S067")
def test_the_chair_sees_long_plans_beside_the_conferences(client, borough, opened):
    from sightline.access.users.actions import create_user, give_role

    chair = create_user(username="cher", display_name="Cher", by=None, demonstration=True)
    give_role(user=chair, role="conference_chair", authority=borough.authority, by=None,
              on=date(2024, 1, 2))
    opened("protection_plan.started", "Old", LONG, outcome="NEG")
    opened("protection_plan.started", "Young", TODAY, outcome="NEG")
    client.force_login(chair)
    html = client.get(reverse("worklists:conferences")).content.decode()
    assert "Protection plans past 15 months (1 of 2)" in html
    assert names(html.split('id="long"', 1)[1]) == ["Old Reed"]


@pytest.mark.covers("S081")
def test_a_child_in_need_is_an_exception_for_each_thing_that_is_missing(borough, opened, shown):
    opened("child_in_need.opened", "Bare", TODAY - timedelta(days=2), outcome="other", worker=False)
    held = opened("child_in_need.opened", "Held", TODAY - timedelta(days=2), outcome="other")
    html = shown("in-need")
    assert names(html) == ["Bare Reed", "Held Reed"]
    bare, ours = html.split("Held Reed")[0], html.split("Held Reed")[1]
    for words in ("There is no authorised assessment.", "There is no plan."):
        assert words in bare
        assert words in ours
    assert "No worker is named." in bare
    assert "No worker is named." not in ours
    spine.record("child_in_need.ended", by=borough.tess, on=TODAY, step=held, outcome="needs_met")
    assert names(shown("in-need")) == ["Bare Reed"]


@pytest.mark.covers("S081")
def test_a_child_found_in_need_for_whom_no_plan_was_opened_in_time_is_listed(
    borough, child, shown
):
    for name, days in (("Found", 60), ("Lately", 2)):
        made, on = child(name), TODAY - timedelta(days=days)
        episode = bulk.Begun("referral", team_id=borough.north.pk)
        begun = bulk.Begun("assessment", led_from=episode, team_id=borough.north.pk)
        steps = [episode, begun]
        bulk.write([bulk.History(made.pk, made.authority_id, "999", begun=steps, happened=[
            bulk.Happened("referral.received", on, step=episode, facts=[
                Allocation(team=borough.north)
            ]),
            bulk.Happened("assessment.started", on, step=begun),
            bulk.Happened("assessment.authorised", on, step=begun, outcome="child_in_need"),
        ])], by=borough.mo)
    html = shown("in-need")
    assert names(html) == ["Found Reed"]
    assert "no plan was opened" in html


def decided(borough, step, on, words="The plan stands, because she is settled"):
    record_decision(by=borough.tess, on=on, about="oversight", rationale=words,
                    children=[step.child], step=step)


@pytest.mark.covers("S035")
def test_thirty_one_days_without_a_decision_and_its_reason_are_a_gap(borough, opened, shown):
    for name, days in (("Thirty", 30), ("ThirtyOne", 31)):
        step = opened("referral.received", name, TODAY - timedelta(days=90))
        decided(borough, step, TODAY - timedelta(days=days))
    bare = opened("referral.received", "Never", TODAY - timedelta(days=40))
    decided(borough, bare, TODAY - timedelta(days=3), words="")
    opened("referral.received", "New", TODAY - timedelta(days=5))
    html = shown("undecided")
    assert names(html) == ["Never Reed", "ThirtyOne Reed"]
    assert "since 10 May 2026: 31 days" in html
    assert "since the work began on 1 May 2026: 40 days" in html


@pytest.mark.covers("S035")
def test_what_a_conference_decided_is_a_decision(borough, opened, shown):
    step = opened("conference.requested", "Con", TODAY - timedelta(days=60), outcome="review")
    assert names(shown("undecided")) == ["Con Reed"]
    spine.record("conference.decided", by=borough.mo, on=TODAY - timedelta(days=10), step=step,
                 outcome="plan_continues")
    assert names(shown("undecided")) == []


@pytest.mark.covers("S035")
def test_of_work_brought_in_nobody_says_that_a_decision_is_wanting(borough, child, shown):
    made, begun = child("Ivy"), bulk.Begun("referral")
    bulk.write([bulk.History(
        made.pk, made.authority_id, "999", begun=[begun], source="cin_census:2026",
        happened=[bulk.Happened("referral.received", date(2026, 1, 5), step=begun)],
    )], by=borough.mo)
    assert names(shown("undecided", user=borough.head)) == []


def contact_decided(borough, child, on):
    step = spine.open_step("contact.received", by=borough.mo, on=on, child=child)
    spine.record("contact.decided", by=borough.mo, on=on, step=step, outcome="referral")


@pytest.mark.covers("S026")
def test_what_is_not_known_ten_working_days_after_the_contact_is_listed(borough, opened, shown):
    for given, on in (("Due", date(2026, 5, 27)), ("Late", date(2026, 5, 26)),
                      ("Told", date(2026, 5, 26))):
        step = opened("child_in_need.opened", given, on, outcome="other")
        contact_decided(borough, step.child, on)
    persons.record_ethnicity(person=step.child, by=borough.mo, on=TODAY, code="WBRI")
    persons.record_religion(person=step.child, by=borough.mo, on=TODAY, absence="declined")
    html = shown("not-asked")
    assert names(html) == ["Late Reed", "Told Reed"]
    assert "Not known: first language, whether an interpreter is needed." in html
    persons.record_language(person=step.child, by=borough.mo, on=TODAY, words="English",
                            interpreter="not_needed")
    assert names(shown("not-asked")) == ["Late Reed"]


@pytest.mark.covers("S035", "S067", "S081")
def test_every_count_opens_as_many_on_screen_and_in_the_file(client, borough, opened, shown):
    for number in range(3):
        opened("protection_plan.started", f"Pat{number}", LONG, outcome="NEG")
        opened("child_in_need.opened", f"Kit{number}", TODAY, outcome="other", worker=False)
    for user in (borough.tess, borough.head):
        counts = re.findall(r'/exceptions/([a-z-]+)/[^"]*">(\d+)<', shown(user=user))
        assert dict(counts) == {
            "long-plans": "3", "in-need": "3", "undecided": "3", "not-asked": "0",
            "interpreters": "0",
        }
        for key, count in counts:
            html = shown(key, user=user)
            assert f"({count})</h1>" in html
            response = client.get(reverse("worklists:exception_export", args=[key]))
            rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
            assert sorted(row["Name"] for row in rows) == sorted(names(html))
            assert len(rows) == int(count)


def test_a_manager_sees_their_own_teams_and_no_other(client, borough, opened, shown):
    step = opened("protection_plan.started", "Pat", LONG, outcome="NEG")
    place_in_team(step=step, team=borough.early_help, by=borough.mo, on=TODAY)
    assert names(shown("long-plans")) == []
    assert names(shown("long-plans", user=borough.head)) == ["Pat Reed"]
    assert names(shown("long-plans", user=borough.head, team=borough.north.pk)) == []
    client.force_login(borough.tess)
    address = reverse("worklists:exception", args=["long-plans"])
    assert client.get(address, {"team": borough.early_help.pk}).status_code == 404
    assert client.get(reverse("worklists:exception", args=["nothing"])).status_code == 404


def test_a_restricted_child_is_neither_named_nor_counted(borough, opened, shown):
    step = opened("protection_plan.started", "Kay", LONG, outcome="NEG")
    restrict(person=step.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=TODAY)
    html = shown("long-plans")
    assert "Kay Reed" not in html
    assert "(0)</h1>" in html
    # a number would say that a child whom the reader has in mind is on this very list
    assert "more child" not in html
    assert "A child whose record you may not open is not on this list" in html
    assert re.search(r'long-plans/[^"]*">0<', shown())


def test_the_lists_take_at_most_fifteen_queries(
    client, borough, opened, shown, django_assert_max_num_queries
):
    for number in range(20):
        opened("protection_plan.started", f"Pat{number}", LONG, outcome="NEG")
        asked = opened("child_in_need.opened", f"Kit{number}", LONG, outcome="other")
        contact_decided(borough, asked.child, LONG)
    # a plan made for empty tables takes minutes over a hundred rows
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for key in ("", "long-plans", "in-need", "undecided", "not-asked", "interpreters"):
        for user in (borough.tess, borough.head):
            shown(key, user=user)
            name, more = ("exception", [key]) if key else ("exceptions", [])
            with django_assert_max_num_queries(15):
                client.get(reverse(f"worklists:{name}", args=more))
