"""The sections of a person's details: the form each is told on, and the action that records it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from sightline.base.moments import today
from sightline.people.directory import forms
from sightline.people.persons import actions
from sightline.people.persons.given import AddressGiven, NameGiven
from sightline.people.persons.person import Person

Save = Callable[[Person, Any, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One page on which facts of one kind are told."""

    title: str
    form: type[django_forms.Form]
    save: Save
    intro: str = ""


def _told(action: Callable[..., Any]) -> Save:
    """The form's answers, given to the action under the same names."""
    return lambda person, by, told: action(person=person, by=by, **told)


def _address(person: Person, by: Any, told: dict[str, Any]) -> None:
    on = told.pop("on")
    actions.move_address(person=person, by=by, on=on, address=AddressGiven(since_on=on, **told))


def _hazard(person: Person, by: Any, told: dict[str, Any]) -> None:
    actions.record_hazard(person=person, by=by, **(told | {"on": told["on"] or today()}))


def _flag(person: Person, by: Any, told: dict[str, Any]) -> None:
    actions.record_flag(person=person, by=by, **(told | {"on": told["on"] or today()}))


def _birth(person: Person, by: Any, told: dict[str, Any]) -> None:
    named = told["given"] or told["family"]
    name = NameGiven(told["given"], told["family"]) if named else None
    actions.register_birth(person=person, by=by, on=told["on"], name=name, sex=told["sex"])


def _expected(person: Person, by: Any, told: dict[str, Any]) -> None:
    actions.expect(person=person, by=by, on=today(), expected_on=told["expected_on"])


SECTIONS = {
    "name": Section("Record a name", forms.NameForm, _told(actions.rename)),
    "address": Section("Record an address", forms.AddressForm, _address),
    "identifier": Section(
        "Record a number", forms.IdentifierForm, _told(actions.record_identifier)
    ),
    "sex": Section(
        "Record sex",
        forms.SexForm,
        _told(actions.record_sex),
        "Legal sex, which returns ask for. Gender is recorded apart.",
    ),
    "gender": Section("Record gender", forms.WordsForm, _told(actions.record_gender)),
    "ethnicity": Section("Record ethnicity", forms.EthnicityForm, _told(actions.record_ethnicity)),
    "religion": Section(
        "Record religion or belief", forms.WordsForm, _told(actions.record_religion)
    ),
    "language": Section(
        "Record language and interpreter", forms.LanguageForm, _told(actions.record_language)
    ),
    "disability": Section(
        "Record disabilities",
        forms.DisabilityForm,
        _told(actions.record_disabilities),
        "Tick every one that is so from this day. Those you leave out end on it.",
    ),
    "contact": Section(
        "Record a telephone number or email",
        forms.ContactForm,
        _told(actions.record_contact_point),
    ),
    "hazard": Section("Record a hazard", forms.HazardForm, _hazard),
    "flag": Section(
        "Raise a flag",
        forms.FlagForm,
        _flag,
        "Plans, orders, missing children and hazards flag themselves, and are taken away when they "
        "end. Raise a flag only for what nothing else on the record says.",
    ),
    "expected": Section("Record a new expected date", forms.ExpectedForm, _expected),
    "birth": Section(
        "Register the birth",
        forms.BirthForm,
        _birth,
        "The record stays the same: what was recorded before the birth remains part of it.",
    ),
    "pregnancy-ended": Section(
        "Record that the pregnancy ended",
        forms.EndForm,
        _told(actions.end_pregnancy),
        "Every deadline, letter and reminder ends as soon as you record this.",
    ),
    "death": Section(
        "Record a death",
        forms.EndForm,
        _told(actions.record_death),
        "Every deadline, letter and reminder ends as soon as you record this.",
    ),
}
#: What may be told of an adult relative from the child's pages.
OF_RELATIVES = frozenset(
    {"name", "address", "identifier", "sex", "gender", "ethnicity", "religion", "language"}
    | {"disability", "contact", "hazard", "death"}
)
