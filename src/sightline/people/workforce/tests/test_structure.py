"""The structure of a day: what was told for a day holds until the next is told."""

from datetime import date, timedelta

import pytest

from sightline.access.audit.models import Entry
from sightline.base.moments import at, fixed, today
from sightline.people.persons.given import FactRefused
from sightline.people.testing import a_recorder, a_team, a_worker, an_authority
from sightline.people.workforce import actions
from sightline.people.workforce.lookups import called, managers_of_team, members_of, team_named
from sightline.people.workforce.models import Team
from sightline.people.workforce.structure import course, structure

pytestmark = pytest.mark.django_db
FOUNDED, MOVED, LATER = date(2020, 4, 1), date(2024, 4, 1), date(2025, 4, 1)


def by_name(authority, on):
    """The tree of a day as names: district, service and team, post and holder."""
    return {
        (branch.name, service.name, team.name): {
            post.name: post.holders for post in team.posts
        }
        for branch in structure(authority, on)
        for service in branch.services for team in service.teams
    }


@pytest.fixture
def authority():
    return an_authority()


@pytest.fixture
def told(authority):
    return {"by": a_recorder(), "on": FOUNDED}


@pytest.fixture
def made(authority, told):
    """Two districts, a service, a team in the one district with a manager's post that is held."""
    north = actions.open_district(name="North", authority=authority, **told)
    south = actions.open_district(name="South", authority=authority, **told)
    service = actions.open_service(name="Assessment", authority=authority, **told)
    team = actions.open_team(
        name="North team", authorities=[authority], service=service, district=north, **told
    )
    post = actions.open_post(name="Team manager", team=team, manager=True, **told)
    return north, south, service, team, post


@pytest.mark.covers("S233")
def test_the_tree_is_as_it_was_on_the_day_that_is_asked(authority, made, told):
    north, south, service, team, post = made
    by, worker = told["by"], a_worker("Mona Keyes", on=FOUNDED)
    actions.fill(post=post, worker=worker, by=by, on=FOUNDED)
    actions.rename(unit=service, name="Family help", by=by, on=MOVED)
    actions.rename(unit=north, name="North Merrow", by=by, on=MOVED)
    actions.rename(unit=post, name="Head of team", by=by, on=LATER)
    actions.move(unit=team, by=by, on=LATER, service=service, district=south)
    day = timedelta(days=1)
    mona = [worker.name]
    assert by_name(authority, FOUNDED - day) == {}
    assert by_name(authority, MOVED - day) == {
        ("North", "Assessment", "North team"): {"Team manager": mona}
    }
    assert by_name(authority, LATER - day) == {
        ("North Merrow", "Family help", "North team"): {"Team manager": mona}
    }
    assert by_name(authority, today()) == {
        ("South", "Family help", "North team"): {"Head of team": mona}
    }
    team.refresh_from_db()
    assert (team.district, team.service) == (south, service)


def test_what_is_told_for_a_day_between_two_others_holds_until_the_later(made, told):
    _, _, _, team, _ = made
    for name, on in (("Third", LATER), ("Second", MOVED), ("Second, put right", MOVED)):
        actions.rename(unit=team, name=name, by=told["by"], on=on)
    names = called([team.pk])
    assert names.during(team, FOUNDED, None) == "North team, then Second, put right, then Third"
    assert names.on(team, LATER - timedelta(days=1)) == "Second, put right"
    assert Team.objects.get(pk=team.pk).name_now == "Third"
    assert team_named(an_authority().pk, "Third", LATER) == team
    assert team_named(an_authority().pk, "Third", MOVED) is None


@pytest.mark.covers("S233")
def test_what_is_told_for_a_day_to_come_holds_from_that_day(authority, made, told):
    _, south, service, team, _ = made
    soon = today() + timedelta(days=30)
    actions.rename(unit=team, name="South team", by=told["by"], on=soon)
    actions.move(unit=team, by=told["by"], on=soon, service=service, district=south)
    assert actions.settle_all() == 0
    assert Team.objects.get(pk=team.pk).name_now == "North team"
    assert list(by_name(authority, soon)) == [("South", "Assessment", "South team")]
    with fixed(at(soon)):
        assert actions.settle_all() == 1
        assert actions.settle_all() == 0
    changed = Team.objects.get(pk=team.pk)
    assert (changed.name_now, changed.district) == ("South team", south)


@pytest.mark.covers("S233")
def test_whoever_holds_a_managers_post_manages_the_team_while_they_hold_it(made, told):
    _, _, service, team, post = made
    worker, by = a_worker("Mona Keyes", team=team, on=FOUNDED), told["by"]
    actions.fill(post=post, worker=worker, by=by, on=MOVED)
    assert list(managers_of_team(team.pk, MOVED - timedelta(days=1))) == []
    assert list(managers_of_team(team.pk, MOVED)) == [worker]
    assert list(members_of(team.pk, MOVED)) == [worker]
    with pytest.raises(FactRefused, match="Mona Keyes holds it"):
        actions.fill(post=post, worker=a_worker("Otto Other"), by=by, on=LATER)
    other = a_team("Other team")
    actions.move(unit=post, by=by, on=LATER, team=other)
    assert list(managers_of_team(other.pk, LATER)) == [worker]
    assert list(members_of(team.pk, LATER)) == []
    actions.vacate(post=post, by=by, on=today())
    assert list(managers_of_team(other.pk, today())) == []


@pytest.mark.covers("S233")
def test_what_still_holds_something_is_not_closed_and_a_closed_unit_is_changed_no_more(made, told):
    north, south, service, team, post = made
    by = told["by"]
    with pytest.raises(FactRefused, match="still in it: North team"):
        actions.close(unit=north, by=by, on=today())
    with pytest.raises(FactRefused, match="North team"):
        actions.close(unit=service, by=by, on=today())
    with pytest.raises(FactRefused, match="opened on 1 April 2020"):
        actions.rename(unit=team, name="Earlier", by=by, on=FOUNDED - timedelta(days=1))
    actions.move(unit=team, by=by, on=MOVED, service=service, district=south)
    actions.close(unit=north, by=by, on=LATER)
    with pytest.raises(FactRefused, match="closed on 1 April 2025"):
        actions.rename(unit=north, name="Too late", by=by, on=LATER)
    actions.close_team(team=team, by=by, on=LATER)
    post.refresh_from_db()
    assert post.until_on == LATER
    assert list(members_of(team.pk, LATER)) == []


@pytest.mark.covers("S233")
def test_every_change_is_in_the_trail(made, told):
    _, south, service, team, post = made
    by, before = told["by"], Entry.objects.count()
    actions.rename(unit=service, name="Other", by=by, on=MOVED)
    actions.move(unit=team, by=by, on=MOVED, service=None, district=south)
    actions.provide(service=service, by=by, on=MOVED, name="Elsewhere Ltd")
    actions.close(unit=post, by=by, on=LATER)
    fresh = Entry.objects.order_by("pk")[before:]
    assert [(entry.kind, entry.ident) for entry in fresh] == [
        ("service", service.pk), ("team", team.pk), ("service", service.pk), ("post", post.pk),
    ]


@pytest.mark.covers("S079")
def test_a_service_keeps_who_provided_it_when(authority, made, told):
    service = made[2]
    actions.provide(service=service, by=told["by"], on=FOUNDED, name="Anywhere Trust")
    actions.provide(service=service, by=told["by"], on=MOVED)
    seen = {
        on: structure(authority, on)[0].services[0].provider
        for on in (MOVED - timedelta(days=1), MOVED)
    }
    assert list(seen.values()) == ["Anywhere Trust (from outside)", "In-house"]
    provided = [line for line in course(service) if line.respect == "Provided"]
    assert [(line.since_on, line.until_on) for line in provided] == [
        (FOUNDED, MOVED), (MOVED, None)
    ]
