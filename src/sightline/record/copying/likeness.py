"""How much of a text stands word for word in another: runs of words that both have.

A word of the new text is a copy when it lies in a run of six words that the old text has as well,
whatever stands around the run. Words are compared without case, accents or punctuation, so that a
full stop moved or a capital mended hides nothing. Each text is read once: the work grows with the
length of the two texts and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sightline.people.persons.plain import plain

#: Words in a run. Shorter runs are how English is written ("there was nobody at home when").
RUN = 6
#: A shorter text says too little to be called a copy: "No reply. Card left." is no fault.
LEAST_WORDS = 30
#: From this share on it is told: a local habit, and no law's.
ALIKE = 0.7
#: Of a longer text the beginning is weighed.
LONGEST = 20_000
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    short = text[:LONGEST].lower()
    return WORD.findall(short if short.isascii() else plain(short))


def runs(told: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Every run of six words in a text."""
    return frozenset(zip(*(told[start:] for start in range(RUN)), strict=False))


def share(told: Sequence[str], old: Collection[tuple[str, ...]]) -> float:
    """The share of a text's words that lie in runs of the old text, 0 to 1; 0 for a short text."""
    if len(told) < LEAST_WORDS or not old:
        return 0.0
    copied, reach = 0, 0
    for place, run in enumerate(zip(*(told[start:] for start in range(RUN)), strict=False)):
        if run in old:
            end = place + RUN
            copied += end - max(place, reach)
            reach = end
    return copied / len(told)
