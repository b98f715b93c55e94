"""The questions of a handover: which way, to whom, why now; and what the receiver answers."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.record.handover.models import Destination, Direction

ACCEPT, RETURN = "accept", "return"


class SendForm(forms.Form):
    """Work offered to another team, or to somebody outside."""

    direction = forms.ChoiceField(
        label="Is it a step up, a step down or a transfer?", choices=Direction.choices,
        widget=forms.RadioSelect,
    )
    destination = forms.ChoiceField(
        label="What does the child go on to?", choices=[("", "Choose"), *Destination.choices]
    )
    team = forms.TypedChoiceField(
        label="Which team is to take it?", coerce=int, required=False, empty_value=None
    )
    outside = forms.CharField(
        label="Or who outside the authority?", max_length=160, required=False,
        help_text="For example another authority, or an early help service run by others.",
    )
    together = forms.TypedMultipleChoiceField(
        label="Hand over brothers and sisters with them?", coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label="Why now?", widget=forms.Textarea(attrs={"rows": 3}))
    plan_so_far = forms.CharField(
        label="What has been done, and what is still to do?", required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, teams: list[Any], siblings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "No team here"), *teams]  # type: ignore[attr-defined]
        if siblings:
            self.fields["together"].choices = [  # type: ignore[attr-defined]
                (child.pk, child.display_name) for child in siblings
            ]
        else:
            del self.fields["together"]

    def clean(self) -> dict[str, Any]:
        """Somebody has to be named who is to take it."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("team") and not str(given.get("outside", "")).strip():
            self.add_error("team", "Say who is to take it: a team here, or who it is outside.")
        return given


class AnswerForm(forms.Form):
    """What the receiver answers: taken over, or sent back with the reason."""

    answer = forms.ChoiceField(
        label="What is your answer?",
        choices=[(ACCEPT, "We take it over"), (RETURN, "It goes back, for a reason")],
        widget=forms.RadioSelect,
    )
    worker = forms.TypedChoiceField(
        label="If you take it over, who is to work with the child?", coerce=int, required=False,
        empty_value=None,
    )
    accepted_by_name = forms.CharField(
        label="Who accepted it there?", max_length=160, required=False
    )
    first_contact_on = DayField(label="When will the family first be seen?", required=False)
    reason = forms.CharField(
        label="If it goes back, why?", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Say what is to be put right, so that it can be sent again.",
    )
    on = DayField(label="When was this decided?")

    def __init__(
        self, *args: Any, workers: list[Any] | None, worker: int | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"on": today(), "worker": worker}
        super().__init__(*args, **kwargs)
        if workers is None:
            del self.fields["worker"]
        else:
            del self.fields["accepted_by_name"]
            nobody = ("", "Nobody yet: it waits in the team")
            self.fields["worker"].choices = [nobody, *workers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What goes back goes back for a reason."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") == RETURN and not str(given.get("reason", "")).strip():
            self.add_error("reason", "Say why it goes back, so that the sender can put it right.")
        if given.get("on") is not None and given["on"] > today():
            self.add_error("on", "This is in the future. Give the day on which it was decided.")
        return given
