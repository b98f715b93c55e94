"""How much of what a form asks was told: asked again before it is sent, and its score after.

It never holds a form back. "I do not know" is an answer of its own, counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import ChoiceField

from sightline.base.components.words import plural
from sightline.journey.contact.models import Completeness, Known
from sightline.portal.referral_form import forms, unborn
from sightline.portal.referral_form.words import child_numbers, has_words, plain

if TYPE_CHECKING:
    from django.http import QueryDict

    from sightline.portal.referral_form.forms import Questions

#: The box beside a question asked again: its value is the name of the question.
UNKNOWN = "unknown"
TOLD, NOT_KNOWN, LEFT_OUT = "told", "not_known", "left_out"
#: What several questions that are one are called.
TOGETHER = {"phone": "A telephone number, email or other way to reach you"}
PARTS: dict[str, tuple[type[forms.Questions], ...]] = {
    Completeness.Form.CHILD: (forms.Danger, forms.Child, *forms.PARTS[1:]),
    Completeness.Form.UNBORN: unborn.PARTS,
}


@dataclass(frozen=True)
class Asked:
    """One question that a form asks for, and whether it was answered; `number` is a child's."""

    part: type[Questions]
    prefix: str
    names: tuple[str, ...]
    state: str
    number: int | None = None
    place: int = 0

    @property
    def key(self) -> str:
        """The name of its field on the form."""
        return self.prefix + self.names[0]

    @property
    def label(self) -> str:
        """The question in words."""
        if len(self.names) > 1:
            return TOGETHER[self.names[0]]
        return str(self.part.base_fields[self.names[0]].label)

    @property
    def whose(self) -> str:
        """The question in words, with which child of the form it is about; never a name."""
        return f"Child {self.place}: {self.label}" if self.place else self.label

    @property
    def offers_not_known(self) -> bool:
        """Whether "I do not know" is one of its own choices."""
        field = self.part.base_fields[self.names[0]]
        offered: Any = field.choices if isinstance(field, ChoiceField) else ()
        return any(code == Known.NOT_KNOWN for code, _ in offered)


@dataclass(frozen=True)
class Score:
    """What was told of what a form asks."""

    questions: Sequence[Asked]

    @property
    def asked(self) -> int:
        """How many questions were asked for."""
        return len(self.questions)

    @property
    def told(self) -> int:
        """How many were answered."""
        return len(self._of(TOLD))

    @property
    def not_known(self) -> list[Asked]:
        """Those answered with "I do not know"."""
        return self._of(NOT_KNOWN)

    @property
    def left_out(self) -> list[Asked]:
        """Those that nobody answered."""
        return self._of(LEFT_OUT)

    @property
    def words(self) -> str:
        """The score in one line."""
        return f"{self.told} of {plural(self.asked, 'question')} answered"

    def _of(self, state: str) -> list[Asked]:
        return [each for each in self.questions if each.state == state]

    def of_child(self, number: int | None) -> Score:
        """What is asked of everybody and of one child of the form."""
        return Score([each for each in self.questions if each.number in (None, number)])

    def row(self, form: str) -> Completeness:
        """The score as it is kept with the contact: a child's own, which tells of no other."""
        return Completeness(
            form=form, asked=self.asked, told=self.told,
            not_known="\n".join(each.label for each in self.not_known),
            left_out="\n".join(each.label for each in self.left_out),
        )


def score(sent: QueryDict, form: str) -> Score:
    """How each question of a form was answered."""
    unknown = set(sent.getlist(UNKNOWN))
    found: list[Asked] = []
    for part in PARTS[Completeness.Form(form)]:
        if part is forms.Child:
            for place, number in enumerate(children_on(sent), start=1):
                found += _part(sent, part, f"child-{number}-", unknown, number, place)
        else:
            prefix = f"{part.prefix}-" if part.prefix else ""
            found += _part(sent, part, prefix, unknown)
    return Score(found)


def children_on(sent: QueryDict) -> list[int]:
    """The children of whom anything is said, by number; one to ask about where there is none."""
    numbers = child_numbers(sent)
    return [n for n in numbers if has_words(sent, f"child-{n}-")] or numbers[:1] or [0]


def _part(
    sent: QueryDict, part: type[Questions], prefix: str, unknown: Iterable[str],
    number: int | None = None, place: int = 0,
) -> list[Asked]:
    def said(name: str) -> str:
        boxes = (name, f"{name}-day", f"{name}-month", f"{name}-year")
        return "".join(plain(sent.get(prefix + box, "")) for box in boxes)

    found = []
    for question in part.asked_of(said):
        names = tuple(question.split("|"))
        answers = [words for name in names if (words := said(name))]
        state = TOLD if answers else LEFT_OUT
        if answers == [Known.NOT_KNOWN] or (not answers and prefix + names[0] in unknown):
            state = NOT_KNOWN
        found.append(Asked(part, prefix, names, state, number, place))
    return found


def urgent(sent: QueryDict) -> bool:
    """Whether somebody is said to be in danger or not safe: then nothing is asked again first."""
    unsafe = any(sent.get(f"child-{n}-safe") == Known.NO for n in child_numbers(sent))
    return unsafe or sent.get("danger") == Known.YES
