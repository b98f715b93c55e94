"""Every column of the house that says whose something is: found from the tables themselves.

A table made tomorrow with a key to a person is moved by a merge without being named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from sightline.kernel.register import Register
from sightline.people.persons.models import Person

#: Tables that a merge leaves: worked out from others and so made again, or about the two records
#: and not about the person. Under the label of the table, with why.
left_alone: Register[str] = Register("table that a merge leaves")
for _label, _why in {
    "matching.comparison": "is about two records",
    "matching.mergedinto": "is about two records",
    "restriction.restriction": "is put together by a rule of its own",
    "persons.life": "is one for each record",
    "spine.clock": "is worked out from events",
    "allocation.involvement": "is worked out from events",
    "search.passage": "is worked out from events",
}.items():
    left_alone.add(_label, _why)

#: When a row was recorded, by the first of these that its table has.
RECORDED = ("recorded_at", "started_at", "event__recorded_at", "occasion__recorded_at",
            "history__recorded_at")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column of a table that holds the number of a person."""

    model: Any
    column: str

    @property
    def table(self) -> str:
        """The label of the table, as the ledger writes it."""
        return str(self.model._meta.label_lower)

    def rows(self, **which: Any) -> Any:
        """Rows of the table, voided and superseded ones with them."""
        return self.model._base_manager.filter(**which).order_by()

    @property
    def recorded(self) -> str:
        """The path to when a row was recorded; empty where no table says."""
        return next((path for path in RECORDED if _leads(self.model, path)), "")


def _leads(model: Any, path: str) -> bool:
    name, _, rest = path.partition("__")
    relations = {field.name: field for field in model._meta.get_fields()}
    field = relations.get(name)
    if field is None:
        return False
    return not rest or (field.related_model is not None and _leads(field.related_model, rest))


def pointers() -> Iterator[Pointer]:
    """Every column that a merge moves, in the order of the rooms."""
    for model in apps.get_models():
        if model._meta.label_lower in left_alone:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                yield Pointer(model, field.attname)


def table(label: str) -> Any:
    """The model of a label in the ledger."""
    return apps.get_model(label)
