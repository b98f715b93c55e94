"""A section of an enquiry opened again: it begins with the words that stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sightline.journey.section47 import queries
from sightline.record.pages.opening import of_row

if TYPE_CHECKING:
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Step


def as_it_stands(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person]
) -> dict[str, Any]:
    """The newest words of the page's own questions; nothing before the enquiry is open."""
    return of_row(page, queries.enquiry(step)) if step is not None else {}
