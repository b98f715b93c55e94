"""Which days a figure is asked for, and as known when: the form above each figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from sightline.base.components.words import day
from sightline.base.forms.drawing import DayField
from sightline.base.moments import at, today
from sightline.insight.measures.periods import quarters, year_to
from sightline.kernel.indicators import Indicator, Period


def last_day(on: date, *, by_day: bool) -> date:
    """The last day that is counted: this one, or the last of the month before.

    Not `by_day` is a reader who has no child's record: of two figures a day apart the second would
    tell them what happened to one child that day.
    """
    return on if by_day else on.replace(day=1) - timedelta(days=1)


def offered(indicator: Indicator, on: date) -> dict[str, tuple[Period, str]]:
    """The periods that may be chosen, newest first, by the text of their last day."""
    found = {}
    ends = [on, *(quarter.until for quarter in reversed(quarters(on)[:-1]))]
    for last in ends:
        period = year_to(last)
        words = f"At {day(last)}" if indicator.at_a_date else f"The year to {day(last)}"
        found[last.isoformat()] = (period, words)
    return found


class AskForm(forms.Form):
    """The period, and the day whose knowledge counts."""

    period = forms.ChoiceField(label="Which days?", required=False)
    known = DayField(
        label="As we knew it on", required=False,
        help_text="Leave empty for the record as it stands now.",
    )

    def __init__(
        self, data: Mapping[str, Any], periods: dict[str, tuple[Period, str]], *, by_day: bool
    ) -> None:
        self.by_day = by_day
        super().__init__(data or None, initial={"period": next(iter(periods))}, prefix=None)
        self.fields["period"].choices = [(key, words) for key, (_, words) in periods.items()]

    def clean_known(self) -> date | None:
        """A day that has come: nobody knows yet what will be known."""
        told: date | None = self.cleaned_data["known"]
        if told is not None and told > today():
            raise forms.ValidationError("Give today or a day before it.")
        if told is not None and not self.by_day and (told + timedelta(days=1)).day != 1:
            raise forms.ValidationError("Give the last day of a month: you see figures by months.")
        return told


@dataclass(frozen=True)
class Chosen:
    """What was asked for."""

    form: AskForm
    period: Period
    words: str
    known_at: datetime | None

    @property
    def knowledge(self) -> str:
        """Whose knowledge counts, in words."""
        if self.known_at is None:
            return "as the record stands now"
        return f"as we knew it at the end of {day(self.known_at)}"


def choose(indicator: Indicator, data: Mapping[str, Any], *, by_day: bool) -> Chosen:
    """Read what was asked for; what cannot be read is said, and today's figure shown."""
    periods = offered(indicator, last_day(today(), by_day=by_day))
    form = AskForm(data, periods, by_day=by_day)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    period, words = periods.get(asked.get("period", ""), next(iter(periods.values())))
    known = asked.get("known")
    known_at = at(known + timedelta(days=1), time(0)) - timedelta(microseconds=1) if known else None
    return Chosen(form, period, words, known_at)
