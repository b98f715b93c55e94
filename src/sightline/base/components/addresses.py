"""Addresses of pages, put together once for each page and not for each line of a list."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, get_urlconf, reverse

#: Numbers that stand for those of an address while it is put together; no address holds them.
STANDING_IN = 970_313_000_000


@lru_cache(maxsize=2048)
def _form(
    name: str, names: tuple[str, ...], words: tuple[str | None, ...], urlconf: Any, prefix: str
) -> str | None:
    """The address of a page with places for its numbers; none where that would not do.

    `words` are the parts of the address that are no numbers, in their places.
    """
    marks = [STANDING_IN + place if word is None else word for place, word in enumerate(words)]
    many = len(words) - len(names)
    found = reverse(
        name, args=marks[:many] or None, kwargs=dict(zip(names, marks[many:], strict=True)) or None
    )
    found = found.replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        if words[place] is not None:
            continue
        if found.count(str(mark)) != 1:
            return None
        found = found.replace(str(mark), f"{{{place}}}")
    return found


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    told = (*args, *kwargs.values())
    words = tuple([None if type(each) is int and each >= 0 else each for each in told])
    if all([word is None or type(word) is str for word in words]):
        form = _form(name, tuple(kwargs), words, get_urlconf(), get_script_prefix())
        if form is not None:
            return form.format(*told)
    return reverse(name, args=args or None, kwargs=kwargs or None)
