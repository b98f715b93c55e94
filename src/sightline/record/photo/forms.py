"""The questions about a photograph."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today


class PhotoForm(forms.Form):
    """The picture, when it was taken, and who agreed that it is kept here."""

    picture = forms.FileField(
        label="Choose a picture", max_length=200,
        help_text="JPEG or PNG, 4 MB at most. Where it was taken is removed from the file.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    taken_on = DayField(label="When was it taken?", required=False,
                        help_text="Leave empty if this is not known")
    agreed = forms.CharField(
        label="Who agreed to it?", max_length=200,
        help_text="For example: Mother, at the visit on 3 June; and what the child said.",
    )

    def clean(self) -> dict[str, Any]:
        """A picture cannot have been taken in the future."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("taken_on") is not None and told["taken_on"] > today():
            self.add_error("taken_on", "This is in the future. Give the day it was taken.")
        return told


class OffForm(forms.Form):
    """Why a photograph is shown no longer."""

    reason = forms.CharField(label="Why is it taken off?", max_length=200)
