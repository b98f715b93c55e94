"""An invented borough with a team that works with children and a chair outside it."""

from datetime import date
from types import SimpleNamespace

import pytest

from sightline.journey.conference import actions
from sightline.journey.conference.actions import ForChild
from sightline.journey.conference.models import ConferenceDecision
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.harm.categories import rows
from sightline.record.meetings.models import Meeting
from sightline.record.spine import deriving
from sightline.record.spine.models import Step

MAY = date(2026, 5, 4)


@pytest.fixture
def borough(db):
    north = a_team("North team", kind=Team.Kind.PROTECTION)
    reviewing = a_team("Chairs", kind=Team.Kind.REVIEWING)
    early = a_team("Early help", kind=Team.Kind.EARLY_HELP)
    sam, tess = a_user("social_worker"), a_user("team_manager")
    cal = a_user("conference_chair")
    return SimpleNamespace(
        north=north, early_help=early, sam=sam, tess=tess, cal=cal,
        worker=a_worker("Sam Worker", user=sam, team=north),
        manager=a_worker("Tess Manager", user=tess, team=north, manager=True),
        chair=a_worker("Cal Chair", user=cal, team=reviewing),
    )


@pytest.fixture
def asked(borough):
    """Asks for a conference on one child or several, and gives each child's step."""

    def ask(*children, kind="initial", on=MAY):
        made = list(children) or [a_child()]
        occasion = actions.request(children=made, kind=kind, by=borough.sam, on=on)
        steps = [part.step for part in occasion.parts.order_by("pk")]
        for step in steps:
            if step.owner_worker_id is None:
                allocate(step=step, worker=borough.worker, by=borough.tess, on=on)
            step.refresh_from_db()
        return steps

    return ask


@pytest.fixture
def decide(borough):
    """Records one decision for one child, chaired by the chair."""

    def record(step, outcome, on=date(2026, 5, 11), category="", also=(), participants=(), **said):
        review_on = said.pop("review_on", None)
        occasion = actions.decide(
            children=[
                ForChild(
                    step, outcome, ConferenceDecision(**said), harms=rows(category, also),
                    review_on=review_on,
                )
            ],
            by=borough.cal, on=on, meeting=Meeting(chair=borough.chair, notes="Much was said."),
            participants=participants,
        )
        return occasion.parts.get()

    return record


@pytest.fixture
def plan_of():
    """The child's protection plan, open or ended."""

    def find(child):
        return Step.objects.standing().filter(child=child, process="protection_plan").last()

    return find


@pytest.fixture
def clean():
    """Says that working the clocks out again changes nothing for a child."""

    def check(child):
        assert not deriving.difference([child.pk])

    return check
