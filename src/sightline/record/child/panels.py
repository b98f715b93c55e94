"""Panels that slices hang on the child's page: what a plan lacks, what an enquiry owes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sightline.kernel.register import Register

if TYPE_CHECKING:
    from sightline.record.spine.models import Step


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands for a child today, said in words with its tone and its page."""

    words: str
    tone: str = "grey"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that is not as it should be, why, and where it is put right."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What one process says on the page of a child with open steps of that process."""

    process: str
    marks: Callable[[Sequence[Step]], list[Mark]] = lambda steps: []
    warnings: Callable[[Sequence[Step]], list[Warning]] = lambda steps: []


panels: Register[Panel] = Register("child panel")


def register(panel: Panel) -> Panel:
    """Declare what a process says on the child's page."""
    return panels.add(panel.process, panel)
