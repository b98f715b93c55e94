"""On SQLite people are found by whole words: which words resemble one typed, and who has those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from sightline.people.matching.likeness import word_likeness
from sightline.people.matching.scope import Scope
from sightline.people.persons.index import NAMED, PARTS, SPELT, WORDS

#: A word less like another than this is no slip of the pen; where one alone was typed, it has to
#: be as like as a person must be to be found at all.
LEAST, LEAST_ALONE = 45.0, 68.0
#: So many of the words most like one typed are close to it, and so many resemble it at all.
CLOSE, RESEMBLING = 6, 40
#: With more than so many that begin with it, a word says too little for all of them to be sought.
MOST_BEGUN = 400
#: How like a word is to its beginning.
BEGUN = 92.0

#: A question and its values.
Part = tuple[str, list[str | int]]


@dataclass(frozen=True, slots=True)
class Typed:
    """One word with those of the record that resemble it, and of these the ones close to it.

    `names` and `close_names` are those of them that are of somebody's name.
    """

    word: str
    like: Sequence[str]
    close: Sequence[str]
    names: Sequence[str]
    close_names: Sequence[str]

    @property
    def exact(self) -> str:
        """The word itself, as the index is asked."""
        return f'"{self.word}"'

    def any_of(self, words: Sequence[str]) -> str:
        """The word itself, or any of some others."""
        return f"({' OR '.join(dict.fromkeys([self.exact, *(_quoted(one) for one in words)]))})"


def _quoted(word: str) -> str:
    return f'"{word}"'


def steps_of(words: Sequence[str], scope: Scope, limit: int) -> list[list[Part]]:
    """What to ask of the index in turn, within the scope and the limit; one query.

    Those with every word, first by their names alone, and of whose names every word is nearly one;
    then those whom every word resembles, by name or address; then all words but one.
    """
    return [
        [_part(way, scope, limit) for way in ways] for ways in _steps(_typed(words)) if ways
    ]


#: A full-text index, and what it is asked.
Way = tuple[str, str]


def _steps(typed: Sequence[Typed]) -> Iterator[list[Way]]:
    exact = _all(each.exact for each in typed)
    named = [each for each in typed if each.names]
    nearly, at_all = list[Way](), list[Way]()
    # where a word is like no name, nobody's names answer
    if len(named) == len(typed):
        nearly = [(NAMED, _all(each.any_of(each.close_names) for each in typed))]
        at_all = [(NAMED, _all(each.any_of(each.names) for each in typed))]
    yield [(NAMED, exact), (WORDS, exact), *nearly]
    yield [*at_all, (WORDS, _all(each.any_of(each.close) for each in typed))]
    yield [(WORDS, _all(each.any_of(each.like) for each in typed))]
    if len(typed) > 1 and len(named) >= len(typed) - 1:
        most = [each.exact if len(typed) == 2 else each.any_of(each.close_names)
                for each in typed]
        but_one = [_all([*most[:n], *most[n + 1 :]]) for n, each in enumerate(typed)
                   if nearly or not each.names]
        yield [(NAMED, " OR ".join(f"({one})" for one in but_one))]


def _all(parts: Iterable[str]) -> str:
    return " AND ".join(parts)


def _part(way: Way, scope: Scope, limit: int) -> Part:
    table, asked = way
    within, numbers = scope.sql()
    # a cross join keeps the index outside: asked for each person it would be read each time. What
    # was found before is looked at once: as a condition beside it, it would be for each person
    return (
        f"SELECT {table}.rowid AS id FROM {table} CROSS JOIN persons_person p ON p.id = "
        f"{table}.rowid WHERE {table} MATCH CASE WHEN {{few}} THEN %s ELSE '\"\"' END AND {within} "
        f"ORDER BY {table}.rowid DESC LIMIT %s"
    ), [asked, *numbers, limit]


def _typed(words: Sequence[str]) -> list[Typed]:
    """The words with those that anybody is called or lives by which resemble them; one query."""
    one = (
        f"SELECT %s, s.word, s.named FROM {PARTS} CROSS JOIN {SPELT} s ON s.id = {PARTS}.rowid "
        f"WHERE {PARTS} MATCH %s"
    )
    given = [value for number, word in enumerate(words) for value in (number, _parts(word))]
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(words)), given)
        for number, word, named in cursor.fetchall():
            found[number][word] = bool(named)
    least = LEAST if len(words) > 1 else LEAST_ALONE
    return [_with_like(word, found[number], least) for number, word in enumerate(words)]


def _parts(word: str) -> str:
    """Three letters at a time, with the spaces on either side, any of which will do."""
    padded = f" {word} "
    parts = (padded[place : place + 3] for place in range(len(padded) - 2))
    return " OR ".join(_quoted(part) for part in dict.fromkeys(parts))


def _with_like(word: str, others: Mapping[str, bool], least: float) -> Typed:
    """A word and those most like it; one without figures is like none with them."""
    figures = not word.isalpha()
    likely = sorted(
        (-score, other) for other in others
        if (figures or other.isalpha()) and (score := word_likeness(word, other)) >= least
    )
    like, close = _cut([(-score, other) for score, other in likely])
    names, close_names = _cut([(-score, other) for score, other in likely if others[other]])
    return Typed(word, like, close, names, close_names)


def _cut(likely: Sequence[tuple[float, str]]) -> tuple[list[str], list[str]]:
    """The first words of a list by their likeness: those like at all, and those close."""
    words = [word for _, word in likely]
    # whatever begins with what was typed is close, however many there are
    begun = min(sum(score >= BEGUN for score, _ in likely), MOST_BEGUN)
    return words[: max(RESEMBLING, begun)], words[: max(CLOSE, begun)]
