"""The questions about a professional, and about an organisation."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.people.around.models import State
from sightline.people.organisations.models import Organisation

NOT_LISTED = "Not in the list: give its name below"


class AroundForm(forms.Form):
    """What is known of one service, who it is, and how that is known."""

    state = forms.ChoiceField(
        label="What is known?", choices=State.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label="Name of the professional", max_length=120, required=False)
    role_title = forms.CharField(label="Their job", max_length=120, required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email", required=False)
    organisation = forms.ChoiceField(label="Organisation", required=False)
    new_organisation = forms.CharField(
        label="Name of the organisation, if it is not in the list", max_length=200, required=False
    )
    on = DayField(label="From which day?", required=False,
                  help_text="Leave empty if this is not known")
    checked_on = DayField(label="When was this checked?", required=False)
    how = forms.CharField(
        label="How is this known?", max_length=200, required=False,
        help_text="For example: the surgery told us on the telephone.",
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"checked_on": today()})
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", NOT_LISTED), *((row.pk, row.name) for row in organisations)
        ]

    def clean(self) -> dict[str, Any]:
        """Whoever is involved is named, and nobody else is."""
        told: dict[str, Any] = super().clean() or {}
        named = [told.get(key) for key in ("name", "organisation", "new_organisation")]
        if told.get("state") == State.INVOLVED and not any(named):
            self.add_error("name", "Say who is involved: a name, or the organisation.")
        if told.get("on") is not None and told["on"] > today():
            self.add_error("on", "This is in the future. Give the day from which it is so.")
        return told


class OrganisationForm(forms.Form):
    """An organisation that knows children."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="What is it?", choices=Organisation.Kind.choices)
    code = forms.CharField(label="Official number", max_length=20, required=False,
                           help_text="For a school its URN, for a practice its ODS code")
    lines = forms.CharField(label="Address", required=False,
                            widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email", required=False)
    on = DayField(label="From which day?", required=False,
                  help_text="Leave empty if this is not known")


class ClosingForm(forms.Form):
    """The day from which an organisation is no more."""

    on = DayField(label="From which day is it closed?")
