"""What is told to whoever writes: how much of it stands on the record already. It holds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from sightline.access.policy import visible_children
from sightline.base.components.words import day
from sightline.base.forms.advising import Advice, Answers
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import sibling_group
from sightline.record.copying.likeness import ALIKE, LEAST_WORDS, runs, share, words
from sightline.record.copying.reading import Alike, most_alike, passages_of, weighed

MEND = "Say what was different this time, and leave out what has not changed."


def advise(answers: Answers) -> list[Advice]:
    """What of the words so far is a copy: of an earlier day, of a sibling's, of another part."""
    if not weighed(answers.kind):
        return []
    shared = _texts(answers.values)
    parts = answers.values.get("children", {})
    own = {child: _texts(parts.get(child, {})) for child in answers.children}
    found: list[Advice] = []
    for child in answers.children:
        text = "\n".join([*shared, *own[child]])
        if len(text.split()) >= LEAST_WORDS:
            found += _of_child(child, text, answers)
    return found + list(_between(own))


def _texts(told: Mapping[str, Any]) -> list[str]:
    """What was typed in words, on the event and in its rows."""
    rows = [told.get("event") or {}]
    for several in (told.get("rows") or {}).values():
        rows += several
    return [
        value for row in rows for value in row.values()
        if isinstance(value, str) and " " in value.strip()
    ]


def _of_child(child_id: int, text: str, answers: Answers) -> Iterator[Advice]:
    process = answers.kind.partition(".")[0]
    if alike := most_alike(text, passages_of([child_id], process)):
        yield _advice(child_id, alike, f"what was recorded on {day(alike.on)}")
        return
    siblings = _siblings(child_id, answers)
    if siblings and (alike := most_alike(text, passages_of(list(siblings), process))):
        whose = siblings[alike.child_id]
        yield _advice(child_id, alike, f"what was recorded of {whose} on {day(alike.on)}")


def _siblings(child_id: int, answers: Answers) -> dict[int, str]:
    """Sisters and brothers whose record the writer may open, by name; nobody where none asked."""
    if answers.reader is None:
        return {}
    near = {one.person_id for one in sibling_group(child_id, reader=answers.reader)}
    near -= set(answers.children)
    if not near:
        return {}
    seen = Person.objects.filter(pk__in=near).filter(pk__in=visible_children(answers.reader))
    return dict(seen.order_by().values_list("pk", "display_name"))


def _advice(child_id: int, alike: Alike, what: str) -> Advice:
    return Advice(
        child_id, f"{alike.percent}% of this is word for word {what}.", MEND,
        source="Read what was written then",
        href=reverse("pages:event", args=[alike.child_id, alike.event_id]),
    )


def _between(own: Mapping[int, Sequence[str]]) -> Iterator[Advice]:
    """Parts of one page that say the same of two children."""
    read = [(child, words("\n".join(texts))) for child, texts in own.items()]
    for place, (child, told) in enumerate(read):
        for _, other in read[:place]:
            if (found := share(told, runs(other))) >= ALIKE:
                yield Advice(
                    child, f"{int(found * 100)}% of this child’s own part is word for word the "
                    "part of another child on this page.",
                    "Say what it was for each of them.",
                )
                break
