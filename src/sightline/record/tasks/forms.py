"""What is asked when a task is done, checked, given another day, or called off."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today

WORDS = forms.Textarea(attrs={"rows": 3})
SATISFIED, SENT_BACK = "yes", "no"


def _past(day: Any) -> None:
    if day is not None and day > today():
        raise forms.ValidationError("This is in the future. Give the day on which it happened.")


class DoneForm(forms.Form):
    """It was done, and what shows it."""

    on = DayField(label="When was it done?", validators=[_past])
    words = forms.CharField(label="What shows that it was done?", required=False, widget=WORDS)


class CheckForm(forms.Form):
    """Another person looks at what shows that it was done."""

    satisfied = forms.ChoiceField(
        label="Is it done?", widget=forms.RadioSelect,
        choices=[(SATISFIED, "Yes, it is done"), (SENT_BACK, "No, it goes back")],
    )
    words = forms.CharField(
        label="What did you see, or what is missing?", required=False, widget=WORDS
    )


class AnotherDayForm(forms.Form):
    """Another day, and why."""

    due_on = DayField(label="By when, now?")
    words = forms.CharField(label="Why does the date change?", widget=WORDS)


class CallOffForm(forms.Form):
    """It is no longer wanted, and why."""

    words = forms.CharField(label="Why is it no longer wanted?", widget=WORDS)
