"""Who: oneself first, then one's team, then everybody else, found by typing or by choosing."""

import re

import pytest
from django.urls import reverse

from sightline.base.tests.browsing import HOST, Site, barriers, browser
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.lookups import workers_offered_to
from sightline.record.spine.models import Step

pytestmark = pytest.mark.django_db
ASKED = "Who made the visit?"


@pytest.fixture
def visit(client, borough, open_child):
    workforce.take_on(name="Aaron Aardvark", by=borough.tess, on=borough.sam.worker.since_on)
    client.force_login(borough.sam)
    step = Step.objects.get(child=open_child)
    address = reverse("pages:start_page", args=[step.child_id, "visit", "visit"])
    return client.get(address).content.decode()


def test_whoever_is_asked_about_people_stands_first_then_the_team_then_the_others(borough):
    groups = workers_offered_to(borough.sam, 400)
    assert [heading for heading, _ in groups] == ["You", "Your team", "Others"]
    assert [name for _, name in groups[0][1]] == ["Sam"]
    assert [name for _, name in groups[1][1]] == ["Cora", "Tess"]
    assert "Asha" in [name for _, name in groups[2][1]]


def test_those_who_left_are_not_offered_and_a_short_list_keeps_the_team(borough):
    workforce.leave(worker=borough.cora.worker, by=borough.tess, on=borough.cora.worker.since_on)
    groups = dict(workers_offered_to(borough.sam, 2))
    assert [name for _, name in groups["You"] + groups["Your team"]] == ["Sam", "Tess"]
    assert "Others" not in groups


def test_the_list_is_a_plain_one_without_script(visit):
    asked = visit.split(ASKED, 1)[1].split("</select>", 1)[0]
    assert re.findall(r'optgroup label="([^"]+)"', asked) == ["You", "Your team", "Others"]
    assert asked.index(">Sam<") < asked.index(">Cora<") < asked.index(">Aaron Aardvark<")


@pytest.mark.browser
def test_part_of_a_name_finds_somebody_by_keyboard(visit, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = Site()
    site.pages["/visit"] = visit
    with browser(site) as page:
        page.goto(f"{HOST}/visit")
        chosen = page.get_by_label(ASKED, exact=True)
        assert barriers(page) == []
        box = page.get_by_label(f"{ASKED} Type part of a name")
        box.fill("aard")
        assert chosen.locator("option").all_inner_texts() == ["Aaron Aardvark"]
        box.press("Enter")
        assert chosen.locator("option:checked").inner_text() == "Aaron Aardvark"
        assert chosen.locator("option").count() > 5
        # a name given up leaves the answer there was
        box.fill("zzz")
        box.press("Escape")
        assert chosen.locator("option:checked").inner_text() == "Aaron Aardvark"
        chosen.select_option(label="Sam")
        assert chosen.locator("option:checked").inner_text() == "Sam"
        assert page.told == []


@pytest.mark.browser
def test_without_script_the_list_is_chosen_from_on_a_telephone(visit, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = Site()
    site.pages["/visit"] = visit
    with browser(site, width=390, script=False) as page:
        page.goto(f"{HOST}/visit")
        page.get_by_label(ASKED, exact=True).select_option(label="Cora")
        assert page.get_by_label(f"{ASKED} Type part of a name").count() == 0
