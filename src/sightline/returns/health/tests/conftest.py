"""Two teams whose children's records would not all pass the census of 2026-27."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.record.allocation.actions import allocate
from sightline.record.spine.actions import open_step, record

REFERRED = date(2026, 5, 11)


def referred(here: Any, name: str, *, worker: Any = None, on: date = REFERRED) -> Any:
    """A child with a referral that has its need, held by a worker."""
    child = a_child(name, authority=here.authority, by=here.recorder, ethnicity="WBRI")
    step = open_step("referral.received", by=here.recorder, on=on, child=child)
    record("referral.need_recorded", by=here.recorder, on=on, step=step, outcome="N1")
    if worker is not None:
        allocate(step=step, worker=worker, by=here.recorder, on=on)
    return SimpleNamespace(child=child, referral=step)


def assessed_before(here: Any, held: Any, on: date = date(2026, 5, 4)) -> Any:
    """An assessment that is said to have started before the referral was received."""
    return open_step(
        "assessment.started", by=here.recorder, on=on, child=held.child, led_from=held.referral)


@pytest.fixture
def here(db: None) -> Any:
    """Riverside with two workers and a manager, Hillside with one; nobody has looked yet."""
    authority = an_authority("999")
    made = SimpleNamespace(authority=authority)
    made.recorder = a_user("team_manager", authority=authority, name="Rae Corder")
    made.riverside, made.hillside = a_team("Riverside"), a_team("Hillside")
    made.wilma = a_user("social_worker", authority=authority, name="Wilma Worker")
    made.manager = a_user("team_manager", authority=authority, name="Mo Manager")
    made.analyst = a_user("analyst", authority=authority, name="Ann Alyst")
    wilma = a_worker("Wilma Worker", user=made.wilma, team=made.riverside)
    will = a_worker("Will Worker", team=made.riverside)
    hilda = a_worker("Hilda Hill", team=made.hillside)
    a_worker("Mo Manager", user=made.manager, team=made.riverside, manager=True)
    made.ada = referred(made, "Ada Reed", worker=wilma)
    made.ben = referred(made, "Ben Marsh", worker=will)
    made.cas = referred(made, "Cas Hill", worker=hilda)
    return made
