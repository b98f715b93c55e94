"""What is said beside a page that books or holds a meeting: that an interpreter is needed."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.base.forms.advising import Advice, Answers
from sightline.record.child.rows import together
from sightline.record.interpreters.queries import need_asks, told_in
from sightline.record.meetings.booked import books, held
from sightline.record.visits.models import Interpreter

AHEAD = "Ask for one for that day when this is recorded."
HELD = "Say whether one was there when this is recorded. Without one it is recorded all the same."


def advise(answers: Answers) -> Sequence[Advice]:
    """Each person of the family for whom a meeting that is booked or held needs one."""
    is_held = answers.kind in held
    if not answers.children or not (is_held or answers.kind in books):
        return ()
    rows = answers.values.get("rows", {}).get("visits.Visit") or [{}]
    if rows[0].get("interpreter") in (Interpreter.USED, Interpreter.NOT_NEEDED):
        return ()
    found = told_in(together(need_asks(answers.children, answers.reader)))
    first = answers.children[0]
    return [
        Advice(
            first, f"An interpreter is needed: {line.needed.words}.", HELD if is_held else AHEAD,
            source="Interpreters", href=reverse("interpreters:interpreters", args=[first]),
        )
        for line in found.lines(answers.children, "", None)
    ]
