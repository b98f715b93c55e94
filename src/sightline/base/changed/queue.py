"""Marks subjects as changed in the writer's own transaction, and settles them once published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from sightline.base import moments
from sightline.base.changed.models import Changed
from sightline.base.rows import insert, maker
from sightline.kernel.register import Register

#: Keeps a statement within the number of values SQLite takes.
AT_ONCE = 500

#: Who else has something to bring in step, by name: each kind of subject that they follow.
#: The publication of figures follows every kind and needs no entry.
followers: Register[frozenset[str]] = Register("follower of changes")


@dataclass(frozen=True, slots=True)
class Taken:
    """The subjects to publish now, and the marks that doing so settles."""

    subjects: frozenset[int]
    marks: tuple[int, ...]


def mark(kind: str, ids: Iterable[int]) -> None:
    """Say that these subjects have changed; part of the transaction that changed them.

    Each follower of that kind has a mark of its own, which it settles in its own time.
    """
    changed = sorted(set(ids))
    readers = ["", *(name for name in followers.names() if kind in followers[name])]
    make, at = maker(Changed), moments.now()
    insert([
        make(reader=reader, subject_kind=kind, subject_id=ident, changed_at=at)
        for reader in readers for ident in changed
    ])


def take(kind: str, limit: int = 10_000, reader: str = "") -> Taken:
    """The oldest marks of a kind; they stay until settled, so a failed publication repeats."""
    rows = Changed.objects.filter(reader=reader, subject_kind=kind).order_by("id")[:limit]
    found = list(rows.values_list("id", "subject_id"))
    return Taken(frozenset(s for _, s in found), tuple(m for m, _ in found))


def settle(taken: Taken) -> None:
    """Remove the marks that were taken, and no mark made since."""
    for start in range(0, len(taken.marks), AT_ONCE):
        Changed.objects.filter(id__in=taken.marks[start : start + AT_ONCE]).delete()


def last_mark() -> int:
    """The number of the newest mark; 0 before there was any."""
    found: int | None = Changed.objects.aggregate(last=Max("id"))["last"]
    return found or 0


def settle_between(
    kinds: Iterable[str], *, marks: tuple[int, int], subjects: tuple[int, int]
) -> None:
    """Remove the marks for publication between two numbers, of subjects between two numbers."""
    Changed.objects.filter(
        reader="", subject_kind__in=tuple(kinds), id__range=marks, subject_id__range=subjects
    ).delete()


def oldest() -> datetime | None:
    """When the longest-waiting subject changed; None when all is published."""
    waiting = Changed.objects.filter(reader="")
    found: datetime | None = waiting.aggregate(oldest=Min("changed_at"))["oldest"]
    return found
