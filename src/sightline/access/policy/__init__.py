"""Whose record a person may open and on what grounds: one declaration for page and list.

from sightline.access.policy import may_read, visible_children
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.access.policy.scope import (
        Decision,
        may_read,
        opened_to,
        visible_children,
    )

__all__ = ["Decision", "may_read", "opened_to", "visible_children"]


def __getattr__(name: str) -> Any:
    """Fetch the question when it is first asked: models may not load before the apps have."""
    if name not in __all__:
        raise AttributeError(f"policy has no {name!r}")
    from importlib import import_module

    return getattr(import_module("sightline.access.policy.scope"), name)
