"""The forms on which a person's facts are told, each with its way to say why one is missing."""

from typing import Any

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.law.codes import code_set
from sightline.people.persons.absence import Absence
from sightline.people.persons.facts import Address, ContactPoint, Flag, Hazard, Identifier, Name
from sightline.people.persons.given import ETHNICITY_ABSENCES, NO_DISABILITY
from sightline.people.persons.identity import Language
from sightline.people.persons.person import SexCode

NONE_CHOSEN = ("", "")


class FactForm(forms.Form):
    """A fact from a day; where it may be missing, it is missing for a reason."""

    #: the columns any of which, filled, is a value
    values: tuple[str, ...] = ()
    on = DayField(label="From", required=False, help_text="Leave empty if this is not known")

    def clean(self) -> dict[str, Any]:
        """Either a value or why there is none, never both and never neither."""
        data = super().clean() or {}
        if "absence" in self.fields and self.values:
            told = any(data.get(name) for name in self.values)
            if told and data.get("absence"):
                self.add_error("absence", "You gave an answer as well: leave this empty.")
            elif not told and not data.get("absence") and not self.errors:
                self.add_error(self.values[0], "Give an answer, or say below why there is none.")
        return data


def absence() -> forms.ChoiceField:
    """Why there is no answer."""
    return forms.ChoiceField(
        label="If there is no answer, why",
        choices=[("", "There is an answer"), *Absence.choices],
        required=False,
    )


class NameForm(FactForm):
    """A name."""

    values = ("given", "family")
    kind = forms.ChoiceField(label="Kind of name", choices=Name.Kind, widget=forms.RadioSelect)
    given = forms.CharField(label="Given names", max_length=100, required=False)
    family = forms.CharField(label="Family name", max_length=100, required=False)
    absence = absence()


class AddressForm(FactForm):
    """An address."""

    values = ("lines", "postcode")
    kind = forms.ChoiceField(label="What it is", choices=Address.Kind, widget=forms.RadioSelect)
    lines = forms.CharField(
        label="Address", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    confidential = forms.BooleanField(
        label="This address must not be told to the family", required=False
    )
    absence = absence()


class IdentifierForm(FactForm):
    """A number."""

    values = ("value", "unknown_code")
    scheme = forms.ChoiceField(label="Kind of number", choices=Identifier.Scheme)
    value = forms.CharField(label="Number", max_length=60, required=False)
    unknown_code = forms.ChoiceField(
        label="If there is no unique pupil number, the census reason",
        choices=lambda: [("", "Does not arise"), *code_set("upn_unknown").choices(today())],
        required=False,
    )
    absence = absence()


class SexForm(FactForm):
    """Legal sex."""

    values = ("code",)
    code = forms.ChoiceField(label="Sex", choices=SexCode, widget=forms.RadioSelect, required=False)
    absence = absence()


class WordsForm(FactForm):
    """An answer in the person's own words."""

    values = ("words",)
    words = forms.CharField(label="In the person's own words", max_length=60, required=False)
    absence = absence()


class EthnicityForm(FactForm):
    """Ethnicity."""

    values = ("code",)
    code = forms.ChoiceField(
        label="Ethnicity",
        choices=lambda: [
            ("", "Choose one"),
            *(
                (code, words)
                for code, words in code_set("ethnicity").choices(today())
                if code not in ETHNICITY_ABSENCES
            ),
        ],
        required=False,
    )
    absence = absence()


class LanguageForm(FactForm):
    """First language and interpreter."""

    values = ("words",)
    words = forms.CharField(label="First language", max_length=60, required=False)
    interpreter = forms.ChoiceField(
        label="Interpreter", choices=Language.Interpreter, widget=forms.RadioSelect
    )
    absence = absence()


class DisabilityForm(FactForm):
    """The set of disabilities."""

    values = ("codes",)
    codes = forms.MultipleChoiceField(
        label="Disabilities",
        choices=lambda: code_set("disability").choices(today()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    absence = absence()

    def clean_codes(self) -> list[str]:
        """No disability stands alone."""
        codes: list[str] = self.cleaned_data["codes"]
        if NO_DISABILITY in codes and len(codes) > 1:
            raise forms.ValidationError("You ticked no disability and another: untick one.")
        return codes


class ContactForm(FactForm):
    """A telephone number or e-mail address."""

    values = ("value",)
    kind = forms.ChoiceField(label="Kind", choices=ContactPoint.Kind, widget=forms.RadioSelect)
    value = forms.CharField(label="Number or address", max_length=120, required=False)
    caution = forms.CharField(
        label="When it is safe to use",
        help_text="For example: not after 6pm, when he is home",
        max_length=200,
        required=False,
    )
    absence = absence()


class HazardForm(FactForm):
    """A danger to those who visit."""

    kind = forms.ChoiceField(label="What sort", choices=Hazard.Kind, widget=forms.RadioSelect)
    detail = forms.CharField(label="What it is and what to do", widget=forms.Textarea)
    told_on = DayField(label="Person told on", required=False)
    not_told_because = forms.CharField(label="If not told, why not", max_length=200, required=False)
    review_on = DayField(label="Review by", required=False)


class FlagForm(FactForm):
    """Something not to be missed that nothing else on the record says."""

    kind = forms.ChoiceField(label="What is it", choices=Flag.Kind, widget=forms.RadioSelect)
    detail = forms.CharField(
        label="What to know, and what to do", widget=forms.Textarea(attrs={"rows": 3})
    )
    told_by = forms.CharField(
        label="Who told us", max_length=160, required=False,
        help_text="The agency and, if you know it, the person",
    )
    audience = forms.ChoiceField(
        label="Who is shown it", choices=Flag.Audience, widget=forms.RadioSelect,
        initial=Flag.Audience.READERS, help_text="Nobody is shown it who may not open the record",
    )
    until_on = DayField(
        label="Until", required=False,
        help_text="It is taken away on this day. Leave empty if no end is known",
    )
    review_on = DayField(label="Review by", required=False)


class BirthForm(forms.Form):
    """A birth."""

    on = DayField(label="Date of birth")
    given = forms.CharField(label="Given names", max_length=100, required=False)
    family = forms.CharField(label="Family name", max_length=100, required=False)
    sex = forms.ChoiceField(label="Sex", choices=SexCode, widget=forms.RadioSelect, required=False)


class EndForm(forms.Form):
    """A death, or the end of a pregnancy."""

    on = DayField(label="Date")
    reason = forms.CharField(
        label="What is known of it", widget=forms.Textarea, required=False, max_length=500
    )


class ExpectedForm(forms.Form):
    """A new expected date of birth."""

    expected_on = DayField(label="Expected date of birth")


class PutRightForm(forms.Form):
    """What was recorded is over, or was never so."""

    how = forms.ChoiceField(
        label="What is wrong with it",
        choices=[
            ("ended", "It was so, and is no longer"),
            ("withdrawn", "It was recorded by mistake"),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label="If it ended, when", required=False)
    reason = forms.CharField(label="If a mistake, what was wrong", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """An end has a day, a mistake a reason."""
        data = super().clean() or {}
        if data.get("how") == "ended" and not data.get("on"):
            self.add_error("on", "Say from which day it is no longer so.")
        if data.get("how") == "withdrawn" and not data.get("reason"):
            self.add_error("reason", "Say what was wrong: it is kept with the record.")
        return data
