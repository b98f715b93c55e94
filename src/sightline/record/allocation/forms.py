"""The questions of allocation: to whom, in what role, from when and why."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.record.allocation.roles import InvolvementRole

#: More workers than this are chosen from a list that folds away.
MANY = 12


def _past(day: Any) -> Any:
    if day is not None and day > today():
        raise forms.ValidationError("This is in the future. Give the day on which it happened.")
    return day


class AllocateForm(forms.Form):
    """To whom a child is allocated, with brothers and sisters if wished."""

    worker = forms.TypedChoiceField(label="Who is it allocated to?", coerce=int)
    role = forms.ChoiceField(label="In what role?", choices=InvolvementRole.choices)
    together = forms.TypedMultipleChoiceField(
        label="Allocate brothers and sisters to the same worker?", coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on = DayField(label="From when?", validators=[_past])
    reason = forms.CharField(
        label="Why this worker?", required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, workers: list[Any], siblings: list[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"role": InvolvementRole.LEAD, "on": today()}
        super().__init__(*args, **kwargs)
        chosen = self.fields["worker"]
        if len(workers) <= MANY:
            chosen.widget = forms.RadioSelect()
            chosen.choices = workers  # type: ignore[attr-defined]
        else:
            chosen.widget.attrs["data-named"] = ""
            chosen.choices = [("", "Choose a worker"), *workers]  # type: ignore[attr-defined]
        if siblings:
            self.fields["together"].choices = [  # type: ignore[attr-defined]
                (child.pk, child.display_name) for child in siblings
            ]
        else:
            del self.fields["together"]


class EndForm(forms.Form):
    """When and why a worker's part is over."""

    on = DayField(label="From when?", validators=[_past])
    reason = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}))


class WaitForm(forms.Form):
    """What keeps a child safe until a worker is named."""

    risk = forms.CharField(
        label="What is the risk while nobody is named, and who is keeping it in view?",
        help_text="It stands beside the child on the team list until a worker is named.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PlaceForm(forms.Form):
    """Which team's workers to choose from."""

    team = forms.TypedChoiceField(label="Show the workers of", coerce=int)

    def __init__(self, *args: Any, teams: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]
