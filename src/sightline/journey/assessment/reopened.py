"""A section of an assessment opened again: it begins with the words that stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sightline.journey.assessment import queries
from sightline.record.identity.queries import again, of_step
from sightline.record.pages.opening import of_row

if TYPE_CHECKING:
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Step


NEEDS = "identity.IdentityNeed"


def as_it_stands(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person]
) -> dict[str, Any]:
    """The newest words of the page's own questions; nothing before the assessment is open."""
    if step is None:
        return {}
    said = queries.content(step)
    # what was meant for every record is said of the words of that day, and asked again
    said.names_meant = None
    known = of_row(page, said)
    if NEEDS in page.models() and (needs := again(of_step(step))):
        known.setdefault("rows", {})[NEEDS] = needs
    return known
