"""Pieces of work that have a page of their own, made by hand, on which one goes on with them."""

from __future__ import annotations

from collections.abc import Callable

from sightline.kernel.register import Register
from sightline.record.spine.models import Step

#: By process: the title and the address of the step's own page.
homes: Register[Callable[[Step], tuple[str, str]]] = Register("page of a piece of work")


def home_of(step: Step | None) -> tuple[str, str] | None:
    """A step's own page; none where the generic one is all there is."""
    found = homes.get(step.process) if step is not None and step.child_id is not None else None
    return found(step) if found is not None and step is not None else None


#: By process: titles and addresses of what else there is to read or do of a step.
beside: Register[Callable[[Step], list[tuple[str, str]]]] = Register("pages beside a piece of work")


def pages_beside(step: Step) -> list[tuple[str, str]]:
    """The other pages of a step, beyond those on which something is recorded of it."""
    found = beside.get(step.process) if step.child_id is not None else None
    return found(step) if found is not None else []
