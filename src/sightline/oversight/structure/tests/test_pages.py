"""The screen of the structure: seen on any day, changed by who keeps it, and by nobody else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.base.moments import today
from sightline.people.testing import a_child, a_recorder, a_team, a_user, a_worker, an_authority
from sightline.people.workforce import actions
from sightline.people.workforce.models import District, Post, Service, Team
from sightline.record.allocation.actions import place_in_team
from sightline.record.spine.actions import open_step

pytestmark = pytest.mark.django_db
DAY = {"on-day": "1", "on-month": "4", "on-year": "2024"}


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def day(way, on=None):
    on = on or today()
    name = f"{way}-on" if way else "on"
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def change(client, unit, way, on=None, **given):
    """Press one of the changes of a unit's page."""
    kind = type(unit).__name__.lower()
    typed = {"way": way, **day(way, on), **{f"{way}-{name}": v for name, v in given.items()}}
    return client.post(f"/structure/{kind}/{unit.pk}/", typed)


@pytest.fixture
def keeper(client):
    client.force_login(a_user("system_administrator"))
    return client


@pytest.mark.covers("S233")
def test_a_whole_branch_is_opened_moved_renamed_and_closed_on_the_screen(keeper):
    assert keeper.get("/").url == "/structure/"
    assert keeper.post("/structure/open/district/", {"name": "North", **day("")}).status_code == 302
    north = District.objects.get(name="North")
    opened = keeper.post("/structure/open/service/", {
        "name": "Conferences", "purpose": "conferences", "district": "", **day(""),
    })
    service = Service.objects.get(name="Conferences")
    assert opened.url == f"/structure/service/{service.pk}/"
    keeper.post("/structure/open/team/", {
        "name": "Chairs", "work": "reviewing", "service": service.pk, "district": "", **day(""),
    })
    team = Team.objects.get(name_now="Chairs")
    assert list(team.authorities.all()) == [an_authority()]
    keeper.post("/structure/open/post/", {
        "name": "Head of chairs", "team": team.pk, "manager": "on", **day(""),
    })
    post, worker = Post.objects.get(), a_worker("Cass Chair", team=team)
    for unit, way, given in (
        (team, "move", {"service": service.pk, "district": north.pk}),
        (team, "rename", {"name": "Conference chairs"}),
        (service, "provide", {"name": "Anywhere Trust"}),
        (post, "fill", {"worker": worker.pk}),
    ):
        assert change(keeper, unit, way, **given).status_code == 302, way
    page = words(keeper.get("/structure/"))
    assert "1 team, 1 post, 0 vacant" in page
    assert "North Conferences Anywhere Trust (from outside) Conference chairs" in page
    assert "Head of chairs manages the team : Cass Chair" in page
    before = words(keeper.get("/structure/", DAY))
    assert "on 1 April 2024 : 0 teams" in before
    refused = change(keeper, north, "close")
    assert refused.status_code == 422
    assert "Move or close first what is still in it: Conference chairs" in words(refused)
    assert change(keeper, team, "close", to="").status_code == 302
    assert change(keeper, north, "close").status_code == 302
    assert "Closed" in words(keeper.get(f"/structure/team/{team.pk}/"))


@pytest.mark.covers("S233")
def test_closing_warns_how_much_is_held_and_where_and_asks_who_takes_it(keeper):
    river, hill, by = a_team("Riverside"), a_team("Hillside"), a_recorder()
    for place in range(6):
        child = a_child(f"Zebulon Number{place}")
        step = open_step("referral.received", by=by, on=today(), child=child)
        place_in_team(step=step, team=river, by=by, on=today())
    page = keeper.get(f"/structure/team/{river.pk}/")
    assert "This team still holds open work: children 6, referral 6." in words(page)
    assert "No worker yet 6" in words(page)
    assert "Zebulon" not in page.content.decode()
    refused = change(keeper, river, "close", to="")
    assert refused.status_code == 422
    assert "Riverside still holds open work. Hand it over, or name the team" in words(refused)
    assert change(keeper, river, "close", to=hill.pk).status_code == 302
    assert hill.steps_owned.count() == 6


@pytest.mark.covers("S233")
def test_others_see_the_structure_and_change_nothing(client):
    team = a_team("Riverside")
    for role, may_see in (("service_manager", 200), ("inspector", 200), ("social_worker", 403)):
        client.force_login(a_user(role))
        assert client.get("/structure/").status_code == may_see, role
        page = client.get(f"/structure/team/{team.pk}/")
        assert page.status_code == may_see
        assert "Rename it" not in page.content.decode()
        assert change(client, team, "rename", name="Mine").status_code == 403
        assert client.post("/structure/open/team/", {"name": "X"}).status_code == 403
    assert Team.objects.get(pk=team.pk).name_now == "Riverside"


def test_what_another_authority_has_is_not_there_and_what_is_shared_is_for_both(keeper):
    other = an_authority("998")
    theirs = a_team("Elsewhere", authority=other)
    shared = actions.open_team(
        name="Night", authorities=[an_authority(), other], by=a_recorder(), on=today(),
    )
    assert "Elsewhere" not in words(keeper.get("/structure/"))
    assert keeper.get(f"/structure/team/{theirs.pk}/").status_code == 404
    page = words(keeper.get(f"/structure/team/{shared.pk}/"))
    assert "Other authorities share it" in page
    assert change(keeper, shared, "rename", name="Ours").status_code == 403


def test_a_large_structure_takes_no_more_questions_than_a_small_one(keeper):
    def asked():
        with CaptureQueriesContext(connection) as made:
            keeper.get("/structure/")
        return len(made)

    told = {"by": a_recorder(), "on": today()}
    keeper.get("/structure/")
    service = actions.open_service(name="One", authority=an_authority(), **told)
    team = actions.open_team(name="T", authorities=[an_authority()], service=service, **told)
    actions.open_post(name="P", team=team, **told)
    few = asked()
    for place in range(5):
        one = actions.open_service(name=f"S{place}", authority=an_authority(), **told)
        actions.provide(service=one, **told)
        team = actions.open_team(
            name=f"T{place}", authorities=[an_authority()], service=one, **told
        )
        a_worker(f"Wil {place}", team=team)
        actions.open_post(name=f"P{place}", team=team, **told)
    assert asked() == few <= 15
