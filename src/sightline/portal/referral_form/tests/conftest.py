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
EXPECTING = {
    "once": "maternity", "source": "3F", "organisation": "Merrow Hospital", "name": "Mel Midwife",
    "role": "Community midwife", "phone": "020 7946 0001", "danger": "no",
    "mother-given": "Ama", "mother-family": "Reed", "mother-born_on-day": "4",
    "mother-born_on-month": "3", "mother-born_on-year": "1998", "mother-nhs": "943 476 5919",
    "mother-address": "12 Acacia Avenue", "mother-postcode": "ZZ1 1ZZ",
    "mother-phone": "020 7946 0002", "pregnancy-expected_on-day": "1",
    "pregnancy-expected_on-month": "9", "pregnancy-expected_on-year": "2026",
    "pregnancy-babies": "1", "pregnancy-booked_on-day": "2", "pregnancy-booked_on-month": "3",
    "pregnancy-booked_on-year": "2026", "pregnancy-weeks": "28",
    "pregnancy-hospital": "Merrow Hospital", "pregnancy-others": "Ben Cole, the father, 30",
    "pregnancy-other_children": "One son, who lives with his grandmother",
    "worry": "Her first child was removed", "detail": "She has missed four appointments.",
    "tried": "Home visits", "answer": "told_only", "told_who": "The mother",
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
    """Sends a form, as a browser does, and follows it to the receipt.

    What is left out has been asked again already, unless `asked` is None.
    """

    def press(only=None, *, page="refer", **changed):
        answers = {"asked": "1"} | dict(FILLED if only is None else only)
        answers.update({name.replace("__", "-"): value for name, value in changed.items()})
        answers = {name: value for name, value in answers.items() if value is not None}
        return client.post(reverse(f"referral_form:{page}", args=["999"]), answers, follow=True)

    return press
