"""What is asked about somebody who is not on the system, by what is known of them."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.journey.contact.actions import New
from sightline.journey.contact.models import ChildPart
from sightline.people.matching.candidates import Told
from sightline.people.persons.models import SexCode

About = ChildPart.About
ASKED: dict[str, tuple[str, ...]] = {
    About.CHILD: ("given", "family", "born_on", "sex", "address", "postcode"),
    About.UNBORN: ("family", "expected_on", "address", "postcode"),
    About.ADULT: ("given", "family", "born_on", "address", "postcode"),
    About.UNIDENTIFIED: ("described", "given", "address", "postcode"),
    About.ADDRESS: ("address", "postcode", "described"),
}
WORDS = {
    About.CHILD: "Child not on the system",
    About.UNBORN: "Unborn child",
    About.ADULT: "Adult not on the system",
    About.UNIDENTIFIED: "Child not yet identified",
    About.ADDRESS: "Address",
}


class NewcomerForm(forms.Form):
    """Somebody new, asked only what can be known of them; every answer may be left out."""

    given = forms.CharField(label="First names", max_length=100, required=False)
    family = forms.CharField(label="Family name", max_length=100, required=False)
    born_on = DayField(label="Date of birth", required=False)
    expected_on = DayField(label="When is the baby due?", required=False)
    sex = forms.ChoiceField(label="Sex", choices=[("", "Not asked"), *SexCode.choices],
                            required=False)
    described = forms.CharField(
        label="What is known that could identify them?", widget=forms.Textarea(attrs={"rows": 2}),
        required=False, help_text="Age, clothes, school, who they were with.",
    )
    address = forms.CharField(
        label="Address", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)

    def __init__(self, kind: str, data: Any, prefix: str) -> None:
        super().__init__(data, prefix=prefix, auto_id="%s")
        self.kind = kind if kind in ASKED else About.CHILD.value
        self.fields = {name: self.fields[name] for name in ASKED[self.kind]}

    def clean_born_on(self) -> Any:
        """A date of birth that has come."""
        born_on = self.cleaned_data["born_on"]
        if born_on is not None and born_on > today():
            raise forms.ValidationError(
                "This date is in the future. For an unborn child, remove this person and add an "
                "unborn child."
            )
        return born_on

    def new(self) -> New:
        """What was readable, as somebody to put on the system."""
        self.full_clean()
        given = {k: v for k, v in getattr(self, "cleaned_data", {}).items() if v not in (None, "")}
        return New(kind=self.kind, **given)

    def told(self) -> Told | None:
        """What is known, to look for somebody already recorded; None when it is too little."""
        new = self.new()
        enough = new.family or (new.given and (new.born_on or new.address)) or new.born_on
        if not enough:
            return None
        return Told(
            family=new.family, given=new.given, born_on=new.born_on, expected_on=new.expected_on,
            lines=new.address, postcode=new.postcode,
        )

    @property
    def name(self) -> str:
        """How they are called on the page until they have a record."""
        new = self.new()
        named = f"{new.given} {new.family}".strip()
        if self.kind == About.UNBORN and named:
            return f"Unborn baby of {named}"
        return named or (new.address.splitlines() or [""])[0] or WORDS[About(self.kind)]
