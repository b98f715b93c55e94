"""Rows of different tables read in one query: the card asks a dozen rooms and must be quick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from sightline.base import worded
from sightline.base.moments import now


@dataclass(frozen=True, slots=True)
class Ask:
    """Rows wanted under a name, with the columns that are read of each."""

    name: str
    rows: QuerySet[Any]
    columns: Sequence[str]


def _text(value: Any) -> Cast:
    return Cast(value, TextField())


def together(asks: Sequence[Ask]) -> dict[str, list[list[str]]]:
    """The same as `together_of`, composed each time: for a question that nobody asks often."""
    return by_name(united(asks))


def together_of(
    key: Hashable, lists: Sequence[Sequence[int]], asks: Callable[..., Sequence[Ask]]
) -> dict[str, list[list[str]]]:
    """By name, each row's columns as text in the order asked; what is null is empty.

    A UNION ALL: days come as 2026-07-03, and yes and no as the database writes them (`said_yes`).
    The question is kept in words for other ids and other days, for composing it takes many times
    as long as answering it: `key` holds whatever else `asks` looks at.
    """
    flat, question = worded.of_lists(lists, lambda *parts: united(asks(*parts)))
    sizes = tuple(map(worded.size_of, lists))
    return by_name(worded.asked((key, sizes), question, flat, now())) if flat else {}


def united(asks: Sequence[Ask]) -> QuerySet[Any, Any]:
    """The one question: a name and texts for each row."""
    width = max(len(ask.columns) for ask in asks)
    names = [f"cell_{place}" for place in range(width)]
    parts = []
    for ask in asks:
        cells = {name: _text(F(column)) for name, column in zip(names, ask.columns, strict=False)}
        cells |= {name: _text(Value("")) for name in names[len(ask.columns) :]}
        rows = ask.rows.order_by().annotate(told_as=_text(Value(ask.name)), **cells)
        parts.append(rows.values_list("told_as", *names))
    first, *others = parts
    question: QuerySet[Any, Any] = first.union(*others, all=True)
    return question


def by_name(rows: Iterable[Sequence[Any]]) -> dict[str, list[list[str]]]:
    """The rows of such a question, by their names."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for name, *values in rows:
        found[name].append([value or "" for value in values])
    return found


def said_yes(text: str) -> bool:
    """Whether a yes-or-no column read as text says yes, on either database."""
    return text in ("1", "true", "t")
