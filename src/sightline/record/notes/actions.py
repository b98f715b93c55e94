"""Writing a case note: typed once, kept for each child it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.record.notes.models import Note
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.beside import step_beside

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion, Step


def record_note(
    *, by: User | None, on: date, children: Sequence[Person], text: str, at: time | None = None,
    kind: str = "", with_whom: str = "", purpose: str = "",
    analysis: str | Mapping[int, str] = "", step: Step | None = None,
) -> Occasion:
    """Record a note for each child it is about, on that child's own step where there is one.

    `analysis` is one text for all, or a text by child id: what it means differs by child.
    Every child has a row of their own, so that a note may be voided for one and stand for others.
    """
    parts = []
    for child in children:
        meaning = analysis if isinstance(analysis, str) else analysis.get(child.pk, "")
        note = Note(
            kind=kind, with_whom=with_whom, purpose=purpose, text=text, analysis=meaning
        )
        parts.append(Part(child=child, step=step_beside(step, child.pk), facts=[note]))
    return record_occasion("note.recorded", by=by, on=on, at=at, parts=parts)


def record_from_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User | None,
) -> Occasion:
    """Record the note that the page describes."""
    event = values.get("event", {})
    shared = dict((values.get("rows", {}).get("notes.Note") or [{}])[0])
    common = shared.pop("analysis", "")
    about = list(children) or ([child] if child is not None else [])
    meaning = {}
    for one in about:
        part = values.get("children", {}).get(one.pk, {})
        rows = part.get("rows", {}).get("notes.Note") or [{}]
        meaning[one.pk] = rows[0].get("analysis") or common
    shared.setdefault("text", "")
    return record_note(
        by=by, on=event.get("on") or today(), at=event.get("time"), children=about,
        analysis=meaning, step=step, **shared,
    )
