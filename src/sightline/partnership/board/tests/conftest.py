"""A board of 2012-13 and its management group, in an invented authority."""

from types import SimpleNamespace

import pytest

from sightline.partnership.board.tests import grid
from sightline.people.testing import a_user, an_authority


@pytest.fixture
def manager(db):
    return a_user("board_manager", authority=an_authority())


@pytest.fixture
def board(manager):
    return grid.make(
        an_authority(), manager, name="Board", rows=grid.BOARD, days=grid.DAYS,
        kinds={3: "extraordinary"},
    )


@pytest.fixture
def group(manager):
    return grid.make(
        an_authority(), manager, name="Management group", rows=grid.GROUP, days=grid.GROUP_DAYS
    )


@pytest.fixture
def small(manager):
    """Two seats of two agencies and one meeting, unmarked."""
    from datetime import date

    from sightline.partnership.board.actions import add_seat, found_body, hold_meeting

    body = found_body(
        authority=an_authority(), name="Partnership", kind="partnership", by=manager
    )
    return SimpleNamespace(
        body=body, police=add_seat(body=body, role="Inspector", agency="Police", by=manager),
        health=add_seat(body=body, role="Doctor", agency="Health", by=manager),
        meeting=hold_meeting(body=body, held_on=date(2026, 5, 13), by=manager),
    )
