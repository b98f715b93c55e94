"""The answers of one part of a form that was sent, each as its column takes it, no word lost."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.forms.drawing import DayWidget
from sightline.portal.referral_form.words import plain

if TYPE_CHECKING:
    from django.http import QueryDict

    from sightline.portal.referral_form import forms


class Part:
    """The answers of one part; what does not fit its column is kept, whole, in words."""

    def __init__(self, sent: QueryDict, kind: type[forms.Questions], more: list[str],
                 unread: list[str], prefix: str = "") -> None:
        self.sent, self.kind, self.more, self.unread = sent, kind, more, unread
        prefix = prefix or kind.prefix or ""
        self.prefix = f"{prefix}-" if prefix else ""

    def label(self, name: str) -> str:
        """The question as it was asked."""
        return str(self.kind.base_fields[name].label)

    def text(self, name: str) -> str:
        """An answer of any length."""
        return plain(self.sent.get(self.prefix + name, ""))

    def line(self, name: str, most: int = 120) -> str:
        """An answer of one line; a longer one is cut here and told in full in the account."""
        whole = self.text(name)
        line = " ".join(whole.split())
        if len(line) <= most:
            return line
        self.more.append(f"{self.label(name)}: {whole}")
        return line[: most - 1] + "…"

    def code(self, name: str, allowed: Collection[str]) -> str:
        """A chosen answer; anything else is told in words."""
        chosen = self.text(name)
        if chosen and chosen not in allowed:
            self.more.append(f"{self.label(name)}: {chosen}")
            return ""
        return chosen

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.text(name))

    def day(self, name: str, until: date | None = None) -> date | None:
        """A date; one that cannot be so is told in words, as it was written."""
        day = DayWidget().value_from_datadict(self.sent, {}, self.prefix + name)
        written = plain(day.words())
        if isinstance(day.value, date) and (until is None or day.value <= until):
            return day.value
        if written:
            self.more.append(f"{self.label(name)}, as it was written: {written}")
            self.unread.append(f"{self.label(name)}: {written[:60]}")
        return None
