"""A child with work in hand, an out of hours worker who may open every child, and a Wednesday."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from sightline.base import moments
from sightline.people.relationships.actions import relate
from sightline.people.testing import (
    a_child,
    a_recorder,
    a_team,
    a_user,
    a_worker,
    an_adult,
    an_authority,
)
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.situation.models import Situation
from sightline.record.spine.actions import record
from sightline.record.testing import begun, invented_work

TODAY, MAY = date(2026, 6, 10), date(2026, 5, 6)
NIGHT = datetime(2026, 6, 10, 3, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def at_night():
    """Three in the morning of a Wednesday in June, with the invented processes declared."""
    with moments.fixed(NIGHT), invented_work():
        yield


@pytest.fixture
def borough(db):
    """Sam works with the child, Nia works at night and may open every child, Ivy inspects."""
    made = SimpleNamespace(authority=an_authority(), north=a_team("North team"))
    made.night_team = a_team("Night team", kind=Team.Kind.OUT_OF_HOURS)
    made.sam = a_user("social_worker", name="Sam User")
    made.nia = a_user("out_of_hours", name="Nia Night")
    made.ivy = a_user("inspector", name="Ivy Inspector")
    made.worker = a_worker("Sam Worker", user=made.sam, team=made.north, phone="01999 555 001")
    a_worker("Tess Manager", team=made.north, manager=True, phone="01999 555 002")
    made.night = a_worker("Nia Night", user=made.nia, team=made.night_team, phone="01999 555 003")
    return made


@pytest.fixture
def ada(borough):
    """Ada, with work open since May that Sam holds."""
    child = a_child()
    child.step = begun(child, on=MAY)
    allocate(step=child.step, worker=borough.worker, team=borough.north, by=borough.sam, on=MAY)
    return child


@pytest.fixture
def say(borough):
    """Writes a child's situation."""

    def written(child, on=TODAY, by=None, **told):
        told = {"worry": "Left alone at night.", "working": "Gran comes.", **told}
        return record("situation.written", by=by or borough.sam, on=on, child=child,
                      facts=[Situation(**told)])

    return written


@pytest.fixture
def mother():
    """Makes children of one mother."""
    grace = an_adult("Grace Example")

    def of(*children):
        for child in children:
            relate(person=child, other=grace, kind="mother", by=a_recorder(), on=MAY)
        return grace

    return of


@pytest.fixture
def shown(client):
    """What a person sees at an address about a child, without its tags."""
    import html
    import re

    def read(user, child, path="", **asked):
        client.force_login(user)
        answer = client.get(f"/child/{child.pk}/{path}", asked)
        assert answer.status_code == 200, answer.status_code
        text = re.sub(r"<(script|style|head).*?</\1>", " ", answer.content.decode(), flags=re.S)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())

    return read
