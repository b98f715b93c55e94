"""What is done to the workforce: its structure, and who works in it."""

from sightline.people.workforce.actions.structure import (
    close,
    close_team,
    move,
    open_district,
    open_post,
    open_service,
    open_team,
    provide,
    rename,
    rename_team,
    settle_all,
)
from sightline.people.workforce.actions.working import (
    be_away,
    come_back,
    cover,
    fill,
    leave,
    move_on,
    place,
    report_to,
    take_on,
    vacate,
)

__all__ = [
    "be_away", "close", "close_team", "come_back", "cover", "fill", "leave", "move", "move_on",
    "open_district", "open_post", "open_service", "open_team", "place", "provide", "rename",
    "rename_team", "report_to", "settle_all", "take_on", "vacate",
]
