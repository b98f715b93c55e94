"""The questions a board manager answers."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.partnership.board.models import Body, BodyKind, MeetingKind, Value

BLANK = "", "No mark"


class BodyForm(forms.Form):
    """A new body."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="What is it?", choices=BodyKind.choices,
                             widget=forms.RadioSelect)
    parent = forms.ModelChoiceField(
        Body.objects.none(), label="If a sub-group, of which body?", required=False
    )
    since_on = DayField(label="From when?", required=False)

    def __init__(self, *args: Any, bodies: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["parent"].queryset = bodies  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """A new seat."""

    role = forms.CharField(label="Who sits in it?", max_length=160,
                           help_text="The post, not the person: for example Designated doctor.")
    agency = forms.CharField(label="For which agency?", max_length=120)
    since_on = DayField(label="From when?", required=False)


class MeetingForm(forms.Form):
    """A meeting."""

    held_on = DayField(label="When was it?")
    kind = forms.ChoiceField(label="What sort of meeting?", choices=MeetingKind.choices,
                             initial=MeetingKind.ORDINARY, widget=forms.RadioSelect)


class CorrectionForm(MeetingForm):
    """A meeting put right."""

    reason = forms.CharField(label="Why is it corrected?", max_length=200)


CHOICES = [*Value.choices, BLANK]
