"""Notes found again, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sightline.record.notes.models import Note
from sightline.record.spine.querysets import FactsQuerySet


def notes_of(child_ids: Iterable[int]) -> FactsQuerySet[Note]:
    """The standing notes on these children, newest first."""
    return (
        Note.objects.standing().filter(event__child_id__in=list(child_ids))
        .select_related("event").order_by("-event__happened_on", "-event__order", "-event_id")
    )


def missing(note: Note) -> list[str]:
    """What a note still lacks, in words; it was saved all the same."""
    wanted = {
        "what it was for": note.purpose, "what happened or was said": note.text,
        "what it means for the child": note.analysis,
    }
    return [words for words, answer in wanted.items() if not answer.strip()]


def family_contacts(child_id: int, since: date, until: date) -> int:
    """How many calls and conversations with the family a period holds, each counted once."""
    notes = Note.objects.standing().filter(
        event__child_id=child_id, event__happened_on__range=(since, until),
        with_whom__in=("parent", "family"), kind__in=("call", "meeting"),
    )
    return notes.count()
