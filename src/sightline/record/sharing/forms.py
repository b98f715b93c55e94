"""The questions of sharing: why not, what a parent says, and what they were answered."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.record.sharing.models import Reply, Wish


def _past(day: Any) -> Any:
    if day is not None and day > today():
        raise forms.ValidationError("This is in the future. Give the day on which it happened.")
    return day


class WithholdForm(forms.Form):
    """Why one parent is not sent it."""

    reason = forms.CharField(
        label="Why is it not sent to them?", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example a court order, or the danger to somebody it speaks of.",
    )
    on = DayField(label="When was that decided?", validators=[_past])


class RemarkForm(forms.Form):
    """What a parent says of it, in their words."""

    wish = forms.ChoiceField(
        label="What is it?", choices=Wish.choices, widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What do they say?", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In their own words. Nobody else of the family is told them.",
    )
    on = DayField(label="When did they say it?", validators=[_past])


class AnswerForm(forms.Form):
    """What became of what a parent asked for, and what they were told."""

    reply = forms.ChoiceField(
        label="What became of it?", choices=Reply.choices, widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What were they answered?", widget=forms.Textarea(attrs={"rows": 4}),
    )
    on = DayField(label="When were they answered?", validators=[_past])
