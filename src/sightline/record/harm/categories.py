"""Categories of harm in words and as rows: the main one, the set, and copies for another event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sightline.law.codes import code_set
from sightline.record.harm.models import Harm
from sightline.record.spine.models import Event

#: What each category means, for a family; the official word alone tells them little.
PLAINLY = {
    "NEG": "neglect: a child is not looked after as a child needs",
    "PHY": "physical abuse: a child is hurt",
    "SAB": "sexual abuse: somebody does sexual things to a child, or makes a child do them",
    "EMO": "emotional abuse: a child is made to feel bad, scared or not loved",
    "MUL": "more than one kind of harm",
}


def rows(main: str, also: Iterable[str] = ()) -> list[Harm]:
    """Unsaved rows for the categories named; none when no main category was given."""
    others = [code for code in dict.fromkeys(also) if code and code != main]
    found = [Harm(category=main, main=True)] if main else []
    return [*found, *(Harm(category=code) for code in others)]


def as_told(harms: Sequence[Harm]) -> list[Harm]:
    """The rows as they may be kept: each category once, and one main one.

    When nobody said which is the main one, a single category is; of several, none is guessed.
    """
    told = list({harm.category: harm for harm in harms if harm.category}.values())
    mains = [harm for harm in told if harm.main]
    for extra in mains[1:]:
        extra.main = False
    if not mains and len(told) == 1:
        told[0].main = True
    return told


def named(event: Event) -> list[Harm]:
    """The categories that an event named, the main one first."""
    return list(Harm.objects.filter(event=event))


def main_of(harms: Iterable[Harm]) -> str:
    """The code of the main category among these; empty when none was said to be."""
    return next((harm.category for harm in harms if harm.main), "")


def copies(harms: Iterable[Harm]) -> list[Harm]:
    """The same categories for another event."""
    return [Harm(category=harm.category, main=harm.main) for harm in harms]


def in_words(code: str, on: date | None = None) -> str:
    """A category in the middle of a sentence: "neglect"."""
    if not code:
        return "category not recorded"
    label = code_set("category_of_abuse").label(code, on)
    return label[:1].lower() + label[1:]


def plainly(code: str, on: date | None = None) -> str:
    """A category with what it means, for whoever has not heard the word before."""
    return PLAINLY.get(code) or in_words(code, on)
