"""A section of a page as it is filled in: one row, several rows, or ticks that are rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sightline.base.forms import fields, govuk, reading
from sightline.base.forms.choices import Ticks
from sightline.base.forms.questions import Question, Submitted
from sightline.kernel.forms import Section

#: More rows than any honest page has; a forged count goes no further.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Child:
    """A child that a page is about, as the person filling it in may see them named."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something unreadable or missing, with the place to put it right."""

    words: str
    href: str
    name: str


class Row:
    """The questions of one typed row, those that only some answers ask included."""

    def __init__(self, source: fields.Source, section: Section, prefix: str) -> None:
        self.section, self.prefix = section, prefix
        self._source = source
        brought_up = _revealed_names(section)
        self._shared = {name for name in brought_up if brought_up.count(name) > 1}
        made = {key: self._ask(key) for key in section.fields if key not in brought_up}
        self._every = list(made.values())
        self.questions = list(made.values())
        self._reveal(made)

    def _ask(self, key: str, answer: str = "") -> Question:
        prefix = f"{self.prefix}-{answer}" if answer else self.prefix
        return fields.question(self._source, self.section, key, prefix)

    def _reveal(self, made: dict[str, Question]) -> None:
        """Hang each revealed question under its answer, and what that reveals under it in turn.

        A question that several answers bring up is asked under each by a name of its own.
        """
        for key, question in made.items():
            for answer, names in self.section.reveals.get(key, {}).items():
                said = _answer(question, answer)
                under = {n: self._ask(n, said if n in self._shared else "") for n in names}
                question.reveals[said] = list(under.values())
                self._every += under.values()
                self._reveal(under)

    def read(self, submitted: Submitted) -> None:
        """Take every answer."""
        for question in self.questions:
            question.read(submitted)

    def asked(self, questions: Iterable[Question] | None = None) -> Iterator[Question]:
        """The questions that the answers so far ask, in order."""
        for question in self.questions if questions is None else questions:
            if not question.answerable:
                continue
            yield question
            yield from self.asked(question.asked())

    @property
    def answered(self) -> bool:
        """Whether anything was typed into a question that is asked."""
        return any(question.answered for question in self.asked())

    def value(self) -> dict[str, Any]:
        """The answers by column; an unanswered column is left out."""
        return {q.key: q.value for q in self.asked() if q.value is not None}

    def written(self, value: Mapping[str, Any]) -> dict[str, list[str]]:
        """The texts that would have been typed for known values."""
        texts: dict[str, list[str]] = {}
        for question in self._every:
            key = question.key
            # a foreign key is asked by its number, and may be known by its row
            known = value[key] if key in value else value.get(key.removesuffix("_id"))
            if known is not None:
                texts |= question.written(getattr(known, "pk", known))
        return texts

    def texts(self) -> dict[str, list[str]]:
        """Everything typed, unchanged."""
        return {name: texts for q in self._every for name, texts in q.raw.items()}

    def tell(self) -> None:
        """Show beside each question what could not be read."""
        for question in self._every:
            question.told = True

    def draw(self) -> Markup:
        """The questions as HTML."""
        return Markup("").join(q.draw() for q in self.questions if q.answerable)


def _revealed_names(section: Section) -> list[str]:
    return [
        name for answers in section.reveals.values() for names in answers.values() for name in names
    ]


def _answer(question: Question, answer: str) -> str:
    offered = dict(getattr(question, "choices", ()))
    if answer in offered:
        return answer
    said = {"true": "yes", "false": "no"}.get(answer.lower(), answer)
    if said not in offered:
        raise ValueError(f"{question.name} reveals for {answer!r}, which is not among its answers")
    return said


class Part:
    """A section asked once, of everyone or of one child, filling at most one typed row."""

    repeats = False

    def __init__(self, source: fields.Source, section: Section, child: Child | None = None) -> None:
        self.source, self.section, self.child = source, section, child
        base = section.model or "event"
        self.prefix = f"child-{child.id}-{base}" if child else base
        self.rows: list[Row] = [Row(source, section, self.prefix)]

    def read(self, submitted: Submitted) -> bool:
        """Take every answer; true when the person only asked for a row more or a row fewer."""
        self.rows[0].read(submitted)
        return False

    def values(self) -> list[dict[str, Any]]:
        """The rows that were answered."""
        return [value for row in self.rows if (value := row.value())]

    def written(self, values: list[Mapping[str, Any]]) -> dict[str, list[str]]:
        """The texts that would have been typed for known rows."""
        texts: dict[str, list[str]] = {}
        for value in values:
            texts |= self.rows[0].written(value)
        return texts

    def rearranged_texts(self) -> dict[str, list[str]]:
        """The texts of rows that have changed place; none where rows do not repeat."""
        return {}

    def errors(self) -> list[Problem]:
        """What could not be read."""
        return [self._problem(q, q.error) for row in self.rows for q in row.asked() if q.error]

    def missing(self) -> list[Problem]:
        """What is needed and was left empty."""
        return [
            self._problem(q)
            for row in self.rows
            for q in row.asked()
            if q.needed and not q.answered
        ]

    def _problem(self, question: Question, what: str = "") -> Problem:
        whose = f"{self.child.name}: " if self.child else ""
        asked = question.label if question.label.endswith("?") else f"{question.label}:"
        said = f"{whose}{asked} {what}".rstrip(": ")
        return Problem(said, question.href, question.name)

    def answers(self) -> list[tuple[str, str, str]]:
        """(question, answer in words, link to the question) of everything asked."""
        return [(q.label, q.words(), q.href) for row in self.rows for q in row.asked()]

    def tell(self) -> None:
        """Show beside each question what could not be read."""
        for row in self.rows:
            row.tell()

    def draw(self) -> Markup:
        """The section's questions as HTML, without its heading."""
        return self.rows[0].draw()


class ManyPart(Part):
    """A section of as many rows as it takes; a button adds another, with or without script."""

    repeats = True

    def read(self, submitted: Submitted) -> bool:
        count = self._count(submitted)
        removed = self._removed(submitted, count)
        kept = [n for n in range(count) if n != removed]
        more = submitted.get("_add") == self.prefix
        self.rows = []
        for place, number in enumerate(kept):
            row = self._row(place)
            row.read(_moved(submitted, f"{self.prefix}-{number}-", f"{self.prefix}-{place}-"))
            self.rows.append(row)
        if more or not self.rows:
            self.rows.append(self._row(len(self.rows)))
        return more or removed is not None

    def _row(self, place: int) -> Row:
        return Row(self.source, self.section, f"{self.prefix}-{place}")

    def _count(self, submitted: Submitted) -> int:
        text = submitted.get(f"{self.prefix}-count") or ""
        told = reading.key(text)
        return min(1 if told is None else told, MOST_ROWS)

    def _removed(self, submitted: Submitted, count: int) -> int | None:
        text = submitted.get("_remove") or ""
        place = text.removeprefix(f"{self.prefix}-")
        removed = None if text == place else reading.key(place)
        return removed if removed is not None and removed < count else None

    def written(self, values: list[Mapping[str, Any]]) -> dict[str, list[str]]:
        texts = {f"{self.prefix}-count": [str(max(1, len(values)))]}
        for place, value in enumerate(values):
            texts |= self._row(place).written(value)
        return texts

    def rearranged_texts(self) -> dict[str, list[str]]:
        texts = {f"{self.prefix}-count": [str(len(self.rows))]}
        for row in self.rows:
            texts |= row.texts()
        return texts

    def missing(self) -> list[Problem]:
        filled = [row for row in self.rows if row.answered]
        if not filled and self.section.needed:
            first = next(self.rows[0].asked(), self.rows[0].questions[0])
            return [Problem(f"{self.section.title}: at least one", first.href, first.name)]
        return [
            self._problem(q) for row in filled for q in row.asked() if q.needed and not q.answered
        ]

    def answers(self) -> list[tuple[str, str, str]]:
        several = len(self.rows) > 1
        return [
            (f"{q.label} ({place})" if several else q.label, q.words(), q.href)
            for place, row in enumerate(self.rows, 1)
            if row.answered or place == 1
            for q in row.asked()
        ]

    def draw(self) -> Markup:
        return govuk.render("base/forms/rows.jinja", part=self, rows=self.rows)


def _moved(submitted: Submitted, old: str, new: str) -> Submitted:
    """The same submission with one row's names moved to another place."""
    if old == new:
        return submitted
    moved = Submitted()
    for name in submitted:
        if name.startswith(old):
            moved.setlist(new + name.removeprefix(old), submitted.getlist(name))
    return moved


class TicksPart(Part):
    """A section whose only question is ticked; every tick is a row."""

    @property
    def question(self) -> Ticks:
        """The one question."""
        found = self.rows[0].questions[0]
        assert isinstance(found, Ticks)
        return found

    def values(self) -> list[dict[str, Any]]:
        return [{self.question.key: code} for code in self.question.value or []]

    def written(self, values: list[Mapping[str, Any]]) -> dict[str, list[str]]:
        return self.question.written([value[self.question.key] for value in values])


def part(source: fields.Source, section: Section, child: Child | None) -> Part:
    """The part that a section is filled in by."""
    if not section.many:
        return Part(source, section, child)
    if not section.model:
        raise ValueError(f"Section {section.title!r} repeats the event's columns; it needs a model")
    made = Part(source, section, child)
    if isinstance(made.rows[0].questions[0], Ticks):
        return TicksPart(source, section, child)
    return ManyPart(source, section, child)
