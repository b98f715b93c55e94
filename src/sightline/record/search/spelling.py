"""The spellings nearest to a word, among those that somebody has used in the record."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from sightline.record.search.engine import alike

SHORTEST = 4
#: From this length on two slips of the pen are forgiven, before it one.
LONG = 6
MOST = 6


def nearest(words: Iterable[str]) -> dict[str, list[str]]:
    """For each word of four letters or more, up to six others one or two slips away."""
    asked = [word for word in dict.fromkeys(words) if len(word) >= SHORTEST and word.isalpha()]
    return {word: _near(word, others) for word, others in alike(asked).items()}


def _near(word: str, others: Iterable[str]) -> list[str]:
    slips = 2 if len(word) >= LONG else 1
    # a slip is rarely in the first letter, unless it and the second are swapped: other, mother
    begun = (word[0], word[1::-1])
    found = {
        other: far for other in others
        if other.startswith(begun)
        and 0 < (far := OSA.distance(word, other, score_cutoff=slips)) <= slips
    }
    return sorted(found, key=lambda other: (found[other], other))[:MOST]
