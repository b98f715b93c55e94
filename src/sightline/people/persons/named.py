"""Whether a text names somebody, by their first or their full name."""

from collections.abc import Iterable

from sightline.people.persons.plain import plain

SHORTEST = 3


def spoken(texts: Iterable[str]) -> str:
    """Texts made ready to be looked through for names: plain words, a space on either side."""
    return f" {plain(' . '.join(texts))} "


def names(said: str, name: str, *, but: str = "") -> bool:
    """Whether `said`, from `spoken`, names somebody: Ben, Ben Reed or Ben's.

    A first name that `but`, the name of whoever it is about, has in it too is nobody else's.
    """
    full = plain(name)
    first = full.split(" ")[0]
    wanted = {full} if " " in full else set()
    if len(first) >= SHORTEST and first not in plain(but).split():
        wanted.add(first)
    # an apostrophe is no word's end: Ben's is read as bens
    return any(f" {one} " in said or f" {one}s " in said for one in wanted)
