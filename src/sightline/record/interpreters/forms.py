"""The questions about an interpreter: who was asked for what, and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.record.interpreters.process import ANSWERED, ATTENDED, WITHOUT

#: A meeting that is on no list of what is booked.
OTHER = "other"


def _past(day: Any) -> Any:
    if day is not None and day > today():
        raise forms.ValidationError("This is in the future. Give the day on which it happened.")
    return day


class AskForm(forms.Form):
    """For whom and for which meeting an interpreter was asked, and whom."""

    people = forms.TypedMultipleChoiceField(
        label="For whom?", coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text="One interpreter can do for all who speak the language.",
    )
    meeting = forms.ChoiceField(label="For which meeting?", widget=forms.RadioSelect)
    day = DayField(
        label="If it is something else, on which day is it?", required=False,
    )
    agency = forms.CharField(label="Which interpreter or agency was asked?", max_length=120)
    words = forms.CharField(
        label="What else is there to know?", required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example a woman, a dialect, British Sign Language.",
    )
    on = DayField(label="When were they asked?", validators=[_past])

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], meetings: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        first = {"on": today(), "people": [people[0][0]] if len(people) == 1 else [],
                 "meeting": meetings[0][0] if len(meetings) == 1 else None}
        asked = {name: value for name, value in kwargs.pop("asked", {}).items() if value}
        kwargs["initial"] = first | asked
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            *meetings, (OTHER, "Something else, on the day below")
        ]

    def clean(self) -> dict[str, Any]:
        """Something else needs its day."""
        given = super().clean() or {}
        if given.get("meeting") == OTHER and not given.get("day") and "day" not in self.errors:
            self.add_error("day", "Say on which day it is.")
        return given


class SaidForm(forms.Form):
    """What came of asking, or whether they were there."""

    outcome = forms.ChoiceField(
        label="What came of it?", widget=forms.RadioSelect,
        choices=[*ANSWERED.items(), *ATTENDED.items()],
    )
    words = forms.CharField(
        label="What else is there to say?", required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="If they did not come: who helped instead, and what could not be said.",
    )
    on = DayField(label="On which day?", validators=[_past])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today()}
        super().__init__(*args, **kwargs)


class HeldForm(forms.Form):
    """Whether an interpreter was at a meeting for which nobody had recorded asking."""

    outcome = forms.ChoiceField(
        label="Was an interpreter there?", widget=forms.RadioSelect,
        choices=[("came", "Yes, one took part"), (WITHOUT, "No, there was none")],
    )
    agency = forms.CharField(
        label="If there was, which interpreter or agency?", max_length=120, required=False
    )
    words = forms.CharField(
        label="If there was none, how did you understand each other?", required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
