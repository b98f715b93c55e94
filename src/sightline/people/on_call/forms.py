"""The questions asked of somebody who is to be rung."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import at, now
from sightline.people.on_call.models import OnCall


class OnCallForm(forms.Form):
    """Who is to be rung, for what, on which number, and when."""

    kind = forms.ChoiceField(
        label="What are they rung for?", choices=[("", "Choose"), *OnCall.Kind.choices]
    )
    name = forms.CharField(label="Who answers?", max_length=120)
    phone = forms.CharField(label="On which number?", max_length=60)
    note = forms.CharField(
        label="Anything else to know?", max_length=200, required=False,
        help_text="For example: ring the control room first, or only for a court order.",
    )
    since_on = DayField(label="From which day?", required=False)
    since_time = forms.TimeField(label="From what time?", required=False)
    until_on = DayField(label="Until which day, if it ends?", required=False)
    until_time = forms.TimeField(label="Until what time?", required=False)

    def clean(self) -> dict[str, Any]:
        """A turn ends after it begins; without a day it begins now."""
        given: dict[str, Any] = super().clean() or {}
        given["since"] = self._moment(given, "since") or now()
        given["until"] = self._moment(given, "until")
        if given["until"] is not None and given["until"] <= given["since"]:
            self.add_error("until_on", "This is not after the beginning. Check the two moments.")
        return given

    @staticmethod
    def _moment(given: dict[str, Any], name: str) -> datetime | None:
        day, clock = given.get(f"{name}_on"), given.get(f"{name}_time")
        if day is None:
            return None
        return at(day, clock) if clock is not None else at(day)
