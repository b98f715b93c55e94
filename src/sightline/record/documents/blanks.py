"""A recording page on paper: its questions, with boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from sightline.base.documents import Document, Heading, Paragraph, Recipient, WriteIn
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
    blocks: list[Block] = [Paragraph(
        "Type this in as soon as you can, and destroy the paper as your authority says. "
        "Leave out what does not apply."
    )]
    blocks += [WriteIn("Child"), WriteIn("Date of birth or number"), WriteIn("Your name")]
    for section in page.sections:
        blocks += _section(section, kind)
    return Document(
        title=f"Blank form: {page.title}", recipient=Recipient(""), blocks=blocks,
        about=ON_EACH,
    )


def _section(section: Section, kind: EventKind) -> Iterable[Block]:
    yield Heading(section.title)
    if section.help:
        yield Paragraph(section.help)
    if section.per_child:
        yield Paragraph("For this child only. Use another sheet for a brother or sister.")
    times = ROWS if section.many else 1
    for number in range(1, times + 1):
        if times > 1:
            yield Heading(f"{section.title} {number}", 2)
        for name in section.fields:
            yield _question(section, name, kind)


def _question(section: Section, name: str, kind: EventKind) -> WriteIn:
    hint = section.hints.get(name, "")
    if not section.model and name in EVENT_FIELDS:
        label = section.labels.get(name, EVENT_WORDS[name])
        choices = list(kind.outcomes.values()) if name == "outcome" else []
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
