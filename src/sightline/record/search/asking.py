"""What was typed into the search box, as words to look for in the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sightline.people.persons.plain import plain, words

LONGEST = 200
MOST_TERMS = 10
#: A word is met by its beginning from this many letters on.
BEGINNING = 3
QUOTED = re.compile(r'["“”]([^"“”]+)["“”]')
#: Words that say nothing of what is looked for; they count only when nothing else was typed.
SMALL = frozenset(words(
    "a an and are as at be been by for from had has have he her him his in into is it its of on or "
    "she that the their them then there they this to was were when who with"
))


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several in a row that were typed in quotation marks."""

    words: tuple[str, ...]

    @property
    def alone(self) -> str:
        """The word, when it is one; else nothing."""
        return self.words[0] if len(self.words) == 1 else ""


@dataclass(frozen=True, slots=True)
class Met:
    """One way in which a term may be met: these words in a row, the last perhaps a beginning."""

    words: tuple[str, ...]
    beginning: bool = False


#: Every one of these must be met, each in any of its ways.
Every = tuple[tuple[Met, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text must hold: any one of these combinations."""

    combinations: tuple[Every, ...]


def sought(text: str) -> tuple[Term, ...]:
    """The terms of a search, each once, without the small words when there are others."""
    rest = text[:LONGEST]
    quoted = [Term(tuple(plain(said).split())) for said in QUOTED.findall(rest)]
    single = [Term((word,)) for word in plain(QUOTED.sub(" ", rest)).split()]
    terms = [term for term in dict.fromkeys([*quoted, *single]) if term.words]
    telling = [term for term in terms if term.alone not in SMALL]
    return tuple((telling or terms)[:MOST_TERMS])


def as_typed(terms: Sequence[Term], begun: Mapping[str, Sequence[str] | None]) -> Wanted:
    """Every term as it was typed, in any inflection; the last may be the beginning of a word.

    `begun`: the words that begin with one, where they are few; asked for by name they are found
    many times as fast as by their beginning.
    """
    *before, last = terms
    ways = [(Met(term.words),) for term in before]
    wholes = begun.get(last.alone)
    ends = _begun(last) if wholes is None else tuple(Met((word,)) for word in wholes)
    return Wanted(((*ways, (Met(last.words), *ends)),))


def spelt_nearly(terms: Sequence[Term], near: dict[str, list[str]]) -> Wanted:
    """Every term as typed, as a beginning, or in the nearest spellings that somebody has used."""
    return Wanted((_ways(terms, near),))


def all_but_one(terms: Sequence[Term], near: dict[str, list[str]]) -> Wanted:
    """All terms but one, whichever it is; of two, either."""
    ways = _ways(terms, near)
    return Wanted(tuple((*ways[:n], *ways[n + 1 :]) for n in range(len(ways))))


def _begun(term: Term) -> tuple[Met, ...]:
    return (Met(term.words, True),) if len(term.words[-1]) >= BEGINNING else ()


def _ways(terms: Sequence[Term], near: dict[str, list[str]]) -> Every:
    return tuple(
        (Met(term.words), *_begun(term), *(Met((word,)) for word in near.get(term.alone, ())))
        for term in terms
    )


def written(
    wanted: Wanted, *, met: Callable[[Met], str], both: str, either: str
) -> str:
    """The words wanted in the language of one database, given its marks."""
    every = [
        both.join(f"({either.join(met(way) for way in ways)})" for ways in combination)
        for combination in wanted.combinations
    ]
    return either.join(f"({one})" for one in every)
