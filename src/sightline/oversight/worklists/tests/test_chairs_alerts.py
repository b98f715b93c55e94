"""A chair's alert where people look: the chair's list and log, the board, the worker's day."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from sightline.access.users.actions import create_user, give_role
from sightline.journey.chairs_alert import actions
from sightline.journey.chairs_alert.actions import To
from sightline.journey.chairs_alert.ladder import ladder
from sightline.journey.chairs_alert.models import Alert, Reply
from sightline.oversight.worklists.tests.test_my_day import at
from sightline.people.restriction.actions import restrict
from sightline.people.workforce import actions as workforce
from sightline.record.allocation.actions import allocate
from sightline.record.spine.models import Step

pytestmark = pytest.mark.covers("S063")
TODAY = date(2026, 6, 10)


@pytest.fixture
def cher(borough):
    made = create_user(username="cher", display_name="Cher", by=None, demonstration=True)
    give_role(user=made, role="conference_chair", authority=borough.authority, by=None,
              on=date(2024, 1, 2))
    workforce.take_on(name="Cher", by=made, on=date(2024, 1, 2), user=made)
    return made


@pytest.fixture
def raised(borough, north, cher):
    """Raises an alert about a child of the North team whom the chair chairs."""

    def make(given, on=date(2026, 6, 1), **to):
        step = north(given, worker=borough.sam.worker)
        allocate(step=step, worker=cher.worker, role="chair", by=cher, on=on)
        actions.raise_alert(
            children=[step.child], about="drift", by=cher, on=on, to=To(**to),
            said={step.child.pk: Alert(concern=f"{given} waits", asked_for="Do it")},
        )
        return Step.objects.get(process="chairs_alert", child=step.child)

    return make


def shown(client, user, name, args=(), **asked):
    client.force_login(user)
    response = client.get(reverse(f"worklists:{name}", args=args), asked)
    assert response.status_code == 200
    return response.content.decode()


def names(html):
    return re.findall(r'wl-name" href="[^"]+">([^<]+)<', html)


def test_the_log_says_who_is_asked_by_when_and_what_came_of_it(client, borough, cher, raised):
    late, answered, done = raised("Late"), raised("Answered"), raised("Done")
    actions.reply(step=answered, answer="agreed", by=borough.tess, on=date(2026, 6, 3),
                  put_right_by=date(2026, 6, 20), said=Reply(words="Sam visits weekly."))
    actions.end(step=done, kind="resolved", by=cher, on=TODAY)
    html = shown(client, cher, "chairs_alerts")
    assert names(html) == ["Late Marsh", "Answered Marsh"]
    assert "Not answered in time" in html
    assert "Tess: Sam visits weekly." in html
    assert names(shown(client, cher, "chairs_alerts", show="late")) == ["Late Marsh"]
    assert names(shown(client, cher, "chairs_alerts", show="ended")) == ["Done Marsh"]
    assert late.is_open
    chairs = shown(client, cher, "conferences").split('id="chairs-alerts"')[1]
    assert names(chairs.split("</section>")[0]) == ["Late Marsh", "Answered Marsh"]


def test_mine_are_those_i_raised_or_was_asked(client, borough, cher, raised):
    raised("Ana")
    raised("Ben", worker=borough.cora.worker)
    mine = {"show": "", "whose": "mine"}
    assert names(shown(client, cher, "chairs_alerts", **mine)) == ["Ana Marsh", "Ben Marsh"]
    assert names(shown(client, borough.tess, "chairs_alerts", **mine)) == ["Ana Marsh"]


def test_screen_and_file_hold_the_same_and_a_child_kept_from_the_reader_is_in_neither(
    client, borough, cher, raised,
):
    raised("Ana"), raised("Ben")
    hidden = raised("Zebulon")
    restrict(person=hidden.child, level="sealed", reason="danger",
             custodian=borough.head.worker, by=borough.head, on=TODAY)
    html = shown(client, cher, "chairs_alerts")
    file = shown(client, cher, "chairs_alerts_export")
    rows = list(csv.DictReader(io.StringIO(file.lstrip("\ufeff"))))
    assert [row["Name"] for row in rows] == names(html) == ["Ana Marsh", "Ben Marsh"]
    assert '<span id="count">2</span>' in html
    assert "Zebulon" not in html + file
    assert "more child" not in html


def test_the_managers_board_says_it_waits_until_it_is_answered(client, borough, raised):
    step = raised("Ana")

    def waiting():
        html = shown(client, borough.tess, "team", [borough.north.pk], show="waiting")
        return "Chair’s alert to answer: The plan is not carried out" in html

    assert waiting()
    actions.reply(step=step, answer="agreed", by=borough.tess, on=TODAY)
    assert not waiting()


def test_the_workers_day_begins_with_it(client, borough, north, cher):
    step = north("Ana", worker=borough.sam.worker)
    with at(11):
        actions.raise_alert(children=[step.child], about="safety", by=cher, on=date(2026, 6, 11))
    with at(12):
        html = shown(client, borough.sam, "work")
    changed = html.split('id="changed"')[1].split("</section>")[0]
    assert "Ana Marsh" in changed
    assert "Chair’s alert: The child is not safe enough" in changed


def test_the_head_of_service_sets_the_ladder(client, borough):
    client.force_login(borough.head)
    day = {f"level-{name}-{part}": value for name in ("since_on", "approved_on")
           for part, value in (("day", "1"), ("month", "6"), ("year", "2026"))}
    setting = reverse("worklists:practice")
    assert "Team manager, 5 working days" in client.get(setting).content.decode()
    answer = client.post(setting, {
        "way": "level", "level-number": "1", "level-name": "Practice lead", "level-days": "2",
        "level-owner": "Panel", **day,
    })
    assert answer["Location"] == setting
    assert "Practice lead, 2 working days" in client.get(setting).content.decode()
    assert ladder(borough.authority.pk, TODAY)[0].days == 2


def test_the_pages_it_is_on_take_few_queries(
    client, borough, cher, raised, django_assert_max_num_queries,
):
    raised("Ana"), raised("Ben")
    for user, name, args in (
        (cher, "chairs_alerts", ()), (cher, "conferences", ()), (cher, "on_plans", ()),
        (borough.tess, "team", (borough.north.pk,)), (borough.sam, "work", ()),
    ):
        shown(client, user, name, args)
        with django_assert_max_num_queries(15, info=name):
            client.get(reverse(f"worklists:{name}", args=args))
