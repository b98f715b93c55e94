"""No page without a permission: every address of the product says who may come in."""

import re

from django.template import engines

from sightline.access.policy.guard import OPEN, SIGNED_IN
from sightline.access.roles import PERMISSIONS, ROLES
from sightline.project.addresses import addresses
from tests.house.floors import HOUSE

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


PAGES = [(where, view, getattr(view, "permission", None)) for where, view in addresses()]


def test_every_page_says_who_may_come_in():
    """By @permission, @child_page, @signed_in or @open_to_all."""
    silent = [
        f"{where}: {view.__module__}.{view.__name__}"
        for where, view, key in PAGES
        if key not in {OPEN, SIGNED_IN} and key not in PERMISSIONS
    ]
    assert PAGES
    assert silent == []


def test_a_page_open_to_all_was_thought_about():
    opened = [where for where, _, key in PAGES if key == OPEN]
    assert [where for where in opened if not where.startswith(OPEN_ADDRESSES)] == []


def test_a_page_of_one_child_asks_for_more_than_a_signature():
    of_children = [(where, key) for where, _, key in PAGES if "child_id" in where]
    assert of_children
    assert [where for where, key in of_children if key in {OPEN, SIGNED_IN}] == []


def test_every_permission_is_held_by_somebody():
    held = {key for role in ROLES.values() for key in role.permissions}
    assert sorted(set(PERMISSIONS) - held) == []
    assert sorted(held - set(PERMISSIONS)) == []


def test_no_page_takes_a_name_that_every_page_has():
    """What a page imports or sets stands in the frame around it too, which would ask a macro."""
    taken = set(engines["jinja2"].env.globals)
    for path in sorted(HOUSE.rglob("*.jinja")):
        text = path.read_text(encoding="utf-8")
        if "{% extends" not in text:
            continue
        imported = re.findall(r"{%\s*from\s+\S+\s+import\s+(.+?)\s*%}", text)
        names = {one.split(" as ")[-1].strip() for held in imported for one in held.split(",")}
        names |= set(re.findall(r"{%\s*set\s+(\w+)", text)) | set(
            re.findall(r"{%\s*macro\s+(\w+)", text))
        assert names & taken == set(), path
