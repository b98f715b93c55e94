"""Addresses of pages, put together once for each page and not for each line of a list."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, get_urlconf, reverse

#: Numbers that stand for those of an address while it is put together; no address holds them.
STANDING_IN = 970_313_000_000


@lru_cache(maxsize=2048)
def _form(name: str, many: int, names: tuple[str, ...], urlconf: Any, prefix: str) -> str | None:
    """The address of a page with places for its numbers; none where that would not do."""
    marks = [STANDING_IN + place for place in range(many + len(names))]
    found = reverse(
        name, args=marks[:many] or None, kwargs=dict(zip(names, marks[many:], strict=True)) or None
    )
    found = found.replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        if found.count(str(mark)) != 1:
            return None
        found = found.replace(str(mark), f"{{{place}}}")
    return found


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    told = (*args, *kwargs.values())
    if all(type(each) is int and each >= 0 for each in told):
        form = _form(name, len(args), tuple(kwargs), get_urlconf(), get_script_prefix())
        if form is not None:
            return form.format(*told)
    return reverse(name, args=args or None, kwargs=kwargs or None)
