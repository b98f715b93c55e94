"""A recording page on paper: its questions, with boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import models

from sightline.base.documents import Document, Heading, Paragraph, Recipient, Table, WriteIn
from sightline.base.documents.blocks import Block
from sightline.kernel.forms import EVENT_FIELDS, Page, Section
from sightline.kernel.process import EventKind, Process

LONG, SHORT = 6, 1
#: Choices that a list on paper has room for; of more, the answer is written.
MOST = 16
ROWS = 3
EVENT_WORDS = {"on": "When was it?", "time": "At what time?", "outcome": "What was the outcome?",
               "for_on": "For which day?"}
#: Sheets come apart: each says whose it is.
ON_EACH = "Child: ______________________________   Sheet of: ______________________________"
YES_NO = ("Yes", "No")


def blank(process: Process, page: Page) -> Document:
    """The page as a form to fill in by hand, and to be typed in afterwards."""
    kind = process.event(page.event)
    return _form(page.title, [b for section in page.sections for b in _section(section, kind)])


def blank_plan() -> Document:
    """A plan on paper, need by need: its page is made by hand and declares no sections."""
    blocks = list(_section(Section("The plan", ("why", "child_view", "family_part", "visiting"),
                                   model="plans.PlanDocument")))
    for number in range(1, ROWS + 1):
        blocks.append(Heading(f"Need {number}"))
        for model, names in (("plans.Need", ("text",)), ("plans.Outcome", ("text", "measure"))):
            blocks += [replace(_question(Section("", (), model=model), name), lines=ROWS)
                       for name in names]
        action: Any = apps.get_model("plans.Action")._meta
        columns = [str(action.get_field(name).verbose_name)
                   for name in ("text", "owner_name", "due_on")]
        blocks.append(Table("Who will do what, and by when", columns, [["\n\n", "", ""]] * ROWS))
    for section in (
        Section("If the plan does not work",
                ("trigger", "action", "by_whom", "emergency_carer", "contact"),
                model="plans.Contingency"),
        Section("When it ends", ("success", "review_on"), model="plans.PlanDocument"),
    ):
        blocks += [replace(b, lines=min(b.lines, ROWS)) if isinstance(b, WriteIn) else b
                   for b in _section(section)]
    return _form("Write a plan", blocks)


def _form(title: str, blocks: Sequence[Block]) -> Document:
    first: list[Block] = [
        Paragraph("Type this in as soon as you can, and destroy the paper as your authority says. "
                  "Leave out what does not apply."),
        WriteIn("Child"), WriteIn("Date of birth or number"), WriteIn("Your name"),
    ]
    return Document(title=f"Blank form: {title}", recipient=Recipient(""),
                    blocks=[*first, *blocks], about=ON_EACH)


def _section(section: Section, kind: EventKind | None = None) -> Iterable[Block]:
    yield Heading(section.title)
    told = [section.help] if section.help else []
    if section.per_child:
        told.append("For this child only. Use another sheet for a brother or sister.")
    if told:
        yield Paragraph(" ".join(told))
    times = ROWS if section.many else 1
    for number in range(1, times + 1):
        if times > 1:
            yield Heading(f"{section.title} {number}", 2)
        for name in section.fields:
            yield _question(section, name, kind)


def _question(section: Section, name: str, kind: EventKind | None = None) -> WriteIn:
    hint = section.hints.get(name, "")
    if not section.model and name in EVENT_FIELDS:
        label = section.labels.get(name, EVENT_WORDS[name])
        choices = list(kind.outcomes.values()) if kind and name == "outcome" else []
        return _write_in(label, hint, choices, SHORT)
    column: Any = apps.get_model(section.model)._meta.get_field(name)
    label = str(section.labels.get(name, column.verbose_name))
    choices = [str(words) for code, words in column.flatchoices if code not in ("", None)]
    if isinstance(column, models.BooleanField):
        choices = list(YES_NO)
    lines = LONG if isinstance(column, models.TextField) else SHORT
    return _write_in(label, hint or str(column.help_text), choices, lines)


def _write_in(label: str, hint: str, choices: list[str], lines: int) -> WriteIn:
    label = label[:1].upper() + label[1:]
    if 0 < len(choices) <= MOST:
        return WriteIn(label, hint, choices, 0)
    return WriteIn(label, hint, (), lines)
