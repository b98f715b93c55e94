"""A long list shown a hundred at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sightline.base.numbers import key

SIZE = 100


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list, with where the neighbouring pages are."""

    items: Sequence[Any]
    total: int
    number: int = 1
    size: int = SIZE
    query: str = ""

    @classmethod
    def of(cls, found: Any, request: HttpRequest, size: int = SIZE) -> "Paging":
        """The page of a queryset or list that the request's `page` asks for; the last if beyond."""
        total = len(found) if isinstance(found, list | tuple) else found.count()
        last = max(1, -(-total // size))
        asked = request.GET.get("page", "1")
        number = max(1, min(key(asked) or 1, last))
        kept = request.GET.copy()
        kept.pop("page", None)
        start = (number - 1) * size
        return cls(list(found[start : start + size]), total, number, size, kept.urlencode())

    @property
    def words(self) -> str:
        """Which are shown: "101 to 200 of 312"."""
        first = (self.number - 1) * self.size + 1
        return f"{first:,} to {first + len(self.items) - 1:,} of {self.total:,}"

    @property
    def previous(self) -> str:
        """The address of the page before, or empty."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, or empty."""
        return self._address(self.number + 1) if self.next_size else ""

    @property
    def next_size(self) -> int:
        """How many the next page holds."""
        return max(0, min(self.size, self.total - self.number * self.size))

    def _address(self, number: int) -> str:
        kept = f"{self.query}&" if self.query else ""
        return f"?{kept}page={number}"
