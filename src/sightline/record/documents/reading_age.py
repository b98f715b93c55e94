"""How hard a text is to read: the age at which most people can, by Flesch and Kincaid's grade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SENTENCE = re.compile(r"[.!?]+(?:\s|$)|\n+")
VOWELS = re.compile(r"[aeiouy]+")
#: A last e, es or ed that is not heard: "made", "makes", "asked"; not "table", "boxes", "wanted".
SILENT = re.compile(r"(?<![^aeiouy]l)e$|(?<![sxzcg])(?<!sh)(?<!ch)(?<![^aeiouy]l)es$|(?<![td])ed$")
#: A school year in the United States begins at about this age.
FIRST_GRADE = 5
#: The age for which what a family is sent is written.
AIM = 11


@dataclass(frozen=True)
class Reading:
    """What a text asks of its reader."""

    words: int
    grade: float

    @property
    def age(self) -> int:
        """The age in years at which most people can read it."""
        return max(FIRST_GRADE, round(self.grade) + FIRST_GRADE)

    @property
    def hard(self) -> bool:
        """Whether it asks more than most adults are comfortable with."""
        return self.age > AIM


def syllables(word: str) -> int:
    """The beats of an English word: its groups of vowels, less the endings that are silent."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(VOWELS.findall(SILENT.sub("", plain))))


def reading(texts: Iterable[str]) -> Reading:
    """How hard these texts are; a text of its own is a sentence of its own."""
    sentences = [part for text in texts for part in SENTENCE.split(text) if WORD.search(part)]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return Reading(0, 0.0)
    beats = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * beats / len(words) - 15.59
    return Reading(len(words), round(grade, 1))
