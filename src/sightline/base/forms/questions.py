"""One question on a page: how its answer is read from what was typed, kept, shown and drawn."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from markupsafe import Markup

from sightline.base.forms import govuk, reading

Submitted = MultiValueDict[str, str]


class Question:
    """A question with its words; each subclass is one kind of answer.

    After `read`: `value` is the typed answer (None when there is none), `answered` says whether
    anything was typed, `error` what could not be read.
    """

    component = "input"

    def __init__(
        self,
        name: str,
        key: str,
        label: str,
        *,
        hint: str = "",
        needed: bool = False,
        validators: Sequence[Callable[[Any], None]] = (),
    ) -> None:
        self.name, self.key, self.label, self.hint, self.needed = name, key, label, hint, needed
        self.validators = validators
        self.reveals: dict[str, list[Question]] = {}
        self.value: Any = None
        self.answered = False
        self.error = ""
        self.told = False
        self.raw: dict[str, list[str]] = {}

    @property
    def answerable(self) -> bool:
        """Whether there is anything to answer with; a choice among nothing is not asked."""
        return True

    @property
    def id(self) -> str:
        """The element that an error links to."""
        return re.sub(r"[^A-Za-z0-9_-]", "-", self.name)

    @property
    def href(self) -> str:
        """Where an error sends the reader."""
        return f"#{self.id}"

    def names(self) -> list[str]:
        """The names of the form fields this question is typed into."""
        return [self.name]

    def text(self, name: str = "") -> str:
        """What was typed, unchanged."""
        return (self.raw.get(name or self.name) or [""])[-1]

    def read(self, submitted: Submitted) -> None:
        """Take the answer from what was typed; never raises."""
        self.raw = {n: submitted.getlist(n) for n in self.names() if n in submitted}
        self.answered = any(text.strip() for texts in self.raw.values() for text in texts)
        self.value, self.error = None, ""
        if self.answered:
            try:
                self.value = self.parse()
                for validator in self.validators:
                    validator(self.value)
            except reading.Unreadable as unreadable:
                self.value, self.error = None, str(unreadable)
            except ValidationError as refused:
                self.value, self.error = None, " ".join(refused.messages)
        for question in self.revealed():
            question.read(submitted)

    def parse(self) -> Any:
        """The typed answer; raises Unreadable."""
        return self.text().strip()

    def written(self, value: Any) -> dict[str, list[str]]:
        """The texts that would have been typed for a known value."""
        return {self.name: [] if value is None else [str(value)]}

    def revealed(self) -> list["Question"]:
        """The questions that this one's answers bring up, all of them."""
        return [question for group in self.reveals.values() for question in group]

    def asked(self) -> list["Question"]:
        """The revealed questions that the present answer asks."""
        return self.reveals.get(self.text(), [])

    def words(self) -> str:
        """The answer as a reader sees it; what was typed when it could not be read."""
        if self.value is None:
            return self.text()
        return self.say(self.value)

    def say(self, value: Any) -> str:
        """A value in words."""
        return str(value)

    def params(self) -> dict[str, Any]:
        """What the GOV.UK component is given."""
        given: dict[str, Any] = {"id": self.id, "name": self.name}
        if self.hint:
            given["hint"] = {"text": self.hint}
        if self.told and self.error:
            given["errorMessage"] = {"text": self.error}
        return given

    def draw(self) -> Markup:
        """The question as HTML."""
        return govuk.component(self.component, self.params())


class Text(Question):
    """A line of words."""

    def __init__(self, *args: Any, longest: int | None = None, kind: str = "text", **rest: Any):
        super().__init__(*args, **rest)
        self.longest, self.kind = longest, kind

    def parse(self) -> str:
        text = self.text().replace("\r\n", "\n").strip()
        if self.longest and len(text) > self.longest:
            raise reading.Unreadable(
                f"This is {len(text):,} characters; it can be at most {self.longest:,}."
            )
        return text

    def params(self) -> dict[str, Any]:
        short = self.longest is not None and self.longest <= 20
        return super().params() | {
            "label": {"text": self.label},
            "value": self.text(),
            "type": self.kind,
            "classes": "govuk-input--width-20" if short else "",
        }


class LongText(Text):
    """A passage of words; counted while typing where there is a limit."""

    @property
    def component(self) -> str:  # type: ignore[override]
        return "character-count" if self.longest else "textarea"

    def params(self) -> dict[str, Any]:
        given = super().params() | {"rows": 5, "classes": "", "spellcheck": True}
        given.pop("type")
        return given | ({"maxlength": self.longest} if self.longest else {})


class Whole(Question):
    """A whole number."""

    def parse(self) -> Any:
        return reading.read_whole(self.text())

    def params(self) -> dict[str, Any]:
        return super().params() | {
            "label": {"text": self.label},
            "value": self.text(),
            "inputmode": "numeric",
            "classes": "govuk-input--width-5",
        }


class Number(Whole):
    """A number with a fraction, such as money."""

    def parse(self) -> Any:
        return reading.read_decimal(self.text())

    def params(self) -> dict[str, Any]:
        return super().params() | {"inputmode": "decimal"}
