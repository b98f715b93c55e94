"""A county's staff: the teams of the borough many times over, divided among twelve districts."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.demo.people.staff import PLANS, Plan, Staffing
from sightline.people.workforce.models import Team

DISTRICTS = (
    "North Merrow", "South Merrow", "Merrow Docks", "Alderhythe", "Brackenfold", "Cobmarsh",
    "Dunlinstone", "Elvergate", "Fernhallow", "Goldenreach", "Heronsmere", "Ivelworth",
)
#: How many teams a whole county has of each kind, and how many work in each. One front door and
#: one night service answer for all of it.
TEAMS = {
    "door": (1, 38), "night": (1, 9), "help": (1, 24), "assess": (12, 11), "protect": (24, 10),
    "disabled": (4, 9), "looked": (6, 10), "leaving": (3, 8), "chairs": (4, 11),
}
#: Never fewer: the stories that are planted name these.
AT_LEAST = {"assess": 2, "protect": 3}
#: Kinds of team that divide the districts among them.
LOCAL = (Team.Kind.ASSESSMENT, Team.Kind.PROTECTION)


def county(scale: float = 1.0) -> Staffing:
    """The staff of a county; `scale` makes fewer teams of each kind, for a smaller one."""
    plans = tuple(plan for key in TEAMS for plan in _teams(key, scale))
    # long there, and registered until some time after today
    return Staffing(plans, DISTRICTS, registered_for=12)


def _teams(key: str, scale: float) -> Iterator[Plan]:
    like = next(plan for plan in PLANS if plan.key.rstrip("0123456789") == key)
    count, size = TEAMS[key]
    numbered = key in AT_LEAST
    wanted = max(AT_LEAST.get(key, 1), round(count * scale))
    for place in range(wanted):
        yield Plan(
            f"{key}{place + 1}" if numbered or place else key, _name(like, place, wanted),
            like.kind, like.service, size, like.role, like.manager_role,
            DISTRICTS[place % len(DISTRICTS)] if like.kind in LOCAL else "",
        )


def _name(like: Plan, place: int, wanted: int) -> str:
    name = like.name.rstrip("0123456789 ")
    return name if wanted == 1 else f"{name} {place + 1}"
