"""Which kind of question a column of a typed row, or of an event, is asked by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from sightline.base.forms.choices import MOST_NAMED, Ticks, YesNo, choice, pairs
from sightline.base.forms.days import Day, Moment, TimeOfDay
from sightline.base.forms.questions import LongText, Number, Question, Text, Whole
from sightline.base.forms.validators import not_in_future
from sightline.kernel.forms import Section
from sightline.kernel.process import EventKind

TODAY_HINT = "For example 21 11 2026, or “today” in the first box."

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """Where the questions of a page come from: its event, and the answers that are on offer.

    Both mappings go by "app.Model.field" ("event.outcome" for the event's own columns).
    """

    kind: EventKind
    options: Options = field(default_factory=dict)
    choices: Options = field(default_factory=dict)
    models: Any = apps

    def offered(self, section: Section, key: str, field_choices: Any = ()) -> list[tuple[str, str]]:
        """The answers offered for a column, the caller's own before the model's."""
        path = f"{section.model or 'event'}.{key}"
        for given in (self.choices, self.options):
            if path in given:
                return pairs(given[path])
        return pairs(field_choices or ())


    def grouped(self, section: Section, key: str) -> Any:
        """The answers offered in groups with headings; empty where they come in none."""
        given = self.options.get(f"{section.model or 'event'}.{key}") or ()
        return given if all(isinstance(held, list) for _, held in given) else ()


def question(source: Source, section: Section, key: str, prefix: str) -> Question:
    """The question that asks for one column of a section."""
    name = f"{prefix}-{key}"
    if not section.model:
        return _event_question(source, section, key, name)
    model = source.models.get_model(section.model)
    return _field_question(source, section, model._meta.get_field(key), name)


def _words(section: Section, key: str, label: str, hint: str = "") -> dict[str, Any]:
    return {
        "label": section.labels.get(key) or label,
        "hint": section.hints.get(key, hint),
        "needed": key in section.needed,
    }


def _event_question(source: Source, section: Section, key: str, name: str) -> Question:
    kind = source.kind
    match key:
        case "on":
            given = _words(section, key, "When did it happen?", TODAY_HINT)
            return Day(name, key, past=True, **given)
        case "time":
            return TimeOfDay(name, key, **_words(section, key, "At what time, if known?"))
        case "for_on":
            return Day(name, key, **_words(section, key, kind.sets or "Date set"))
        case "outcome":
            given = _words(section, key, "What was the outcome?")
            offered = source.offered(section, key, kind.outcomes)
            return choice(
                name, key, choices=offered, reveals=bool(section.reveals.get(key)), **given
            )
    raise KeyError(f"An event has no column {key!r}; a page may ask for on, time, outcome, for_on")


def _field_question(source: Source, section: Section, column: Any, name: str) -> Question:
    given = _words(section, column.name, _sentence(column.verbose_name), str(column.help_text))
    if isinstance(column, models.ForeignKey):
        offered = source.offered(section, column.name)
        given["label"] = section.labels.get(column.name) or _sentence(column.verbose_name)
        numbered = isinstance(column.target_field, models.IntegerField | models.AutoField)
        code = int if numbered else str
        return choice(
            name, column.attname, choices=offered, code=code, most=MOST_NAMED,
            groups=source.grouped(section, column.name), **given
        )
    if column.choices or source.offered(section, column.name):
        return _choice_question(source, section, column, name, given)
    return _plain_question(column, name, given)


def _choice_question(
    source: Source, section: Section, column: Any, name: str, given: dict[str, Any]
) -> Question:
    offered = source.offered(section, column.name, column.choices)
    code = int if isinstance(column, models.IntegerField) else str
    if section.many and len(section.fields) == 1:
        return Ticks(name, column.name, choices=offered, code=code, **given)
    reveals = bool(section.reveals.get(column.name))
    return choice(name, column.name, choices=offered, code=code, reveals=reveals, **given)


def _plain_question(column: Any, name: str, given: dict[str, Any]) -> Question:
    key, given = column.name, given | {"validators": list(column.validators)}
    past = not_in_future in given["validators"]
    given["validators"] = [v for v in given["validators"] if v is not not_in_future]
    match column:
        case models.BooleanField():
            return YesNo(name, key, **given)
        case models.DateTimeField():
            return Moment(name, key, past=past, **given)
        case models.DateField():
            return Day(name, key, past=past, **given)
        case models.TimeField():
            return TimeOfDay(name, key, **given)
        case models.DecimalField() | models.FloatField():
            return Number(name, key, **given)
        case models.IntegerField():
            return Whole(name, key, **given)
        case models.TextField():
            return LongText(name, key, longest=column.max_length, **given)
        case models.EmailField():
            return Text(name, key, longest=column.max_length, kind="email", **given)
        case models.CharField():
            long = column.max_length is not None and column.max_length > 255
            kind = LongText if long else Text
            return kind(name, key, longest=column.max_length, **given)
    raise TypeError(
        f"No kind of question asks for {column.model.__name__}.{key}, a {type(column).__name__}: "
        "give it a kind in base/forms/fields.py"
    )


def _sentence(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
