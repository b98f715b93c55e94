"""The verbs of allocation: allocate, end, place with a team, put somebody on duty."""

from sightline.record.allocation.actions.duty import call_off_duty, put_on_duty
from sightline.record.allocation.actions.holding import (
    allocate,
    allocate_together,
    check_here,
    end_allocation,
    keep_in_view,
    place_in_team,
    team_for,
)

__all__ = [
    "allocate",
    "allocate_together",
    "call_off_duty",
    "check_here",
    "end_allocation",
    "keep_in_view",
    "place_in_team",
    "put_on_duty",
    "team_for",
]
