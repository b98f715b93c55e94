"""An invented borough with a front door, a team that works with children, and their people."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.access.authorities.actions import add_authority
from sightline.access.users.actions import create_user, give_role
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.spine import actions as spine

LONG_AGO = date(2024, 1, 2)


@pytest.fixture
def borough(db):
    authority = add_authority(code="999", name="Merrow", by=None)
    made = SimpleNamespace(authority=authority)

    def person(username, role, team=None, manager=False):
        user = create_user(
            username=username, display_name=username.title(), by=None, demonstration=True
        )
        give_role(user=user, role=role, authority=authority, by=None, on=LONG_AGO)
        worker = workforce.take_on(name=username.title(), by=user, on=LONG_AGO, user=user)
        if team is not None:
            workforce.place(worker=worker, team=team, by=user, on=LONG_AGO, manager=manager)
        return user

    opener = person("opener", "system_administrator")

    def team(name, kind):
        return workforce.open_team(
            name=name, kind=kind, authorities=[authority], by=opener, on=LONG_AGO
        )

    made.door = team("Front door", Team.Kind.FRONT_DOOR)
    made.north = team("North team", Team.Kind.PROTECTION)
    made.early_help = team("Early help", Team.Kind.EARLY_HELP)
    made.asha = person("asha", "front_door_worker", made.door)
    made.mo = person("mo", "front_door_manager", made.door, manager=True)
    made.sam = person("sam", "social_worker", made.north)
    made.tess = person("tess", "team_manager", made.north, manager=True)
    made.cora = person("cora", "social_worker", made.north)
    made.head = person("head", "service_manager")
    return made


@pytest.fixture
def child(borough):
    """Makes an invented child."""

    def make(given="Ana", family="Reed", born_on=date(2018, 3, 4), **told):
        return create_person(
            authority=borough.authority, by=borough.asha, on=LONG_AGO,
            names=[NameGiven(given, family)], born_on=born_on, **told,
        )

    return make


@pytest.fixture
def open_child(borough, child):
    """A child with an open referral, allocated to Sam in the North team, whom Tess manages."""
    made = child("Ben", "Marsh", date(2016, 5, 6))
    step = spine.open_step(
        "referral.received", by=borough.asha, on=date(2026, 4, 7), child=made
    )
    allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=date(2026, 4, 8))
    return made
