"""The words of the record, gathered out of the typed rows in which people wrote them.

Every column of free text on a typed row is searched unless its table is kept out: a new question,
or a new process, is found by its words without a line here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from sightline.kernel.register import Register
from sightline.people.persons.plain import plain
from sightline.record.search.models import Passage
from sightline.record.spine.holding import holding
from sightline.record.spine.models import EventFacts, EventItem, OccasionFacts, OccasionItem

if TYPE_CHECKING:
    from sightline.record.spine.models import Event

#: Labels of typed rows ("referrers.Referrer") that search never reads, each with the reason.
#: Whatever not every reader of a child's record may read belongs here.
kept_out: Register[str] = Register("typed row kept out of search")

#: Shorter columns hold codes and versions, not words.
SHORTEST_COLUMN = 100
#: A longer text is found by its beginning: PostgreSQL indexes no more than a megabyte.
LONGEST = 100_000
AT_ONCE = 5000
#: So many, and it is asked at once which tables have rows of them at all.
FEW = 20
#: Marks around what was found travel with the text; nobody types these.
UNTYPED = re.compile(r"[\x00-\x08\x0b-\x1f]+")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Table = tuple[type[models.Model], tuple[str, ...]]


@cache
def tables(of: str) -> tuple[Table, ...]:
    """Typed tables with words in them, and the columns: those of each "event" or "occasion"."""
    bases = (EventFacts, EventItem) if of == "event" else (OccasionFacts, OccasionItem)
    found = []
    for model in apps.get_models():
        if issubclass(model, bases) and model._meta.label not in kept_out:
            columns = tuple(f.name for f in model._meta.concrete_fields if _holds_words(f))
            if columns:
                found.append((model, columns))
    return tuple(found)


def _holds_words(column: models.Field) -> bool:
    if column.choices or not isinstance(column, models.CharField | models.TextField):
        return False
    return column.max_length is None or column.max_length >= SHORTEST_COLUMN


def passages(events: Iterable[Event]) -> list[Passage]:
    """The passages that these events of children should have, unsaved; none for a silent event."""
    about = [e for e in events if e.child_id is not None and e.voided_at is None]
    own = _written("event", [e.pk for e in about])
    shared = _written("occasion", [e.occasion_id for e in about if e.occasion_id is not None])
    found = []
    for event in about:
        texts = own.get(event.pk, [])
        if event.occasion_id is not None:
            texts = [*shared.get(event.occasion_id, []), *texts]
        if texts:
            found.append(_passage(event, texts))
    return found


def _passage(event: Event, texts: Sequence[str]) -> Passage:
    text = UNTYPED.sub(" ", "\n".join(texts))[:LONGEST]
    return Passage(
        event_id=event.pk, child_id=event.child_id, occasion_id=event.occasion_id,
        process=event.kind.partition(".")[0], happened_on=event.happened_on, text=text,
        also=" ".join(dict.fromkeys(_otherwise(text))), whose=whose(event.child_id or 0),
    )


def whose(child_id: int) -> str:
    """A child as a word of the index, so that a child's own texts are met without the others'."""
    return f"child{child_id}"


def _otherwise(text: str) -> Iterable[str]:
    """The words that are spelt otherwise without accents and apostrophes: O'Neil, Zoë."""
    for word in WORD.findall(text):
        if not word.isascii() or not word.isalnum():
            yield plain(word)


def words(text: str) -> set[str]:
    """The words of a text that somebody may look for and misspell."""
    if text.isascii():
        found = {word.replace("'", "") for word in WORD.findall(text.lower())}
    else:
        found = set(plain(text).split())
    return {word for word in found if 4 <= len(word) <= 30 and word.isalpha()}


def _written(of: str, ids: Iterable[int]) -> dict[int, list[str]]:
    """What was typed on each of these events, or occasions: the texts of all its rows."""
    found: dict[int, list[str]] = defaultdict(list)
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        within = _within(f"{of}_id", some)
        for model, columns in _having(of, some):
            rows = model._default_manager.filter(**within).order_by("pk")
            for key, *values in rows.values_list(f"{of}_id", *columns):
                found[key] += [said for value in values if (said := (value or "").strip())]
    return found


def _within(column: str, ids: Sequence[int]) -> dict[str, Any]:
    """A filter that these pass, and no more than twice as many others: a range is asked quickly."""
    low, high = min(ids), max(ids)
    if len(ids) > FEW and high - low < 3 * len(ids):
        return {f"{column}__gte": low, f"{column}__lte": high}
    return {f"{column}__in": ids}


def _having(of: str, ids: Sequence[int]) -> Sequence[Table]:
    """The tables that hold rows of these: one question finds them out for a few."""
    everything = tables(of)
    if len(ids) > FEW or not everything:
        return everything
    columns = dict(everything)
    return [(model, columns[model]) for model in holding(list(columns), f"{of}_id", ids)]
