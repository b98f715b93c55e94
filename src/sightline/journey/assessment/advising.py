"""What is said beside the pages of an assessment: copied words, and a child named for another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sightline.base.forms.advising import Advice, Answers
from sightline.journey.assessment.actions import FAMILY
from sightline.journey.assessment.models import ChildView, Content
from sightline.journey.assessment.own_words import copied, named_in, siblings_seen
from sightline.people.persons.models import Person
from sightline.record.spine.models import Step

COPIED = "“{title}” has the same words as {name}’s assessment"
OWN = (
    "Write what is this child’s own. As it is, a manager has to say why the same words are right "
    "before the assessment is authorised."
)
NAMED = "“{title}” calls another child by name, and is written on several records"
APART = (
    "It stays on the record of the child whose page this is; a brother or sister gets it without "
    "those words. Take the name out, or say below that it is meant for every record."
)


def advise(answers: Answers) -> Sequence[Advice]:
    """Copied words on a child's own page; a child's name in what is written for a family."""
    if answers.kind not in ("assessment.written", "assessment.started"):
        return ()
    rows = _rows(answers)
    if len(answers.children) > 1:
        return _named(answers, rows)
    return _copied(answers, rows)


def _rows(answers: Answers) -> list[Any]:
    given = answers.values.get("rows", {})
    return [
        model(**row)
        for model in (Content, ChildView) for row in given.get(model._meta.label, ())
    ]


def _copied(answers: Answers, rows: list[Any]) -> Sequence[Advice]:
    if answers.step_id is None or answers.kind != "assessment.written":
        return ()
    step = Step.objects.select_related("child").get(pk=answers.step_id)
    typed = {name for row in rows for name in vars(row) if getattr(row, name)}
    return [
        Advice(answers.children[0],
               COPIED.format(title=one.title, name=one.other.display_name), OWN)
        for one in copied(step, answers.reader, rows) if one.section in typed
    ]


def _named(answers: Answers, rows: list[Any]) -> Sequence[Advice]:
    said = next((row for row in rows if isinstance(row, Content)), None)
    if said is None or said.names_meant:
        return ()
    children = {one.pk: one for one in Person.objects.filter(pk__in=answers.children)}
    first = answers.children[0]
    children |= {one.pk: one for one in siblings_seen(first, answers.reader)}
    fields = named_in(said, ("purpose", *FAMILY), children.values())
    return [
        Advice(first, NAMED.format(title=Content._meta.get_field(name).verbose_name), APART)
        for name in fields
    ]
