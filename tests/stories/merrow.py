"""Merrow, the invented borough of the stories: its teams, and who works in them."""

from datetime import date

from sightline.access.users.actions import create_user, give_role
from sightline.people.testing import a_team, a_worker, an_authority

LONG_AGO = date(2024, 1, 2)

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
