"""An invented borough whose front door, protection team and chairs take a child through."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from sightline.access.authorities.actions import add_authority
from sightline.access.users.actions import create_user, give_role
from sightline.kernel.process import EventKind, Process
from sightline.kernel.register import processes
from sightline.law import loader
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.spine import deriving
from sightline.record.spine.actions import open_step

HERE = Path(__file__).parent
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

    def make(given="Ana", on=date(2026, 6, 1), born_on=date(2018, 3, 4), **told):
        child = create_person(
            authority=merrow.authority, by=merrow.sam, on=LONG_AGO,
            names=[NameGiven(given, "Reed")], born_on=born_on, **told,
        )
        child.referral = open_step("referral.received", by=merrow.tess, on=on, child=child)
        return child

    return make


@pytest.fixture
def clean():
    """Says that rebuilding a child's clocks from the record changes nothing."""

    def check(*children):
        return not deriving.difference([child.pk for child in children])

    return check


def _stand_in(key, opening, outcomes=()):
    """The opening of a process that is not in the house, with its own clocks."""
    kinds = (EventKind(opening, opening, outcomes=dict.fromkeys(outcomes, key)),)
    return Process(
        key=key, title=key, duty="invented", events=kinds, opens=frozenset({opening}),
        clocks=loader.clocks(HERE / key / "clocks.yaml"),
    )


@pytest.fixture
def onward():
    """What enquiries and assessments lead to."""
    added = [
        process for process in (
            _stand_in("conference", "requested", ("initial", "review", "pre_birth")),
            _stand_in("child_in_need", "opened"),
            _stand_in("protection_plan", "started", ("NEG",)),
        )
        if process.key not in processes
    ]
    for process in added:
        processes.declare(process)
    deriving._rules_of.cache_clear()
    yield
    for process in added:
        processes._items.pop(process.key)
    deriving._rules_of.cache_clear()
