"""The words that somebody has used in the record which a typed word may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sightline.record.search.engine import MOST_BEGUN, SLIPS, like

SHORTEST = 4
#: From this length on two slips of the pen are forgiven, before it one.
LONG = 6
MOST = 6


@dataclass(frozen=True, slots=True)
class Meant:
    """For a typed word: up to six others one or two slips away, and all that begin with it.

    `begun` is None where they are too many to be asked for one by one.
    """

    near: list[str] = field(default_factory=list)
    begun: list[str] | None = None


def meant(words: Iterable[str]) -> dict[str, Meant]:
    """What each word of four letters or more may have been meant to be; one query."""
    asked = [word for word in dict.fromkeys(words) if len(word) >= SHORTEST and word.isalpha()]
    return {word: _meant(word, others) for word, others in like(asked).items()}


def _meant(word: str, others: list[str]) -> Meant:
    begun = [other for other in others if other.startswith(word) and other != word]
    return Meant(_near(word, others), begun if len(begun) < MOST_BEGUN else None)


def _near(word: str, others: Iterable[str]) -> list[str]:
    slips = SLIPS if len(word) >= LONG else 1
    far = process.extract(
        word, [other for other in others if other != word], scorer=OSA.distance, limit=None,
        score_cutoff=slips,
    )
    return [other for other, _, _ in sorted(far, key=lambda one: (one[1], one[0]))[:MOST]]
