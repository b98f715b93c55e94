"""The roles of children's social care and what each may do, declared in one place."""

from sightline.access.roles.declared import ROLES
from sightline.access.roles.kinds import Permission, Role
from sightline.access.roles.permissions import PERMISSIONS
from sightline.access.roles.printed import table

__all__ = ["PERMISSIONS", "ROLES", "Permission", "Role", "role", "table", "words"]


def role(key: str) -> Role:
    """The role of that key; KeyError names the roles there are."""
    try:
        return ROLES[key]
    except KeyError:
        raise KeyError(f"No role called {key!r}. Roles: {', '.join(ROLES)}") from None


def words(permission: str) -> str:
    """What a permission lets a person do, in words that end a sentence ("find people")."""
    try:
        return PERMISSIONS[permission].words
    except KeyError:
        raise KeyError(f"No permission called {permission!r}; declare it in roles.") from None
