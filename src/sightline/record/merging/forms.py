"""The questions of merging: which record, which one leads, why; and whose each thing is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sightline.record.merging.models import Unplaced

WHY = forms.Textarea(attrs={"rows": 3})


class OtherForm(forms.Form):
    """Which other record is of the same person."""

    other = forms.CharField(
        label="What is the reference of the other record?", max_length=20,
        help_text="It stands above the name on the other record, for example S0000123.",
    )


class MergeForm(forms.Form):
    """Which of two records leads, and why they are one."""

    leads = forms.ChoiceField(
        label="Which record leads from now on?", widget=forms.RadioSelect,
        help_text="Its name, date of birth and sex are shown. The other record leads to it.",
    )
    reason = forms.CharField(
        label="How do you know that they are one person?", widget=WHY,
        help_text="For example: the same NHS number, seen on the card by the health visitor.",
    )

    def __init__(self, *args: Any, records: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].choices = list(records)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why, in words that stay with the record."""

    reason = forms.CharField(label="How do you know?", widget=WHY, max_length=200)


class PlaceForm(forms.Form):
    """Whose each thing is that was recorded while the records were one."""

    def __init__(self, *args: Any, things: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in things:
            self.fields[f"thing-{key}"] = forms.ChoiceField(
                label=words, required=False, widget=forms.RadioSelect,
                choices=[*Unplaced.Decision.choices, ("", "Not decided yet")],
            )

    @property
    def decisions(self) -> dict[int, str]:
        """What was decided, by the number of each thing."""
        return {
            int(name.partition("-")[2]): answer
            for name, answer in self.cleaned_data.items() if answer
        }
