"""What was recorded, taken up again: the page that asked for it, its answers, and a fresh draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from sightline.kernel.forms import Page
from sightline.kernel.register import processes
from sightline.record.drafts import actions as drafts
from sightline.record.pages.spots import ALSO, Spot
from sightline.record.pages.submitting import OCCASION_ROWS, Submission
from sightline.record.spine.models import Event, EventFacts
from sightline.record.spine.voiding import typed_rows

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.kernel.process import Process

NOT_ASKED = ("id", "event", "occasion")


def process_of(event: Event) -> Process:
    """The process that declares an event, which may not be that of its step."""
    return processes.event(event.kind)[0]


def asked_by(event: Event, pages: Iterable[Page]) -> Page | None:
    """Of the pages that record such an event, the one that asked for what this one says."""
    rows = typed_rows(event)
    key = event.kind.partition(".")[2]
    found = [page for page in pages if page.event == key]
    return max(found, key=lambda page: _answered(page, rows), default=None)


def _answered(page: Page, rows: Iterable[models.Model]) -> int:
    said = {
        (row._meta.label, name)
        for row in rows for name, value in _values(row).items() if value not in (None, "")
    }
    asked = {(s.model, name) for s in page.sections for name in s.fields}
    return len(said & asked)


def alone(page: Page) -> Page:
    """A shared page as it is asked of one child: what was so for everybody stays as it is."""
    own = tuple(
        replace(section, per_child=False) for section in page.sections
        if not section.model or not issubclass(apps.get_model(section.model), OCCASION_ROWS)
    )
    return replace(page, sections=own, shared=False)


def answers(event: Event, page: Page) -> dict[str, Any]:
    """What an event says, in the shape that a page's form is filled with."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in [*typed_rows(event), *_of_the_occasion(event, page)]:
        rows.setdefault(row._meta.label, []).append(_values(row))
    said = {
        "on": event.happened_on, "time": event.happened_at, "outcome": event.outcome,
        "for_on": event.for_on,
    }
    return {"event": said, "rows": rows}


def _of_the_occasion(event: Event, page: Page) -> list[models.Model]:
    if event.occasion_id is None:
        return []
    shared = [m for m in map(apps.get_model, page.models()) if issubclass(m, OCCASION_ROWS)]
    found: list[models.Model] = []
    for model in shared:
        found += model._default_manager.filter(occasion_id=event.occasion_id).order_by("pk")
    return found


def _values(row: models.Model) -> dict[str, Any]:
    columns = (column for column in row._meta.concrete_fields if column.name not in NOT_ASKED)
    return {column.name: getattr(row, column.attname) for column in columns}


def facts_of(event: Event, submission: Submission, kinds: tuple[type, ...]) -> list[models.Model]:
    """The rows of a correction: as answered, with whatever the page does not ask for kept."""
    page, before = submission.page, typed_rows(event)
    asked = set(page.models())
    found = submission.rows(kinds)
    for row in found:
        if isinstance(row, EventFacts):
            old = next((r for r in before if r._meta.label == row._meta.label), None)
            if old is not None:
                _keep_unasked(row, old, page)
    kept = [row for row in before if row._meta.label not in asked]
    for row in kept:
        row.pk, row._state.adding = None, True
    return [*found, *kept]


def _keep_unasked(row: models.Model, old: models.Model, page: Page) -> None:
    """Columns that no section of the page asks for stay as they were recorded."""
    label = row._meta.label
    asked = {name for s in page.sections if s.model == label for name in s.fields}
    for column in row._meta.concrete_fields:
        if column.name not in NOT_ASKED and column.name not in asked:
            setattr(row, column.attname, getattr(old, column.attname))


def take_up(voided: list[Event], *, child_id: int, by: User) -> str:
    """Begin the page again with the words of an event that was voided; returns its address.

    Empty when no page asks for such an event. Brothers and sisters voided with it are taken up
    on the same draft, each with their own answers.
    """
    event = next(e for e in voided if e.child_id == child_id)
    process = process_of(event)
    page = asked_by(event, process.pages)
    if page is None or event.child is None:
        return ""
    goes_on = (
        event.step is not None and event.step.process == process.key
        and page.event not in process.opens and event.step.opened_on is not None
    )
    others = [e.child for e in voided if e.child is not None and e.child_id != child_id]
    spot = Spot(process, page, event.child, event.step if goes_on else None, others)
    said = answers(event, page)
    said["children"] = {e.child_id: answers(e, page) for e in voided}
    typed = spot.form(initial={}).written(said)
    if others:
        typed[ALSO] = [str(child.pk) for child in others]
    saved = drafts.save(spot.place, typed=typed, by=by)
    return f"{spot.url()}?draft={saved.draft.pk}"
