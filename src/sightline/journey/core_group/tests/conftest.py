"""An invented borough, and children with plans that a core group carries out."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.record.allocation.actions import allocate
from sightline.record.spine import deriving
from sightline.record.spine.actions import open_step


@pytest.fixture
def borough(db):
    north = a_team("North team")
    sam, tess = a_user("social_worker"), a_user("team_manager")
    return SimpleNamespace(
        authority=an_authority(), north=north, sam=sam, tess=tess,
        worker=a_worker("Sam Worker", user=sam, team=north), chair=a_worker("Cal Chair"),
    )


@pytest.fixture
def on_plan(borough):
    """Makes a child with a plan, its lead and its chair."""

    def make(name="Ada Example", on=date(2026, 5, 11), chair=True, **more):
        step = open_step(
            "protection_plan.started", by=borough.sam, on=on, child=a_child(name), outcome="NEG",
            **more,
        )
        allocate(step=step, worker=borough.worker, by=borough.tess, on=on)
        if chair:
            allocate(step=step, worker=borough.chair, role="chair", by=borough.tess, on=on)
        step.refresh_from_db()
        return step

    return make


@pytest.fixture
def clean():
    """Says that working the clocks out again changes nothing for a child."""

    def check(child):
        assert not deriving.difference([child.pk])

    return check
