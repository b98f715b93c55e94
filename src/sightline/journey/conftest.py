"""An invented borough whose front door, protection team and chairs take a child through."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.access.authorities.actions import add_authority
from sightline.access.users.actions import create_user, give_role
from sightline.kernel.register import processes
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import place_in_team
from sightline.record.pages import spots
from sightline.record.pages.steps import offered_pages
from sightline.record.spine import deriving
from sightline.record.spine.actions import open_step

LONG_AGO = date(2024, 1, 2)


def _role_holder(authority, username, role, team=None, manager=False):
    user = create_user(
        username=username, display_name=username.title(), by=None, demonstration=True
    )
    give_role(user=user, role=role, authority=authority, by=None, on=LONG_AGO)
    worker = workforce.take_on(name=username.title(), by=user, on=LONG_AGO, user=user)
    if team is not None:
        workforce.place(worker=worker, team=team, by=user, on=LONG_AGO, manager=manager)
    return user


@pytest.fixture
def merrow(db):
    """A borough: Sam and Kit work in its protection team, Tess and Uma manage it; Vic does not."""
    authority = add_authority(code="999", name="Merrow", by=None)
    opener = _role_holder(authority, "opener", "system_administrator")

    def team(name, kind):
        return workforce.open_team(
            name=name, kind=kind, authorities=[authority], by=opener, on=LONG_AGO
        )

    made = SimpleNamespace(authority=authority)
    made.north = team("North team", Team.Kind.PROTECTION)
    made.early_help = team("Early help", Team.Kind.EARLY_HELP)
    made.sam = _role_holder(authority, "sam", "social_worker", made.north)
    made.kit = _role_holder(authority, "kit", "social_worker", made.north)
    made.vic = _role_holder(authority, "vic", "social_worker", made.early_help)
    made.tess = _role_holder(authority, "tess", "team_manager", made.north, manager=True)
    made.uma = _role_holder(authority, "uma", "team_manager", made.north, manager=True)
    return made


@pytest.fixture
def reed(merrow):
    """Makes a child of the Reed family, and the referral with which work on them began."""

    def make(given="Ana", on=date(2026, 6, 1), born_on=date(2018, 3, 4), held=False, **told):
        child = create_person(
            authority=merrow.authority, by=merrow.sam, on=LONG_AGO,
            names=[NameGiven(given, "Reed")], born_on=born_on, **told,
        )
        child.referral = open_step("referral.received", by=merrow.tess, on=on, child=child)
        if held:
            place_in_team(step=child.referral, team=merrow.north, by=merrow.tess, on=on)
        return child

    return make


@pytest.fixture
def clean():
    """Says that rebuilding a child's clocks from the record changes nothing."""

    def check(*children):
        return not deriving.difference([child.pk for child in children])

    return check


@pytest.fixture
def hand_in(client):
    """Types a page as a person would, checks the answers, and hands it in."""

    def handed(user, child, page, values, *, step=None, process=None, also=()):
        client.force_login(user)
        spot = spots.find(child.pk, page, step_id=step.pk if step else None, process=process)
        spot.also = list(also)
        typed = spot.form().written(values) | {
            "also": [other.pk for other in also], "_also_asked": "1", "_submit": "1",
        }
        page_shown = client.post(spot.url(), typed)
        assert page_shown.status_code == 302, page_shown.content.decode()
        return client.post(page_shown["Location"])

    return handed


@pytest.fixture
def drawn(client):
    """Opens every page that a person is offered on a step, and says which they were."""

    def opened(user, step=None, *, child=None, process=None):
        client.force_login(user)
        child = child or step.child
        key = process or step.process
        pages = list(offered_pages(processes[key], step=step))
        for page in pages:
            spot = spots.find(child.pk, page.key, step_id=step.pk if step else None, process=key)
            answer = client.get(spot.url())
            assert answer.status_code == 200, (page.key, answer.status_code)
            assert page.title in answer.content.decode()
        return {page.key for page in pages}

    return opened
