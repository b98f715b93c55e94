"""Asking the index on whichever database there is: which passages, how well, and what to mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import connection, transaction
from django.db.models import QuerySet

from sightline.people.matching.engine import trigrams
from sightline.record.search.asking import Met, Wanted, written
from sightline.record.search.gathering import WORD, whose
from sightline.record.search.models import Passage
from sightline.record.search.tables import ENGLISH, PARTS, PASSAGES, STEMS, WORDS, spaced

#: Marks around what was found, as the text travels from the index to the page.
BEGIN, END = "\x02", "\x03"
#: How many words that look alike are worth comparing letter by letter.
LOOKED_AT = 200
LIKENESS = "0.25"


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that answers, and how well: more is better."""

    event_id: int
    child_id: int
    occasion_id: int | None
    process: str
    happened_on: date | str
    score: float


def matches(
    within: QuerySet[Passage], wider: Sequence[Wanted], *, limit: int,
    of: Iterable[int] | None = None,
) -> tuple[int, list[Match]]:
    """Passages among those `within` that hold what is wanted, the newest `limit` recorded.

    Of several ways to say what is wanted, each wider than the one before, the first that is met
    counts: its place, and its matches. `of` names the children whose passages these are, when they
    are few: SQLite then reads only theirs. That is for speed alone; `within` says who may be read.
    """
    asked, given = [], []
    for place, wanted in enumerate(wider):
        sql, parameters = _matching(within, wanted, of).query.sql_with_params()
        asked.append(f"SELECT {place} AS place, found.* FROM ({sql} LIMIT {limit:d}) AS found")
        given += parameters
    rows = _rows(" UNION ALL ".join(asked), given)
    place = min((row[0] for row in rows), default=0)
    return place, [Match(*row[1:]) for row in rows if row[0] == place]


def _matching(
    within: QuerySet[Passage], wanted: Wanted, of: Iterable[int] | None
) -> QuerySet[Passage]:
    if connection.vendor == "sqlite":
        asked = _for_sqlite(wanted, of)
        rows = within.extra(  # noqa: S610  names of our own tables; what was typed is a parameter
            tables=[STEMS], select={"score": f"-bm25({STEMS}, 1.0, 0.5, 0.0)"},
            where=[f"{STEMS} MATCH %s", f"{STEMS}.rowid = {PASSAGES}.event_id"], params=[asked],
            order_by=[f"-{STEMS}.rowid"],
        )
    else:
        asked = _for_postgres(wanted)
        query = f"to_tsquery('{ENGLISH}', %s)"
        rows = within.extra(  # noqa: S610
            select={"score": f"ts_rank({PASSAGES}.stems, {query}, 1)"}, select_params=[asked],
            where=[f"{PASSAGES}.stems @@ {query}"], params=[asked],
        ).order_by("-event_id")
    columns = ("event_id", "child_id", "occasion_id", "process", "happened_on", "score")
    return rows.values_list(*columns)


def marked(event_ids: Sequence[int], wanted: Wanted) -> dict[int, Passage]:
    """These passages with their events and children; `marked` is the text, with BEGIN and END
    around each word that answers. One query."""
    rows = Passage.objects.filter(pk__in=event_ids, event__voided_at__isnull=True)
    rows = rows.select_related("event__recorded_by", "child")
    if connection.vendor == "sqlite":
        rows = rows.extra(  # noqa: S610
            tables=[STEMS], select={"marked": f"highlight({STEMS}, 0, '{BEGIN}', '{END}')"},
            where=[f"{STEMS} MATCH %s", f"{STEMS}.rowid = {PASSAGES}.event_id"],
            params=[_for_sqlite(wanted)],
        )
        return {passage.pk: passage for passage in rows}
    all_of_it = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"
    headline = f"ts_headline('{ENGLISH}', {spaced('text')}, to_tsquery('{ENGLISH}', %s), %s)"
    rows = rows.extra(  # noqa: S610
        select={"headline": headline}, select_params=[_for_postgres(wanted), all_of_it]
    )
    found = {passage.pk: passage for passage in rows}
    for passage in found.values():
        passage.marked = carried_over(passage.headline, passage.text)
    return found


def carried_over(headline: str, text: str) -> str:
    """A text with the marks of its headline, whose punctuation has become spaces; letter by letter.

    Where the headline is not as long as the text, the text alone.
    """
    if len(headline.replace(BEGIN, "").replace(END, "")) != len(text):
        return text
    letters = iter(text)
    return "".join(one if one in (BEGIN, END) else next(letters) for one in headline)


def mark(text: str, words: set[str]) -> str:
    """A text with BEGIN and END around each of these words."""
    return WORD.sub(lambda found: _around(found[0]) if found[0] in words else found[0], text)


def _around(word: str) -> str:
    return f"{BEGIN}{word}{END}"


def alike(words: Sequence[str]) -> dict[str, list[str]]:
    """For each word those of the record that look like it, most alike first; one query."""
    if not words:
        return {}
    found: dict[str, list[str]] = {word: [] for word in words}
    for number, other in _alike(words):
        found[words[number]].append(other)
    return found


def _alike(words: Sequence[str]) -> list[tuple]:
    if connection.vendor == "sqlite":
        one = (
            f"SELECT * FROM (SELECT %s AS number, w.word FROM {PARTS} JOIN {WORDS} w "
            f"ON w.id = {PARTS}.rowid WHERE {PARTS} MATCH %s ORDER BY {PARTS}.rank LIMIT %s)"
        )
        values = [" OR ".join(f'"{part}"' for part in trigrams(word)) for word in words]
    elif _has_parts(connection.alias):
        one = (
            f"(SELECT %s AS number, word FROM {WORDS} WHERE word %% %s "
            "ORDER BY similarity(word, %s) DESC LIMIT %s)"
        )
        values = list(words)
    else:
        one = f"(SELECT %s AS number, word FROM {WORDS} WHERE word LIKE %s LIMIT %s)"
        values = [f"{word[:3]}%" for word in words]
    given: list[object] = []
    for number, value in enumerate(values):
        given += [number, *([value] * (one.count("%s") - 2)), LOOKED_AT]
    asked = " UNION ALL ".join([one] * len(words))
    with transaction.atomic():
        if connection.vendor == "postgresql" and _has_parts(connection.alias):
            _rows("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [LIKENESS])
        return _rows(asked, given)


@cache
def _has_parts(alias: str) -> bool:
    return bool(_rows("SELECT to_regclass(%s)", [PARTS])[0][0])


def _for_sqlite(wanted: Wanted, of: Iterable[int] | None = None) -> str:
    def met(way: Met) -> str:
        return f'"{" ".join(way.words)}"' + ("*" if way.beginning else "")

    asked = f"{{text also}} : ({written(wanted, met=met, both=' AND ', either=' OR ')})"
    if of is not None:
        asked += f" AND whose : ({' OR '.join(whose(child) for child in of)})"
    return asked


def _for_postgres(wanted: Wanted) -> str:
    def met(way: Met) -> str:
        *before, last = (f"'{word}'" for word in way.words)
        return f"({' <-> '.join([*before, last + (':*' if way.beginning else '')])})"

    return written(wanted, met=met, both=" & ", either=" | ")


def _rows(sql: str, parameters: Sequence[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
