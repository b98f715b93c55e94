"""Questions answered by choosing among declared answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from sightline.base.forms import govuk, reading
from sightline.base.forms.questions import Question

#: Above this many answers a list to choose from is kinder than buttons.
MOST_BUTTONS = 12
#: People, teams and places are many: buttons only for a handful.
MOST_NAMED = 4

Pairs = Sequence[tuple[str, str]]
Groups = Sequence[tuple[str, Sequence[tuple[Any, str]]]]


def pairs(choices: Any) -> list[tuple[str, str]]:
    """Choices as (code, words), groups flattened, codes as text, without the empty one."""
    found: list[tuple[str, str]] = []
    listed = choices.items() if isinstance(choices, Mapping) else choices
    for code, label in listed:
        if isinstance(label, Mapping | list | tuple):
            found += pairs(label)
        elif code not in ("", None):
            found.append((str(code), str(label)))
    return found


class Choice(Question):
    """One answer among several, shown as radio buttons."""

    component = "radios"

    def __init__(
        self, *args: Any, choices: Pairs, code: type[str] | type[int] = str, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        self.choices, self.code = list(choices), code

    @property
    def answerable(self) -> bool:
        """Whether any answer is offered, or one typed before is still to be shown."""
        return bool(self.choices) or self.answered

    def parse(self) -> Any:
        text = self.text()
        if text not in dict(self.choices):
            raise reading.Unreadable("This answer is not one of those offered: choose again.")
        return self.code(text)

    def say(self, value: Any) -> str:
        return dict(self.choices).get(str(value), str(value))

    def params(self) -> dict[str, Any]:
        given = super().params()
        given["idPrefix"] = given.pop("id")
        return given | {
            "fieldset": {"legend": {"text": self.label}},
            "items": [self._item(code, words) for code, words in self.choices],
            "classes": "govuk-radios--small",
        }

    def _item(self, code: str, words: str) -> dict[str, Any]:
        item: dict[str, Any] = {"value": code, "text": words, "checked": self.text() == code}
        revealed = [question for question in self.reveals.get(code, []) if question.answerable]
        if revealed:
            inner = Markup("").join(question.draw() for question in revealed)
            item["conditional"] = {"html": inner}
        return item


class Listed(Choice):
    """One answer among many, shown as a list to choose from."""

    component = "select"

    def params(self) -> dict[str, Any]:
        given = Question.params(self)
        items = [{"value": "", "text": "Choose one"}]
        items += [
            {"value": code, "text": words, "selected": self.text() == code}  # type: ignore[dict-item]
            for code, words in self.choices
        ]
        return given | {"label": {"text": self.label}, "items": items}


class Named(Listed):
    """One person among many, in groups: oneself, one's team, the others; found by typing."""

    def __init__(self, *args: Any, groups: Groups, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.groups = [(heading, pairs(held)) for heading, held in groups]

    def draw(self) -> Markup:
        return govuk.render(
            "base/forms/named.jinja", given=self.params(), groups=self.groups, chosen=self.text()
        )


class YesNo(Choice):
    """A question answered yes or no; unanswered is neither."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, choices=[("yes", "Yes"), ("no", "No")], **rest)

    def parse(self) -> bool:
        return bool(super().parse() == "yes")

    def written(self, value: Any) -> dict[str, list[str]]:
        return {self.name: [] if value is None else ["yes" if value else "no"]}

    def say(self, value: Any) -> str:
        return "Yes" if value else "No"

    def params(self) -> dict[str, Any]:
        inline = "" if any(self.reveals.values()) else "govuk-radios--inline"
        return super().params() | {"classes": f"govuk-radios--small {inline}".strip()}


class Ticks(Choice):
    """Any number of answers among several, shown as checkboxes; the value is a list of codes."""

    component = "checkboxes"

    def chosen(self) -> list[str]:
        """The codes ticked, as submitted."""
        return [text for text in self.raw.get(self.name, []) if text]

    def parse(self) -> list[Any]:
        strange = [code for code in self.chosen() if code not in dict(self.choices)]
        if strange:
            raise reading.Unreadable("One of these answers is not among those offered.")
        return [self.code(code) for code in self.chosen()]

    def written(self, value: Any) -> dict[str, list[str]]:
        return {self.name: [str(code) for code in value or []]}

    def words(self) -> str:
        return ", ".join(self.say(code) for code in self.chosen())

    def asked(self) -> list[Question]:
        return [q for code in self.chosen() for q in self.reveals.get(code, [])]

    def _item(self, code: str, words: str) -> dict[str, Any]:
        return super()._item(code, words) | {"checked": code in self.chosen()}

    def params(self) -> dict[str, Any]:
        return super().params() | {"classes": "govuk-checkboxes--small"}


def choice(
    *args: Any, choices: Pairs, reveals: bool = False, most: int = MOST_BUTTONS,
    groups: Groups = (), **rest: Any,
) -> Choice:
    """Radio buttons, or a list above so many answers unless an answer brings up more questions."""
    if groups and len(choices) > most and not reveals:
        return Named(*args, choices=choices, groups=groups, **rest)
    kind = Choice if reveals or len(choices) <= most else Listed
    return kind(*args, choices=choices, **rest)
