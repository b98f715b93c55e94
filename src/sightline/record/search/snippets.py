"""The few words around what was found, safe to put on a page."""

from __future__ import annotations

from markupsafe import Markup, escape

from sightline.people.persons.plain import plain
from sightline.record.search.engine import BEGIN, END, mark
from sightline.record.search.gathering import WORD

BEFORE, LENGTH = 60, 260


def snippet(text: str, asked: set[str]) -> Markup:
    """A passage cut to where most of what was asked stands, with the words marked.

    `asked` are the plain words of the search, for those that are spelt otherwise in the text.
    """
    if BEGIN not in text:
        text = mark(text, {word for word in WORD.findall(text) if plain(word) in asked})
    bare, spots = _spots(" ".join(text.replace("\n", " · ").split()))
    begin, end = _window(bare, spots)
    parts, at = [Markup("… " if begin else "")], begin
    for first, last in spots:
        if first < begin or last > end:
            continue
        parts += [escape(bare[at:first]), Markup("<mark>"), escape(bare[first:last])]
        parts.append(Markup("</mark>"))
        at = last
    parts += [escape(bare[at:end]), Markup(" …" if end < len(bare) else "")]
    return Markup("").join(parts)


def _spots(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and where in it each marked word begins and ends."""
    bare, spots, length = [], [], 0
    for part in text.split(BEGIN):
        word, marked, rest = part.partition(END)
        if marked:
            spots.append((length, length + len(word)))
        bare += [word, rest]
        length += len(word) + len(rest)
    return "".join(bare), spots


def _window(text: str, spots: list[tuple[int, int]]) -> tuple[int, int]:
    """Where to cut: around the spots with the most different words, at whole words."""
    best, most = 0, 0
    for first, _ in spots:
        inside = [spot for spot in spots if first <= spot[0] and spot[1] <= first + LENGTH - BEFORE]
        different = len({text[a:b].lower() for a, b in inside})
        if different > most:
            best, most = first, different
    begin = max(0, best - BEFORE)
    end = min(len(text), begin + LENGTH)
    if begin:
        begin = text.find(" ", begin, best) + 1 or best
    if end < len(text):
        end = max(text.rfind(" ", begin, end), max((b for a, b in spots if b <= end), default=0))
    return begin, end if end > begin else len(text)
