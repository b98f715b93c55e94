"""The table of roles and permissions, as docs/generated prints it."""

from sightline.access.roles.declared import ROLES
from sightline.access.roles.permissions import PERMISSIONS


def table() -> str:
    """Markdown: the roles, the permissions with their reasons, and who holds which."""
    return "\n".join([*_roles(), "", *_permissions(), "", *_grid(), ""])


def _roles() -> list[str]:
    lines = ["## Roles", "", "| Role | Key | What the job is |", "|---|---|---|"]
    for role in ROLES.values():
        lines.append(f"| {role.title} | `{role.key}` | {role.description} |")
    return lines


def _permissions() -> list[str]:
    lines = [
        "## Permissions",
        "",
        "| Permission | Lets a person | Sensitive because |",
        "|---|---|---|",
    ]
    for permission in PERMISSIONS.values():
        lines.append(f"| `{permission.key}` | {permission.words} | {permission.sensitive} |")
    return lines


def _grid() -> list[str]:
    lines = ["## Who holds which", "", "| Permission | Held by |", "|---|---|"]
    for key in PERMISSIONS:
        holders = ", ".join(role.title for role in ROLES.values() if key in role.permissions)
        lines.append(f"| `{key}` | {holders or 'nobody'} |")
    return lines
