"""What every stored row has in common, and the constraints that hold its columns in pairs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.base import ModelState

from sightline.base import moments


class ReadWhole(models.Model):
    """A row that is put together from its columns when it is read, without a constructor.

    Django sets each attribute of each row by itself, which takes longer on a list than asking
    the database for it. Nothing here listens for a row being read.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Sequence[Any]) -> Self:
        """The row, as Django asks for it; one that is read in part is left to Django."""
        names = _columns(cls)
        if len(values) != len(names):
            return super().from_db(db, field_names, values)
        new = cls.__new__(cls)
        held = new.__dict__
        state = held["_state"] = ModelState()
        state.adding, state.db = False, db
        held.update(zip(names, values, strict=True))
        return new


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    """Names of a model's columns, as its rows hold them."""
    return tuple(field.attname for field in model._meta.concrete_fields)


class Row(ReadWhole):
    """A stored row with a number of its own."""

    id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


class RecordedRow(Row):
    """A row that says when it was written down, in the recorder's London."""

    recorded_at = models.DateTimeField("recorded", default=moments.now, editable=False)

    class Meta:
        abstract = True


def _name(*parts: str) -> str:
    return "%(app_label)s_%(class)s_" + "_".join(parts)


def both_or_neither(first: str, second: str) -> models.CheckConstraint:
    """Two columns of one fact ("ended_on", "ended_by"): both known or both empty."""
    pair = Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )
    return models.CheckConstraint(condition=pair, name=_name(first, "with", second))


def in_order(first: str, second: str) -> models.CheckConstraint:
    """Two dates or moments of which the second, when known, is never before the first."""
    order = (
        Q(**{f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": True})
        | Q(**{f"{second}__gte": F(first)})
    )
    return models.CheckConstraint(condition=order, name=_name(first, "before", second))


def known_or_why(value: str, reason: str) -> models.CheckConstraint:
    """A text column and the code that says why it is empty: exactly one of them is filled."""
    told = (Q(**{reason: ""}) & ~Q(**{value: ""})) | (~Q(**{reason: ""}) & Q(**{value: ""}))
    return models.CheckConstraint(condition=told, name=_name(value, "or", reason))


def one_of(
    field: str, allowed: type[models.TextChoices], *, blank: bool = False
) -> models.CheckConstraint:
    """A coded column that holds only declared codes."""
    codes = [*allowed.values, ""] if blank else list(allowed.values)
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": codes}), name=_name(field, "declared")
    )
