"""The list of children on a plan: any day, as it was or as it was known, for those entitled."""

import csv
import io
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.base.moments import fixed
from sightline.oversight.worklists.tests.test_chairs_alerts import cher
from sightline.people.restriction.actions import restrict
from sightline.record.allocation.actions import allocate
from sightline.record.harm.categories import rows
from sightline.record.spine import actions as spine
from sightline.record.spine.voiding import correct

__all__ = ["cher"]
pytestmark = pytest.mark.covers("S065")
TODAY = date(2026, 6, 10)
MAY = date(2026, 5, 4)


@pytest.fixture
def planned(borough, child):
    """Puts a child on a plan from a day, written up then, with Sam as lead worker."""

    def make(given, on=MAY, category="NEG", worker=None):
        with written(on):
            step = spine.open_step("protection_plan.started", by=borough.mo, on=on,
                                   child=child(given), outcome=category, facts=rows(category))
            allocate(step=step, worker=(worker or borough.sam).worker, by=borough.tess, on=on)
        return step

    return make


def written(on):
    return fixed(datetime.combine(on, time(17), ZoneInfo("Europe/London")), everywhere=True)


def asked(client, user, on=None, known="now", name="on_plans", **more):
    client.force_login(user)
    day = {} if on is None else {"on-day": on.day, "on-month": on.month, "on-year": on.year,
                                 "known": known}
    response = client.get(reverse(f"worklists:{name}"), {**day, **more})
    assert response.status_code == 200
    return response.content.decode()


def names(html):
    return re.findall(r'wl-name" href="[^"]+">([^<]+)<', html)


def test_any_past_day_gives_those_who_were_on_a_plan_that_night(client, borough, cher, planned):
    planned("Ana", date(2026, 3, 2))
    ben = planned("Ben", MAY)
    spine.record("protection_plan.category_changed", by=borough.mo, on=date(2026, 5, 20),
                 step=ben, outcome="EMO", facts=rows("EMO"))
    allocate(step=ben, worker=borough.cora.worker, by=borough.tess, on=date(2026, 5, 20))
    html = asked(client, cher)
    assert names(html) == ["Ana Reed", "Ben Reed"]
    assert "At first: " in html
    assert "Cora" in html
    then = asked(client, cher, date(2026, 5, 10))
    assert names(then) == ["Ana Reed", "Ben Reed"]
    assert "At first: " not in then
    assert "Cora" not in then
    assert names(asked(client, cher, date(2026, 5, 3))) == ["Ana Reed"]
    assert names(asked(client, cher, date(2026, 3, 1))) == []


def test_a_correction_changes_how_it_was_and_not_how_we_knew_it(client, borough, cher, planned):
    step = planned("Ana", MAY)
    with written(date(2026, 5, 20)):
        event = step.events.get(kind="protection_plan.started")
        correct(event, by=borough.mo, on=date(2026, 5, 11), reason="The wrong day")
    day = date(2026, 5, 6)
    assert names(asked(client, cher, day)) == []
    assert names(asked(client, cher, day, "then")) == ["Ana Reed"]


def test_screen_print_and_file_hold_the_same_children(client, borough, cher, planned):
    for number in range(3):
        planned(f"Ana{number}", MAY)
    html, whole = asked(client, cher, MAY), asked(client, cher, MAY, whole="1")
    file = asked(client, cher, MAY, name="on_plans_export")
    lines = list(csv.DictReader(io.StringIO(file.lstrip("\ufeff"))))
    assert [line["Name"] for line in lines] == names(html) == names(whole)
    assert f'<span id="count">{len(lines)}</span>' in html
    assert {line["Lead worker then"] for line in lines} == {"Sam"}
    assert {line["Category"] for line in lines} == {"Neglect"}


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_no_count_and_no_category_tells_of_a_child_kept_from_the_reader(
    client, borough, cher, planned, level,
):
    planned("Ana", MAY)
    before = asked(client, cher, MAY)
    hidden = planned("Zebulon", MAY, "SAB", worker=borough.cora)
    restrict(person=hidden.child, level=level, reason="danger", custodian=borough.head.worker,
             by=borough.head, on=TODAY)
    for on in (None, MAY):
        html = asked(client, cher, on)
        assert names(html) == ["Ana Reed"]
        assert "Zebulon" not in html
        assert "Sexual" not in html
    strip = re.compile(r'nonce="[^"]*"|csrf[^>]*|value="[^"]{30,}"')
    assert strip.sub("", asked(client, cher, MAY)) == strip.sub("", before)


def test_a_day_to_come_is_refused_in_words_and_a_worker_without_the_job_may_not_ask(
    client, borough, cher,
):
    client.force_login(cher)
    answer = client.get(reverse("worklists:on_plans"),
                        {"on-day": "1", "on-month": "1", "on-year": "2031"})
    assert answer.status_code == 422
    assert "nobody can say" in answer.content.decode()
    client.force_login(borough.sam)
    assert client.get(reverse("worklists:on_plans")).status_code == 403
