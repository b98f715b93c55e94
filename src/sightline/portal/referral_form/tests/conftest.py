"""An invented authority with a front door, and a form that somebody fills in."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from sightline.access.authorities.actions import add_authority
from sightline.people.testing import a_user
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.portal.referral_form.actions import set_numbers

LONG_AGO = date(2024, 1, 2)
FILLED = {
    "once": "first-form", "source": "2A", "organisation": "Elmfield School",
    "name": "Priya Teacher", "role": "Safeguarding lead", "phone": "020 7946 0000",
    "danger": "no", "child-0-given": "Ana", "child-0-family": "Reed", "child-0-born_on-day": "4",
    "child-0-born_on-month": "3", "child-0-born_on-year": "2018", "child-0-safe": "yes",
    "child-1-family": "Reed", "child-1-unborn": "on", "child-1-expected_on-day": "1",
    "child-1-expected_on-month": "9", "child-1-expected_on-year": "2026",
    "address": "12 Acacia Avenue", "postcode": "ZZ1 1ZZ", "worry": "Left alone overnight",
    "detail": "She said nobody was home.", "answer": "not_told", "why_not": "risk",
    "basis": "public_task",
}


@pytest.fixture
def merrow(db):
    authority = add_authority(code="999", name="Merrow", by=None)
    by = a_user("system_administrator", authority=authority)
    door = workforce.open_team(
        name="Front door", kind=Team.Kind.FRONT_DOOR, authorities=[authority], by=by, on=LONG_AGO
    )
    set_numbers(authority=authority, day_phone="020 7946 0999", night_phone="020 7946 0998", by=by)
    return SimpleNamespace(authority=authority, door=door, by=by)


@pytest.fixture
def send(client, merrow):
    """Sends a form, as a browser does, and follows it to the receipt."""

    def press(only=None, **changed):
        answers = dict(FILLED if only is None else only)
        answers.update({name.replace("__", "-"): value for name, value in changed.items()})
        return client.post(reverse("referral_form:refer", args=["999"]), answers, follow=True)

    return press
