"""No page without a permission: every address of the product says who may come in."""

import pytest

from sightline.access.policy.guard import OPEN, SIGNED_IN
from sightline.access.roles import PERMISSIONS, ROLES
from sightline.project.addresses import addresses

# what a person must reach before anybody knows who they are; each was thought about
OPEN_ADDRESSES = (
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/demonstration/",
    "/accounts/inactive/",
    "/accounts/2fa/",
    # what this browser had typed when its session ended, before its owner has signed in again
    "/accounts/kept/",
    "/refer/",
)


def pages():
    return [pytest.param(where, view, id=where) for where, view in addresses()]


@pytest.mark.parametrize(("where", "view"), pages())
def test_every_page_says_who_may_come_in(where, view):
    key = getattr(view, "permission", None)
    assert key is not None, (
        f"{view.__module__}.{view.__name__} has neither @permission, @child_page, @signed_in "
        "nor @open_to_all"
    )
    assert key in {OPEN, SIGNED_IN} or key in PERMISSIONS


@pytest.mark.parametrize(("where", "view"), pages())
def test_a_page_open_to_all_was_thought_about(where, view):
    if getattr(view, "permission", None) == OPEN:
        assert where.startswith(OPEN_ADDRESSES)


@pytest.mark.parametrize(("where", "view"), pages())
def test_a_page_of_one_child_asks_for_more_than_a_signature(where, view):
    if "child_id" in where:
        assert getattr(view, "permission", None) not in {OPEN, SIGNED_IN}


def test_every_permission_is_held_by_somebody():
    held = {key for role in ROLES.values() for key in role.permissions}
    assert sorted(set(PERMISSIONS) - held) == []
    assert sorted(held - set(PERMISSIONS)) == []
