"""The questions of a check: whom we asked what, and what they said."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.record.checks.process import ANSWERS
from sightline.record.meetings.models import Agency

#: Those who are asked what they know; the family and the child are spoken with, not checked.
ASKED = [
    (code, label) for code, label in Agency.choices
    if code not in (Agency.FAMILY, Agency.CHILD, Agency.ADVOCATE)
]


def _past(day: Any) -> Any:
    if day is not None and day > today():
        raise forms.ValidationError("This is in the future. Give the day on which it happened.")
    return day


class _When(forms.Form):
    """When it was done; a time left empty on the day itself means now."""

    on = DayField(label="On which day?", validators=[_past])
    at = forms.TimeField(
        label="At what time?", required=False, help_text="For example 14:20.",
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
    )

    def clean_at(self) -> time | None:
        """The minute is enough."""
        given: time | None = self.cleaned_data.get("at")
        return given.replace(second=0) if given is not None else None


class AskForm(_When):
    """Which agencies were asked, about which of the children, and what."""

    agencies = forms.MultipleChoiceField(
        label="Which agencies were asked?", choices=ASKED, widget=forms.CheckboxSelectMultiple
    )
    whom = forms.CharField(
        label="Who was asked there?", max_length=160, required=False,
        help_text="A name or a desk, for example the health desk of the hub.",
    )
    what = forms.CharField(
        label="What were they asked?", required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )
    together = forms.TypedMultipleChoiceField(
        label="Was it asked about brothers and sisters too?", coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("agencies", "together", "whom", "what", "on", "at")

    def __init__(self, *args: Any, others: list[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today(), "together": [step.pk for step in others]}
        super().__init__(*args, **kwargs)
        if others:
            self.fields["together"].choices = [  # type: ignore[attr-defined]
                (step.pk, step.child.display_name) for step in others
            ]
        else:
            del self.fields["together"]


class AnswerForm(_When):
    """What came back."""

    outcome = forms.ChoiceField(
        label="What came back?", choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    by_whom = forms.CharField(label="Who answered?", max_length=160, required=False)
    words = forms.CharField(
        label="What did they say?", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only of this child. What was said of a brother or sister is written on theirs.",
    )
    field_order = ("outcome", "by_whom", "words", "on", "at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today()}
        super().__init__(*args, **kwargs)
