"""Finding people whose names or addresses look like some words, on whichever database there is."""

from collections.abc import Sequence
from functools import cache

from django.db import connection, transaction

from sightline.people.matching import by_words
from sightline.people.matching.by_words import Part
from sightline.people.matching.scope import Scope
from sightline.people.persons.index import TABLE
from sightline.people.persons.plain import plain

#: How like a word must be before it is worth ranking: "smiht" is 0.43 like "smith" in trigrams.
LIKENESS = "0.4"
#: With as many people found, those who are less like what was asked are not looked for.
ENOUGH = 20
#: With so many who are like every word, those who are like one of them are not looked for.
A_FEW = 3


def alike(words: Sequence[str], scope: Scope, limit: int) -> list[int]:
    """Ids of people with words like these, most alike first; the scope comes before the limit."""
    asked = [word for text in words for word in plain(text).split()]
    if not asked or not scope.authority_ids:
        return []
    if connection.vendor == "sqlite":
        return _by_full_text(asked, scope, limit)
    if _has_trigrams(connection.alias):
        return _by_trigrams(asked, scope, limit)
    return _by_beginnings(asked, scope, limit)


def likely(
    words: Sequence[str], scope: Scope, limit: int, *, surest: bool = False
) -> list[int]:
    """Ids of people with all these words or most of them, in the order in which they were sought.

    First those who are written so and those whose names are nearly so; then, while they are few,
    whoever resembles each word, then all words but one. Each way is asked within the scope and the
    limit, and what is asked of many rows is asked only when little else was found: ranking a third
    of everybody takes longer than all the rest of a page. `surest`: only the first way.
    """
    asked = list(dict.fromkeys(word for text in words for word in plain(text).split()))
    if not asked or not scope.authority_ids:
        return []
    if connection.vendor != "sqlite":
        if not _has_trigrams(connection.alias):
            return _by_beginnings(asked, scope, limit)
        return _in_turn_by_trigrams(asked, scope, limit, surest=surest)
    steps = by_words.steps_of(asked, scope, limit)
    return _in_turn(steps[:1] if surest else steps, limit)


def _in_turn(
    steps: Sequence[Sequence[Part]], limit: int, *, last: int = ENOUGH
) -> list[int]:
    """Ids from each step while those before it found few; one query.

    `last`: having found so many, the last of several steps is not asked.

    Each part settles first whether it is to be asked, so that a step which is not needed costs
    nothing.
    """
    named: list[str] = []
    given: list[str | int] = []
    for place, parts in enumerate(steps):
        few = " + ".join(f"(SELECT count(*) FROM step{n})" for n in range(place))
        enough = last if place == len(steps) - 1 else ENOUGH
        condition = f"({few}) < {enough}" if few else "1 = 1"
        rows = (f"SELECT id FROM ({sql.format(few=condition)}) AS found" for sql, _ in parts)
        named.append(f"step{place} AS MATERIALIZED ({' UNION ALL '.join(rows)})")
        given += [value for _, values in parts for value in values]
    every = " UNION ALL ".join(f"SELECT {n}, id FROM step{n}" for n in range(len(steps)))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(named)} {every}", given)
        found = sorted(cursor.fetchall(), key=lambda row: row[0])
    return list(dict.fromkeys(row[1] for row in found))[:limit]


def _in_turn_by_trigrams(
    words: Sequence[str], scope: Scope, limit: int, *, surest: bool
) -> list[int]:
    """By PostgreSQL's trigrams: as written and names nearly so, then every word, then any."""
    within, numbers = scope.sql()
    one = (
        f"SELECT s.person_id AS id FROM {TABLE} s JOIN persons_person p ON p.id = s.person_id "
        f"WHERE {{few}} AND ({{like}}) AND {within} ORDER BY {{order}} DESC LIMIT %s"
    )

    def part(each: str, together: str, forms: Sequence[str], order: str = "") -> Part:
        like = together.join([each] * len(words))
        times = each.count("%s")
        best = " + ".join([order] * len(words)) if order else "p.id"
        values = [form for form in forms for _ in range(times)]
        ranked = [word for word in words for _ in range(order.count("%s"))]
        sql = one.replace("{like}", like).replace("{order}", best)
        return sql, [*values, *numbers, *ranked, limit]

    exact = [f"% {word} %" for word in words]
    likeness = "greatest(word_similarity(%s, s.names), word_similarity(%s, s.addresses))"
    either = "(s.names %%> %s OR s.addresses %%> %s)"
    steps = [[
        part("s.names LIKE %s", " AND ", exact),
        part("(s.names LIKE %s OR s.addresses LIKE %s)", " AND ", exact),
        part("s.names %%> %s", " AND ", words, "word_similarity(%s, s.names)"),
    ], [part(either, " AND ", words, likeness)]]
    if len(words) > 1:
        # any one of the words: of names alone, for half of a county lives in some road or street
        steps.append([part("s.names %%> %s", " OR ", words, "word_similarity(%s, s.names)")])
    with transaction.atomic():
        _ids("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS])
        last = A_FEW if len(words) > 1 else ENOUGH
        return _in_turn(steps[:1] if surest else steps, limit, last=last)


def trigrams(word: str) -> list[str]:
    """Three letters at a time, with the spaces on either side: " li", "li " for Li."""
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _by_full_text(words: Sequence[str], scope: Scope, limit: int) -> list[int]:
    parts = dict.fromkeys(part for word in words for part in trigrams(word))
    asked = " OR ".join(f'"{part}"' for part in parts)
    within, numbers = scope.sql()
    return _ids(
        f"SELECT {TABLE}.rowid FROM {TABLE} JOIN persons_person p ON p.id = {TABLE}.rowid "
        f"WHERE {TABLE} MATCH %s AND {within} ORDER BY bm25({TABLE}, 2.0, 1.0) LIMIT %s",
        [asked, *numbers, limit],
    )


def _by_trigrams(words: Sequence[str], scope: Scope, limit: int) -> list[int]:
    within, numbers = scope.sql()
    like = " OR ".join(["s.names %%> %s OR s.addresses %%> %s"] * len(words))
    best = " + ".join(
        ["greatest(word_similarity(%s, s.names), word_similarity(%s, s.addresses))"] * len(words)
    )
    twice = [word for word in words for _ in range(2)]
    with transaction.atomic():
        _ids("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS])
        return _ids(
            f"SELECT s.person_id FROM {TABLE} s JOIN persons_person p ON p.id = s.person_id "
            f"WHERE ({like}) AND {within} ORDER BY {best} DESC LIMIT %s",
            [*twice, *numbers, *twice, limit],
        )


def _by_beginnings(words: Sequence[str], scope: Scope, limit: int) -> list[int]:
    """Without trigrams: words that begin or end with the same three letters."""
    within, numbers = scope.sql()
    one = "s.names LIKE %s OR s.names LIKE %s OR s.addresses LIKE %s"
    like = " OR ".join([one] * len(words))
    forms: list[str] = []
    for word in words:
        forms += [f"% {word[:3]}%", f"%{word[-3:]} %", f"% {word[:3]}%"]
    key = "rowid" if connection.vendor == "sqlite" else "person_id"
    return _ids(
        f"SELECT s.{key} FROM {TABLE} s JOIN persons_person p ON p.id = s.{key} "
        f"WHERE ({like}) AND {within} ORDER BY p.id DESC LIMIT %s",
        [*forms, *numbers, limit],
    )


def _ids(sql: str, params: Sequence[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


@cache
def _has_trigrams(alias: str) -> bool:
    return bool(_ids("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'", []))
