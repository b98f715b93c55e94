"""How alike two words, two names and two dates of birth are."""

from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

SIMILAR = 80.0


def word_likeness(asked: str, held: str) -> float:
    """0 to 100; a beginning of three letters or more is nearly the whole word."""
    if asked == held:
        return 100.0
    score = fuzz.ratio(asked, held)
    if len(asked) >= 3 and held.startswith(asked):
        score = max(score, 92.0)
    if min(len(asked), len(held)) >= 4:
        winkler = JaroWinkler.similarity(asked, held)
        if winkler >= 0.85:
            score = max(score, winkler * 95)
    return score


def best(asked: str, held: Iterable[str]) -> float:
    """How alike a word is to the nearest of several."""
    return max((word_likeness(asked, word) for word in held), default=0.0)


def name_likeness(asked: Sequence[str], held: Sequence[str]) -> float:
    """How alike two names are, whatever the order of their words: the shorter one's words, met."""
    if not asked or not held:
        return 0.0
    few, many = sorted((list(dict.fromkeys(asked)), list(dict.fromkeys(held))), key=len)
    left = list(many)
    total = 0.0
    for word in few:
        nearest = max(left, key=lambda other: word_likeness(word, other), default="")
        if not nearest:
            break
        total += word_likeness(word, nearest)
        left.remove(nearest)
    # one word in common is not a name in common
    alone = len(few) == 1 and len(many) > 1
    return total / len(few) - (20 if alone else 0)


def near_dates(day: date) -> dict[date, str]:
    """The dates one slip of the pen away that are worth looking at, and what the slip was."""
    near: dict[date, str] = {}
    if day.day <= 12 and day.day != day.month:
        near[date(day.year, day.day, day.month)] = "day and month of birth the other way round"
    for years in (-1, 1):
        if not (day.month == 2 and day.day == 29):
            near[day.replace(year=day.year + years)] = "year of birth differs by one"
    return near
