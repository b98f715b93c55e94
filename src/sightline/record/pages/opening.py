"""What a page is opened with before anybody has typed: today's date, and what stands already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sightline.base.forms.days import Day
from sightline.base.moments import today
from sightline.kernel.forms import Page

if TYPE_CHECKING:
    from django.db import models

    from sightline.kernel.process import EventKind
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Step

Values = Mapping[str, Any]


def named(reference: str) -> Callable[..., Any] | None:
    """The function that a page names as "module:function"; none when it names none."""
    if not reference:
        return None
    module, _, name = reference.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def first_guess(
    page: Page, kind: EventKind, *, step: Step | None, child: Person | None,
    children: Sequence[Person],
) -> dict[str, Any]:
    """The values a page opens with; most pages are filled in on the day, so today is offered.

    Where only one answer can be given to what came of it, nobody is asked to choose it.
    """
    begin = named(page.initial)
    known = begin(page=page, step=step, child=child, children=children) if begin else {}
    event = dict(known.get("event", {}))
    asked = {name for s in page.sections if not s.model and not s.per_child for name in s.fields}
    if any(not s.model and "on" in s.fields for s in page.sections):
        event.setdefault("on", today())
    if "outcome" in asked and len(kind.outcomes) == 1:
        event.setdefault("outcome", *kind.outcomes)
    return {**known, "event": event}


def with_day(page: Page, typed: Mapping[str, Any]) -> dict[str, Any]:
    """A draft whose day nobody has yet answered, as one begun by what led here: today is offered.

    A day that somebody left blank was typed, and stays blank.
    """
    asks = any(not s.model and not s.per_child and "on" in s.fields for s in page.sections)
    day = Day("event-on", "on", "")
    if not asks or any(name in typed for name in day.names()):
        return dict(typed)
    return {**typed, **day.written(today())}


def of_row(page: Page, row: models.Model) -> dict[str, Any]:
    """The answers of a page's own questions as a typed row holds them, unanswered ones left out."""
    label = row._meta.label
    asked = [
        name for section in page.sections
        if section.model == label and not section.many and not section.per_child
        for name in section.fields
    ]
    said = {name: getattr(row, name) for name in asked}
    known = {name: value for name, value in said.items() if value not in (None, "")}
    return {"rows": {label: [known]}} if known else {}
