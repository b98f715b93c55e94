"""A worker with a child whose mother needs an interpreter, on a Wednesday in June."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.people.persons.actions import record_language
from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_adult
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.spine.actions import open_step

MAY = date(2026, 5, 4)


@pytest.fixture
def here(db):
    north = a_team("North team", kind=Team.Kind.PROTECTION)
    sam, tess = a_user("social_worker"), a_user("team_manager")
    made = SimpleNamespace(
        sam=sam, tess=tess, worker=a_worker("Sam Worker", user=sam, team=north),
        manager=a_worker("Tess Manager", user=tess, team=north, manager=True),
        ana=a_child("Ana Reed"), ben=a_child("Ben Reed"), mia=an_adult("Mia Reed"),
    )
    for child in (made.ana, made.ben):
        relate(person=child, other=made.mia, kind="mother", by=sam, on=MAY,
               responsibility="mother")
        step = open_step("referral.received", by=sam, on=MAY, child=child)
        allocate(step=step, worker=made.worker, by=tess, on=MAY)
    record_language(person=made.mia, by=sam, on=MAY, words="Polish", interpreter="needed")
    return made
