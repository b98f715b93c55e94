"""Asking the index on whichever database there is: which passages, how well, and what to mark."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from sightline.people.persons.plain import plain
from sightline.record.search.asking import Met, Wanted, written
from sightline.record.search.gathering import WORD, whose
from sightline.record.search.models import Passage
from sightline.record.search.tables import ENGLISH, PASSAGES, STEMS, TOKENS, WORDS, spaced

#: Marks around what was found, as the text travels from the index to the page.
BEGIN, END = "\x02", "\x03"
#: By how many letters more or fewer a word may differ that is a slip of the pen away.
SLIPS = 2
#: With more words than these that begin with one, they are asked for by their beginning.
MOST_BEGUN = 100


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that answers, and how well: more is better."""

    event_id: int
    child_id: int
    occasion_id: int | None
    process: str
    happened_on: date | str
    score: float


@dataclass(frozen=True, slots=True)
class Within:
    """Whose passages are asked for, of which process, and between which days.

    `children` says who may be read, and is part of every question. `few` are their ids, as the
    policy has just given them, when that is of few: nobody else's are then read at all.
    """

    children: QuerySet
    few: tuple[int, ...] | None = None
    process: str = ""
    since: date | None = None
    until: date | None = None

    def sql(self) -> tuple[str, list[object]]:
        """As a condition on passages `p`, child by child and not by a list of every child."""
        values: list[object]
        if self.few is None:
            children, given = self.children.values("pk").query.sql_with_params()
            asked = [f"EXISTS (SELECT 1 FROM ({children}) AS c WHERE c.pk = p.child_id)"]
            values = list(given)
        else:
            # SQLite has each passage at hand already: its index of children is no use
            child = "+p.child_id" if connection.vendor == "sqlite" else "p.child_id"
            asked = [f"{child} IN ({', '.join(['%s'] * len(self.few)) or 'NULL'})"]
            values = list(self.few)
        for condition, value in (
            ("p.process = %s", self.process or None), ("p.happened_on >= %s", self.since),
            ("p.happened_on <= %s", self.until),
        ):
            if value is not None:
                asked.append(condition)
                values.append(value)
        return " AND ".join(asked), values


def matches(within: Within, wider: Sequence[Wanted], *, limit: int) -> tuple[int, list[Match]]:
    """Passages that hold what is wanted, the newest `limit` recorded.

    Of several ways to say what is wanted, each wider than the one before, the first that is met
    counts: its place, and its matches. One query, in which what is wider is asked for only when
    nothing was met before.
    """
    condition, values = within.sql()
    named, given = [], list[object]()
    for place, wanted in enumerate(wider):
        sql, first, then = _matching(wanted, within.few)
        before = [f"NOT EXISTS (SELECT 1 FROM way{n})" for n in range(place)]
        asked = sql.format(
            place=place, first=" AND ".join(before) or "1 = 1", condition=condition, limit=limit
        )
        named.append(f"way{place} AS MATERIALIZED ({asked})")
        given += [*first, *values, *then]
    every = " UNION ALL ".join(f"SELECT * FROM way{place}" for place in range(len(wider)))
    rows = _rows(f"WITH {', '.join(named)} {every}", given)
    return rows[0][0] if rows else 0, [Match(*row[1:]) for row in rows]


COLUMNS = "p.event_id, p.child_id, p.occasion_id, p.process, p.happened_on"


def _matching(
    wanted: Wanted, few: Sequence[int] | None
) -> tuple[str, list[object], list[object]]:
    """A question with places to fill, and its values before and after those of the condition."""
    if connection.vendor == "sqlite":
        # a cross join keeps the index outside: asked for each passage it would be read each time
        # and nothing is asked of it when something was met before: a condition beside it would be
        # looked at for each passage
        sql = (
            f"SELECT {{place}} AS place, {COLUMNS}, -bm25({STEMS}, 1.0, 0.5, 0.0) FROM {STEMS} "
            f"CROSS JOIN {PASSAGES} p ON p.event_id = {STEMS}.rowid "
            f"WHERE {STEMS} MATCH CASE WHEN {{first}} THEN %s ELSE '\"\"' END "
            f"AND {{condition}} ORDER BY {STEMS}.rowid DESC LIMIT {{limit}}"
        )
        return sql, [_for_sqlite(wanted, few)], []
    query, asked = f"to_tsquery('{ENGLISH}', %s)", _for_postgres(wanted)
    sql = (
        f"SELECT {{place}} AS place, {COLUMNS}, ts_rank(p.stems, {query}, 1) FROM {PASSAGES} p "
        f"WHERE {{first}} AND p.stems @@ {query} AND {{condition}} "
        f"ORDER BY p.event_id DESC LIMIT {{limit}}"
    )
    return sql, [asked, asked], []


def marked(event_ids: Sequence[int], wanted: Wanted) -> dict[int, Passage]:
    """These passages with their events and children; `marked` is the text, with BEGIN and END
    around each word that answers. One query."""
    rows = Passage.objects.filter(pk__in=event_ids, event__voided_at__isnull=True)
    rows = rows.select_related("event__recorded_by", "child")
    if connection.vendor == "sqlite":
        found = {passage.pk: passage for passage in rows}
        said = {word for passage in found.values() for word in WORD.findall(passage.text)}
        answering = _answering(said, wanted)
        for passage in found.values():
            passage.marked = mark(passage.text, answering)
        return found
    all_of_it = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"
    bare = spaced("text").replace("%", "%%")
    headline = f"ts_headline('{ENGLISH}', {bare}, to_tsquery('{ENGLISH}', %s), %s)"
    rows = rows.extra(  # noqa: S610  names of our own; what was typed is a parameter
        select={"headline": headline}, select_params=[_for_postgres(wanted), all_of_it]
    )
    found = {passage.pk: passage for passage in rows}
    for passage in found.values():
        passage.marked = carried_over(passage.headline, passage.text)
    return found


def _answering(said: set[str], wanted: Wanted) -> set[str]:
    """Which of these words answer, each taken alone: asked of an index of their own in memory.

    The great index would be read again for each text, which takes seconds for common words.
    """
    ways = {way for every in wanted.combinations for ways in every for way in ways}
    single = {Met((word,), way.beginning and word == way.words[-1]) for way in ways
              for word in way.words}
    words = sorted(said)
    with closing(sqlite3.connect(":memory:")) as own:
        own.execute(f"CREATE VIRTUAL TABLE said USING fts5(text, also, {TOKENS})")
        own.executemany(
            "INSERT INTO said (rowid, text, also) VALUES (?, ?, ?)",
            ((n, word, plain(word)) for n, word in enumerate(words)),
        )
        asked = _for_sqlite(Wanted(((tuple(single),),)))
        rows = own.execute("SELECT rowid FROM said WHERE said MATCH ?", [asked]).fetchall()
    return {words[n] for (n,) in rows}


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


def like(words: Sequence[str]) -> dict[str, list[str]]:
    """For each word those of the record that begin with its letter and are about as long, or that
    begin with all of it; one query.

    A slip of the pen is rarely in the first letter, unless it and the second are swapped.
    """
    found: dict[str, list[str]] = {word: [] for word in words}
    parts, given = [], list[object]()
    for number, word in enumerate(words):
        for begun in dict.fromkeys((word[0], word[1::-1])):
            parts.append(f"SELECT {number}, word FROM {WORDS} WHERE {_begins()} "
                         "AND length(word) BETWEEN %s AND %s")
            given += [*_beginning(begun), len(word) - SLIPS, len(word) + SLIPS]
        # one more than is of use says that there are too many
        parts.append(f"SELECT * FROM (SELECT {number}, word FROM {WORDS} WHERE {_begins()} "
                     f"LIMIT {MOST_BEGUN + 1}) AS begun")
        given += _beginning(word)
    for number, other in _rows(" UNION ALL ".join(parts), given) if parts else ():
        found[words[number]].append(other)
    return {word: list(dict.fromkeys(others)) for word, others in found.items()}


def _begins() -> str:
    # each database reads its index of words for one of the two
    return "word >= %s AND word < %s" if connection.vendor == "sqlite" else "word LIKE %s"


def _beginning(begun: str) -> list[object]:
    if connection.vendor == "sqlite":
        return [begun, begun[:-1] + chr(ord(begun[-1]) + 1)]
    return [f"{begun}%"]


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
