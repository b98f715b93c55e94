"""The questions of the form, in words that anybody can answer; every one may be left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from markupsafe import Markup

from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import today
from sightline.journey.contact.models import FamilyTold
from sightline.law.codes import code_set
from sightline.people.persons.models import SexCode

#: Sources of the census that do not send a professional's form: a child, nobody, not known.
NOT_HERE = frozenset({"1C", "9", "10"})
YES_NO = [("yes", "Yes"), ("no", "No"), ("not_known", "I do not know")]


def sources() -> list[tuple[str, str]]:
    """The agencies, as the children in need census lists them."""
    listed = code_set("referral_source").choices(today())
    return [("", "Choose one")] + [(code, words) for code, words in listed if code not in NOT_HERE]


def one_line(label: str, hint: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=attrs)
    )


def long_text(label: str, hint: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


def choice(label: str, choices: Any, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, required=False, widget=forms.RadioSelect
    )


def _words(choices: Any, **own: str) -> list[tuple[str, str]]:
    """Declared codes with the words in which a sender would say them."""
    return [(code, own[code]) for code in choices.values if code in own]


class Questions(forms.Form):
    """A part of the form; nothing in it is ever refused.

    `asked` are the questions that are asked once more before the form is sent, and that its score
    counts; those with a bar between them are one question, answered by any.
    """

    title: ClassVar[str] = ""
    asked: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def asked_of(cls, said: Callable[[str], str]) -> tuple[str, ...]:
        """What is asked for, by what was said so far: some answers make others needless."""
        return cls.asked

    def questions(self) -> Markup:
        """The part as HTML."""
        return draw(self, summary=False)


class You(Questions):
    """Who sends it, and how they can be reached."""

    title = "About you"
    asked = ("source", "organisation", "name", "role", "phone|email|best_reply")
    source = forms.ChoiceField(label="Where do you work?", choices=sources, required=False)
    organisation = one_line("Name of your organisation", autocomplete="organization")
    name = one_line("Your name", autocomplete="name")
    role = one_line("Your job", hint="For example designated safeguarding lead or health visitor.")
    phone = one_line("Your telephone number", autocomplete="tel")
    email = one_line("Your email address", autocomplete="email", spellcheck="false")
    best_reply = one_line("How and when can we safely reach you?")
    no_reply = one_line("If you have left no number or email address, why?",
                     hint="You can leave them out. We may need to ask you something.")
    withheld = forms.BooleanField(
        label="The family must not be told that it was me", required=False
    )


class Danger(Questions):
    """Whether somebody must act before anybody reads this."""

    title = "Is anyone in danger now?"
    asked = ("danger",)
    danger = choice("Is anyone in immediate danger?", YES_NO,
                  "If yes, ring 999 now, then ring us. Send this form as well.")
    danger_action = long_text("If yes, what has been done about it?", rows=2)

    @classmethod
    def asked_of(cls, said: Callable[[str], str]) -> tuple[str, ...]:
        """What was done is asked where somebody is in danger."""
        return ("danger", "danger_action") if said("danger") == "yes" else cls.asked


class Child(Questions):
    """One child, named or not, born or not."""

    title = "The child"
    asked = ("given", "family", "born_on", "sex", "where", "safe")
    given = one_line("First names")
    family = one_line("Family name")
    unborn = forms.BooleanField(label="This is an unborn baby", required=False)
    born_on = DayField(label="Date of birth", required=False)
    expected_on = DayField(label="If unborn, when is the baby due?", required=False)
    sex = forms.ChoiceField(
        label="Sex", choices=[("", "Not said"), *SexCode.choices], required=False
    )
    described = long_text(
        "What else helps us to know who this is?", rows=2,
        hint="For example their age if you do not know the date of birth, other names they use, "
        "their school, their NHS number, what they look like.",
    )
    where = one_line("Where is this child now, and with whom?")
    safe = choice("Are they safe now?", YES_NO)
    own_worry = long_text("What is different for this child?", rows=2,
                      hint="Only what is not so for the other children.")

    @classmethod
    def asked_of(cls, said: Callable[[str], str]) -> tuple[str, ...]:
        """Of a baby not yet born, whose and when; of a born child, who, where and whether safe."""
        return ("family", "expected_on") if said("unborn") else cls.asked


class Home(Questions):
    """Where they live and who else is there."""

    title = "Where they live"
    asked = ("address", "postcode", "others")
    address = long_text("Address", rows=3)
    postcode = one_line("Postcode", autocomplete="off")
    others = long_text("Who else is in the family or the home?",
                   hint="Parents, carers, others: names, ages, who they are to the children.")


class Worry(Questions):
    """What the sender is worried about."""

    title = "What are you worried about?"
    asked = ("worry", "detail", "tried")
    worry = one_line("Your worry in one line",
                  hint="For example: left alone overnight, twice this week.")
    detail = long_text("What have you seen and heard, and when?", rows=8,
                   hint="Use the child's own words where you can. Keep what you saw apart from "
                   "what you think.")
    tried = long_text("What has been tried already?", rows=3)


class Family(Questions):
    """What the family knows, and on what basis this is shared."""

    title = "What the family knows"
    asked = ("answer", "basis")
    answer = choice("Have you told the family that you are writing to us?", _words(
        FamilyTold.Answer, agreed="Yes, and they agreed",
        refused="Yes, and they did not agree",
        told_only="Yes; I did not need their agreement",
        not_told="No", not_known="I do not know",
    ), "You do not need their agreement to protect a child.")
    agreed_to = long_text("If they agreed, to what?", rows=2)
    told_who = one_line("Whom did you tell?")
    told_on = DayField(label="When?", required=False)
    why_not = choice("If they have not been told, why?", _words(
        FamilyTold.WhyNot, risk="It would put a child or someone else at risk",
        crime="It could get in the way of an investigation", urgent="There was no time",
        not_reached="I could not reach them", not_yet="I will tell them",
    ))
    why_not_words = long_text("Say more about why", rows=2)
    basis = choice("What lets you share this with us?", _words(
        FamilyTold.Basis, public_task="It is my organisation's job to safeguard children",
        legal_duty="The law requires it", vital="It may save a life",
        consent="The person agreed",
    ), "If you are not sure, leave this out. The law lets you share what protects a child.")

    @classmethod
    def asked_of(cls, said: Callable[[str], str]) -> tuple[str, ...]:
        """Why they were not told, where they were not; else whom the sender told."""
        more = {"not_told": ("why_not",), "agreed": ("agreed_to", "told_who"),
                "refused": ("told_who",), "told_only": ("told_who",)}
        return (*cls.asked, *more.get(said("answer"), ()))


class Empty(Questions):
    """A question that people do not see, so that only a machine answers it."""

    website = one_line("Leave this box empty", autocomplete="off")


PARTS: tuple[type[Questions], ...] = (Danger, Home, Worry, Family, You)
