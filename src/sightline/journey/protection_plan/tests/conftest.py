"""An invented borough with a team, its manager and a chair, and children on plans."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.journey.protection_plan import actions
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

BEGAN = date(2026, 3, 3)


@pytest.fixture
def borough(db):
    north = a_team("North team", kind=Team.Kind.PROTECTION)
    sam, tess, cal = a_user("social_worker"), a_user("team_manager"), a_user("conference_chair")
    return SimpleNamespace(
        authority=an_authority(), north=north, sam=sam, tess=tess, cal=cal,
        worker=a_worker("Sam Worker", user=sam, team=north),
        manager=a_worker("Tess Manager", user=tess, team=north, manager=True),
        chair=a_worker("Cal Chair", user=cal),
    )


@pytest.fixture
def on_plan(borough):
    """Makes a child with a plan, worked by the team."""

    def make(on=BEGAN, category="NEG", child=None, **more):
        step = actions.start(
            child=child or a_child(), by=borough.cal, on=on, category=category, **more
        )
        allocate(step=step, worker=borough.worker, by=borough.tess, on=on)
        step.refresh_from_db()
        return step

    return make


@pytest.fixture
def whole():
    """Writes a plan with nothing left out."""

    def write(state="final", **changes):
        action = ActionText("Take Ada to the dentist", "Grace Example", due_on=date(2026, 7, 1))
        outcome = OutcomeText("Ada's teeth no longer hurt", "Ada says so", None, [action])
        plan = PlanText(
            kind="protection", state=state, why="Ada was hurt.", success="Ada is safe at home.",
            visiting="Sam every ten days.", child_view="I want Mum to stop shouting.",
            review_on=date(2026, 7, 1), needs=[NeedText("Ada needs a dentist", [outcome])],
            contingency=ContingencyText(
                "Mum drinks again", "Ring the duty team", "Sam", "Gran", "020 7946 0100"
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
