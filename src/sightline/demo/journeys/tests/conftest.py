"""A small borough whose staff stand ready."""

from datetime import date
from random import Random

import pytest

from sightline.access.authorities.actions import add_authority
from sightline.access.users.actions import create_user
from sightline.base.moments import fixed
from sightline.demo.people.staff import Hiring
from sightline.record.decisions.actions import publish_framework

SINCE = date(2024, 1, 8)


@pytest.fixture
def borough(db):
    with fixed(SINCE):
        authority = add_authority(code="999", name="Borough of Merrow", by=None)
        opener = create_user(username="opener", display_name="Open Er", by=None)
        made = Hiring(authority, opener, Random(1), SINCE).all(sizes=0.3)
        publish_framework(authority=authority, version="2024", since_on=SINCE, by=opener)
    return made
