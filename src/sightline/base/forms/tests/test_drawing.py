from datetime import date

from django import forms
from django.http import QueryDict

from sightline.base.forms.drawing import DayField, draw


class Find(forms.Form):
    name = forms.CharField(label="Name", help_text="As you know it", max_length=20)
    born_on = DayField(label="Date of birth", required=False)
    sex = forms.ChoiceField(label="Sex", choices=[("F", "Female")], widget=forms.RadioSelect)
    team = forms.ChoiceField(label="Team", choices=[("", "Any"), ("1", "North")], required=False)
    duty = forms.BooleanField(label="On duty", required=False)
    kinds = forms.MultipleChoiceField(
        label="Kinds", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    why = forms.CharField(label="Why", widget=forms.Textarea, required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, initial="x", required=False)


def test_every_kind_of_field_is_drawn_with_its_label():
    drawn = draw(Find(initial={"born_on": date(2019, 5, 2)}))
    for label in ("Name", "Date of birth", "Sex", "Team", "On duty", "Kinds", "Why", "Password"):
        assert label in drawn
    assert 'name="born_on-day" type="text" value="2"' in " ".join(drawn.split())
    assert 'type="hidden" name="kept" value="x"' in drawn
    assert "error" not in drawn


def test_what_is_wrong_is_said_first_and_beside_the_field():
    asked = Find(QueryDict("born_on-day=31&born_on-month=2&born_on-year=2020&secret=hush&why=<b>"))
    assert not asked.is_valid()
    drawn = draw(asked)
    assert drawn.index("govuk-error-summary") < drawn.index('name="name"')
    assert 'href="#id_born_on-day"' in drawn
    assert 'id="id_born_on-day"' in drawn
    assert drawn.count("February 2020 has 29 days") == 2
    assert 'value="31"' in drawn
    assert "hush" not in drawn
    assert "<b>" not in drawn


def test_a_date_in_a_hand_made_form_may_be_typed_whole():
    asked = Find(QueryDict("name=A&sex=F&born_on-day=2+May+2019"))
    assert asked.is_valid(), asked.errors
    assert asked.cleaned_data["born_on"] == date(2019, 5, 2)
