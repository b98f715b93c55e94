"""An invented borough, and children helped under a child in need plan."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.journey.child_in_need import actions
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.plans.written import (
    ActionText,
    ContingencyText,
    NeedText,
    OutcomeText,
    PlanText,
)
from sightline.record.spine import deriving


@pytest.fixture
def borough(db):
    north = a_team("North team", kind=Team.Kind.PROTECTION)
    early = a_team("Early help", kind=Team.Kind.EARLY_HELP)
    sam, tess, eve = a_user("social_worker"), a_user("team_manager"), a_user("social_worker")
    return SimpleNamespace(
        authority=an_authority(), north=north, early_help=early, sam=sam, tess=tess, eve=eve,
        worker=a_worker("Sam Worker", user=sam, team=north),
        manager=a_worker("Tess Manager", user=tess, team=north, manager=True),
        helper=a_worker("Eve Helper", user=eve, team=early),
    )


@pytest.fixture
def helped(borough):
    """Makes a child with a child in need plan, worked by the team."""

    def make(on=date(2026, 6, 1), child=None, **more):
        step = actions.open_(child=child or a_child(), by=borough.sam, on=on, **more)
        allocate(step=step, worker=borough.worker, by=borough.tess, on=on)
        step.refresh_from_db()
        return step

    return make


@pytest.fixture
def whole():
    """Writes a plan with nothing left out."""

    def write(**changes):
        action = ActionText("Ring the school", "Sam Worker", due_on=date(2026, 7, 1))
        outcome = OutcomeText("Ada is at school every day", "The register", None, [action])
        plan = PlanText(
            kind="child_in_need", why="Ada misses school.", success="Ada goes to school.",
            visiting="Sam every six weeks.", child_view="I like art.",
            review_on=date(2026, 9, 1), needs=[NeedText("Ada needs school", [outcome])],
            contingency=ContingencyText(
                "Ada is out alone", "Ring the duty team", "Sam", "Gran", "020 7946 0100"
            ),
        )
        for name, value in changes.items():
            setattr(plan, name, value)
        return plan

    return write


@pytest.fixture
def clean():
    """Says that working the clocks out again changes nothing for a child."""

    def check(child):
        assert not deriving.difference([child.pk])

    return check
