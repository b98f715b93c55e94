"""An event as a person reads it: its words, and every typed fact it recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from sightline.base.components import words
from sightline.kernel.process import EventKind, Process
from sightline.kernel.register import processes
from sightline.people.persons.models import Person
from sightline.people.restriction.barrier import hidden
from sightline.people.workforce.lookups import Called, called
from sightline.people.workforce.models import Team
from sightline.record.spine.models import (
    Event,
    EventFacts,
    EventItem,
    OccasionFacts,
    OccasionItem,
)

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: Keys and what only the software reads: whom a document went to is said in words beside its key.
HIDDEN = {"id", "event", "occasion", "recipient", "recipient_key", "document", "part", "rule"}

ROWS = (EventFacts, EventItem, OccasionFacts, OccasionItem)


@dataclass
class Shown:
    """An event with its words and its typed rows, each a list of (question, answer)."""

    event: Event
    process: Process
    kind: EventKind
    rows: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What happened, in words."""
        return self.kind.title

    @property
    def outcome(self) -> str:
        """The outcome, in words."""
        return self.kind.outcomes.get(self.event.outcome, "")


def answer(row: models.Model, column: models.Field, teams: Called, on: date) -> str:
    """A typed fact in words; empty when nothing was said. A team has the name of that day."""
    value: Any = getattr(row, column.name)
    if value is None or value == "":
        return ""
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value)
    return teams.on(value, on) if isinstance(value, Team) else str(value)


def facts(row: models.Model, teams: Called, on: date) -> list[tuple[str, str]]:
    """The answered questions of a typed row of a day, in the order they are asked."""
    pairs = [
        (str(column.verbose_name)[:1].upper() + str(column.verbose_name)[1:],
         answer(row, column, teams, on))
        for column in row._meta.concrete_fields if column.name not in HIDDEN
    ]
    return [(question, said) for question, said in pairs if said]


def _typed(kinds: tuple[type, ...], labels: set[str]) -> list[type[models.Model]]:
    return [
        m for m in apps.get_models() if issubclass(m, kinds) and m._meta.app_label in labels
    ]


def _labels(events: Sequence[Event]) -> set[str]:
    """The rooms whose rows these events can have: their processes' own, and their pages'."""
    found: set[str] = set()
    for event in events:
        process = processes[event.kind.partition(".")[0]]
        found.add(process.key)
        for page in process.pages:
            found.update(label.partition(".")[0] for label in page.models())
    return found | {"decisions", "meetings", "visits", "notes", "allocation", "handover", "plans",
                    "documents", "sharing", "pregnancy"}


def shown_events(events: Sequence[Event], reader: User) -> list[Shown]:
    """Events with their typed rows, read table by table and not event by event.

    A row that speaks of somebody whose own record is kept from this reader is not among them.
    """
    shown = {e.pk: Shown(e, *processes.event(e.kind)) for e in events}
    told: list[tuple[models.Model, list[Shown]]] = []
    by_occasion: dict[int, list[Shown]] = defaultdict(list)
    for item in shown.values():
        if item.event.occasion_id is not None:
            by_occasion[item.event.occasion_id].append(item)
    labels = _labels(events)
    for model in _typed((OccasionFacts, OccasionItem), labels):
        for row in model._default_manager.filter(occasion_id__in=by_occasion):
            told.append((row, by_occasion[row.occasion_id]))  # type: ignore[attr-defined]
    for model in _typed((EventFacts, EventItem), labels):
        keys = [f.name for f in model._meta.concrete_fields
                if isinstance(f, models.ForeignKey) and f.name != "event"]
        for row in model._default_manager.filter(event_id__in=shown).select_related(*keys):
            told.append((row, [shown[row.event_id]]))  # type: ignore[attr-defined]
    about = [(row, items, _people(row)) for row, items in told]
    people = {pk for _, _, named in about for pk in named}
    kept = hidden(reader, people) if people else set()
    teams = called(pk for row, _ in told for pk in _teams(row))
    for row, items, named in about:
        if kept.isdisjoint(named):
            for item in items:
                said = facts(row, teams, item.event.happened_on)
                item.rows.append((str(row._meta.verbose_name), said))
    return list(shown.values())


def _people(row: models.Model, *, deep: bool = True) -> set[int]:
    """Whom a typed row points at, itself or by way of the row that it answers."""
    found: set[int] = set()
    for column in row._meta.concrete_fields:
        if not isinstance(column, models.ForeignKey) or getattr(row, column.attname) is None:
            continue
        to = column.related_model
        if to is Person:
            found.add(getattr(row, column.attname))
        elif deep and isinstance(to, type) and issubclass(to, ROWS):
            found |= _people(getattr(row, column.name), deep=False)
    return found


def _teams(row: models.Model) -> list[int | None]:
    """The teams that a typed row names."""
    return [
        getattr(row, column.attname) for column in row._meta.concrete_fields
        if column.related_model is Team
    ]
