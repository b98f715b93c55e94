"""The worklists' borough with a night service, and a child whom nobody at night works with."""

from datetime import date

import pytest

from sightline.access.users.actions import create_user, give_role
from sightline.journey.conftest import hand_in
from sightline.journey.contact.tests.conftest import borough, child, open_child
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team

__all__ = ["borough", "child", "hand_in", "open_child"]

LONG_AGO = date(2024, 1, 2)


@pytest.fixture
def nell(borough):
    """The worker of the night."""
    borough.nights = workforce.open_team(
        name="Out of hours", kind=Team.Kind.OUT_OF_HOURS, authorities=[borough.authority],
        by=borough.mo, on=LONG_AGO,
    )
    user = create_user(username="nell", display_name="Nell", by=None, demonstration=True)
    give_role(user=user, role="out_of_hours", authority=borough.authority, by=None, on=LONG_AGO)
    worker = workforce.take_on(name="Nell", by=borough.mo, on=LONG_AGO, user=user)
    workforce.place(worker=worker, team=borough.nights, by=borough.mo, on=LONG_AGO)
    return user
