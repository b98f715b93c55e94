"""The audit trail: every read of a child's record and every change, for good.

from sightline.access.audit import change, read
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.access.audit.actions import Changed, change, changes, opened, read, reads, seal
    from sightline.access.audit.looked import who_has_looked
    from sightline.access.audit.verifying import verify

__all__ = [
    "Changed", "change", "changes", "opened", "read", "reads", "seal", "verify", "who_has_looked",
]

_WHERE = {
    "Changed": "actions",
    "change": "actions",
    "changes": "actions",
    "opened": "actions",
    "read": "actions",
    "reads": "actions",
    "seal": "actions",
    "verify": "verifying",
    "who_has_looked": "looked",
}


def __getattr__(name: str) -> Any:
    """Fetch the verb when it is first asked for: models may not load before the apps have."""
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"the audit trail has no {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
