"""The roles and permissions."""

import pytest

from sightline.access import roles


def test_every_permission_of_a_role_is_declared():
    for role in roles.ROLES.values():
        assert role.permissions <= roles.PERMISSIONS.keys(), role.key


def test_every_permission_is_held_by_some_role():
    held = frozenset().union(*(role.permissions for role in roles.ROLES.values()))
    assert held == roles.PERMISSIONS.keys()


def test_whoever_gives_roles_reads_no_record():
    for role in roles.ROLES.values():
        if "users.manage" in role.permissions:
            assert not role.permissions & {"child.read", "person.read", "glass.break"}


def test_an_inspector_reads_and_never_records():
    for permission in roles.role("inspector").permissions:
        assert permission.endswith((".view", ".read", ".find")), permission


def test_a_partner_professional_cannot_search():
    assert "person.find" not in roles.role("partner_professional").permissions


def test_the_printed_table_names_every_role_and_permission():
    printed = roles.table()
    for key in [*roles.ROLES, *roles.PERMISSIONS]:
        assert f"`{key}`" in printed


def test_an_unknown_role_or_permission_is_named_in_the_error():
    with pytest.raises(KeyError, match="wizard"):
        roles.role("wizard")
    with pytest.raises(KeyError, match=r"magic\.do"):
        roles.words("magic.do")
