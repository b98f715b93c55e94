"""What an unfinished page is called in a list, and where one goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from sightline.kernel.register import Register, processes
from sightline.record.drafts.models import Draft


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One unfinished page on a list."""

    id: int
    title: str
    href: str
    saved_at: datetime
    saved_by: str
    child_id: int | None
    child: str


#: Pages made by hand say where their drafts go on: "process.page" or "*.page" -> title, address.
#: What a page key says behind a colon tells drafts of one page apart.
places: Register[Callable[[Draft], tuple[str, str]]] = Register("place of a hand-made draft")


def line(draft: Draft) -> DraftLine:
    """An unfinished page as a list shows it; `step__child` and `child` should be read with it."""
    person = draft.step.child if draft.step is not None else draft.child
    title, href = _named(draft, person.pk if person is not None else None)
    return DraftLine(
        id=draft.pk, title=title, href=href, saved_at=draft.saved_at,
        saved_by=str(draft.saved_by or ""), child_id=person.pk if person is not None else None,
        child=person.display_name if person is not None else "",
    )


def _named(draft: Draft, child_id: int | None) -> tuple[str, str]:
    page = draft.page.partition(":")[0]
    by_hand = places.get(f"{draft.process}.{page}") or places.get(f"*.{page}")
    if by_hand is not None:
        return by_hand(draft)
    process = processes.get(draft.process)
    try:
        title = process.page(draft.page).title if process is not None else draft.page
    except KeyError:
        title = draft.page.replace("_", " ").capitalize()
    if child_id is None:
        return title, ""
    if draft.step_id is not None:
        address = reverse("pages:page", args=[child_id, draft.step_id, draft.page])
    else:
        address = reverse("pages:start_page", args=[child_id, draft.process, draft.page])
    return title, f"{address}?draft={draft.pk}"
