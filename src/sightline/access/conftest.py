"""What the tests of access stand on: authorities, people with roles, a small world of children."""

from datetime import date

import pytest

from sightline.access.authorities.actions import add_authority
from sightline.access.policy.tests import places
from sightline.access.users.actions import create_user, give_role

TODAY = date(2026, 6, 10)


@pytest.fixture
def merrow(db):
    return add_authority(code="999", name="Merrow", by=None)


@pytest.fixture
def tillingham(db):
    return add_authority(code="998", name="Tillingham", by=None)


@pytest.fixture
def world(db, monkeypatch):
    places.set_up(monkeypatch)
    return places


@pytest.fixture
def person(db):
    """Makes an invented person with roles in an authority."""

    def make(username, *roles, authority):
        user = create_user(
            username=username, display_name=username.title(), by=None, demonstration=True
        )
        for role in roles:
            give_role(user=user, role=role, authority=authority, by=None, on=TODAY)
        return user

    return make
