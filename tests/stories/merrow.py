"""Merrow, the invented borough of the stories: its teams, and who works in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sightline.access.users.actions import create_user, give_role
from sightline.base.moments import at, fixed
from sightline.people.testing import a_child, a_team, a_worker, an_authority
from sightline.people.workforce.models import Worker
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.spine import actions as spine

LONG_AGO, MONDAY = date(2024, 1, 2), date(2026, 6, 8)

PEOPLE = {
    "Fay Adeyemi": ("front_door_worker", "Front door", False),
    "Ines Morgan": ("front_door_manager", "Front door", True),
    "Sam Whitcombe": ("social_worker", "North protection team", False),
    "Tess Okafor": ("team_manager", "North protection team", True),
    "Uma Lindqvist": ("conference_chair", "Conference service", True),
    "Ada Pell": ("conference_administrator", "Conference service", False),
}
KINDS = {
    "Front door": "front_door", "North protection team": "protection",
    "Conference service": "reviewing",
}


def a_borough() -> dict[str, object]:
    """The authority, its teams and its people, each of whom can be signed in as by a click."""
    authority = an_authority("999", "Borough of Merrow")
    teams = {
        name: a_team(name, authority=authority, kind=kind, on=LONG_AGO)
        for name, kind in KINDS.items()
    }
    for name, (role, team, manages) in PEOPLE.items():
        username = name.partition(" ")[0].lower()
        user = create_user(username=username, display_name=name, by=None, demonstration=True)
        give_role(user=user, role=role, authority=authority, by=None, on=LONG_AGO)
        a_worker(name, user=user, team=teams[team], manager=manages, on=LONG_AGO)
    return {"authority": authority, "teams": teams}


@contextmanager
def a_monday() -> Iterator[None]:
    """The borough on a Monday: Ada, of Sam's, is on a plan; nobody has been named for Nia."""
    with fixed(at(MONDAY), everywhere=True):
        made = a_borough()
        team = made["teams"]["North protection team"]
        sam, tess = (Worker.objects.get(name=name) for name in ("Sam Whitcombe", "Tess Okafor"))
        for name, worker in (("Ada Plan", sam), ("Nia New", None)):
            child = a_child(name, authority=made["authority"])
            step = spine.open_step("protection_plan.started", by=tess.user, child=child,
                                   on=date(2026, 5, 4), outcome="NEG")
            if worker is not None:
                allocate(step=step, worker=worker, by=tess.user, on=date(2026, 5, 4), team=team)
            else:
                place_in_team(step=step, team=team, by=tess.user, on=date(2026, 6, 5))
        yield
