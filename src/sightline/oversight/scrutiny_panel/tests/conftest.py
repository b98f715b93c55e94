"""The worklists' borough with a panel: its chair, its coordinator, and members of two agencies."""

from datetime import date

import pytest

from sightline.access.users.actions import create_user, give_role
from sightline.journey.conftest import clean, drawn, hand_in
from sightline.journey.contact.tests.conftest import borough, child, open_child
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.models import Seat
from sightline.oversight.worklists.tests.conftest import north, planned
from sightline.people.workforce import actions as workforce
from sightline.record.meetings.models import Agency
from sightline.record.spine.models import Step

__all__ = ["borough", "child", "clean", "drawn", "hand_in", "north", "open_child", "planned"]

LONG_AGO = date(2024, 1, 2)
MAY, JUNE, JULY = date(2026, 5, 12), date(2026, 6, 9), date(2026, 7, 14)


@pytest.fixture
def person(borough):
    """Makes somebody who signs in with a role and works under their own name."""

    def make(username, role):
        user = create_user(username=username, display_name=username.title(), by=None,
                           demonstration=True)
        give_role(user=user, role=role, authority=borough.authority, by=None, on=LONG_AGO)
        workforce.take_on(name=username.title(), by=user, on=LONG_AGO, user=user)
        return user

    return make


@pytest.fixture
def panel(borough, person):
    """The panel, which met in May and June and meets again in July."""
    borough.cleo = person("cleo", "conference_administrator")
    borough.nora = person("nora", "partner_professional")
    given = {"authority": borough.authority, "by": borough.cleo, "since_on": LONG_AGO}
    borough.seats = {
        "cleo": actions.seat(part=Seat.Part.COORDINATOR, agency=Agency.SOCIAL_CARE, name="Cleo",
                             worker=borough.cleo.worker, **given),
        "nora": actions.seat(agency=Agency.HEALTH, name="Nora", worker=borough.nora.worker,
                             post="Designated nurse", **given),
        "police": actions.seat(agency=Agency.POLICE, name="Inspector Hale", **given),
    }
    borough.sittings = [
        actions.set_day(authority=borough.authority, on=on, by=borough.cleo)
        for on in (MAY, JUNE, JULY)
    ]
    return borough


@pytest.fixture
def put_on(panel):
    """Puts a child on by hand, and gives back their place before the panel."""

    def make(child, on=date(2026, 6, 1), why="The school asks", **told):
        actions.put_on(children=[child], by=panel.cleo, on=on, why={child.pk: why}, **told)
        return Step.objects.open().get(process="scrutiny_panel", child=child)

    return make
