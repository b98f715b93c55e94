"""Advice on a page while it is filled in and where its answers are checked; it holds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sightline.base.forms.advising import Advice, Answers, advice_on
from sightline.kernel.forms import Page

if TYPE_CHECKING:
    from sightline.base.forms import PageForm
    from sightline.record.pages.spots import Spot


@dataclass(frozen=True, slots=True)
class Told:
    """One advice, and the child it is about where the page is about several."""

    advice: Advice
    child: str = ""


def asked_by(page: Page) -> frozenset[str]:
    """The columns that a page asks for: the event's own by name, a row's after its model."""
    return frozenset(
        f"{section.model}.{name}" if section.model else name
        for section in page.sections for name in section.fields
    )


def advice_of(spot: Spot, form: PageForm, *, finished: bool) -> list[Told]:
    """What is to be said of the answers so far, child by child; nothing of the unreadable."""
    found = advice_on(Answers(
        kind=f"{spot.process.key}.{spot.page.event}",
        children=[child.pk for child in spot.children], values=form.values(),
        asked=asked_by(spot.page), step_id=spot.step.pk if spot.step is not None else None,
        finished=finished, reader=spot.reader,
    ))
    names = {child.pk: child.display_name for child in spot.also}
    if names:
        names[spot.child.pk] = spot.child.display_name
    return [Told(each, names.get(each.child_id, "")) for each in found]
