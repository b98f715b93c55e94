"""Writing the index: in line with each event as it is recorded, and all of it again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError, connection, transaction

from sightline.base.rows import insert
from sightline.record.search import gathering
from sightline.record.search.models import Passage, Word
from sightline.record.search.tables import STEMS
from sightline.record.spine.models import Event

T = TypeVar("T")

AT_ONCE = 500
KEPT = ("child", "occasion", "process", "happened_on", "text", "also", "whose")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Difference:
    """How an index differs from the record: passages lacking, left over or other; words lacking."""

    events: int = 0
    lacking: int = 0
    left_over: int = 0
    other: int = 0
    words_lacking: int = 0
    words_left_over: int = 0
    broken: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything would be found that should not be, or the other way round.

        Words that nobody uses any longer find nothing, so they are no difference.
        """
        return bool(
            self.lacking or self.left_over or self.other or self.words_lacking or self.broken
        )


#: Events to index later, while somebody loads many stories; nobody else is ever waiting.
_later: ContextVar[list[Event] | None] = ContextVar("later", default=None)


@contextmanager
def indexed_later() -> Iterator[list[Event]]:
    """Index nothing meanwhile: whoever loads many stories gives what they get to `index` after."""
    waiting: list[Event] = []
    token = _later.set(waiting)
    try:
        yield waiting
    finally:
        _later.reset(token)


def index(waiting: Iterable[Event]) -> None:
    """Index what was left for later, as it stands now."""
    ids = sorted({event.pk for event in waiting})
    for start in range(0, len(ids), gathering.AT_ONCE):
        some = Event.objects.filter(pk__in=ids[start : start + gathering.AT_ONCE]).order_by("pk")
        bring_in_line(events=list(some))


def put_in_index(found: Sequence[Passage], *, at_once: int = AT_ONCE) -> None:
    """Write passages gathered before of events that have none, but for those voided meanwhile.

    `at_once`: how many to a transaction, where nobody records who would have to wait for one.
    """
    for some in _batches(list(found), at_once):
        with transaction.atomic():
            ids = [passage.pk for passage in some]
            voided = Event.objects.filter(
                pk__range=(min(ids), max(ids)), voided_at__isnull=False
            )
            gone = set(voided.values_list("pk", flat=True))
            insert([passage for passage in some if passage.pk not in gone])
    _learn({word for passage in found for word in gathering.words(passage.text)})


def bring_in_line(*, events: Sequence[Event]) -> None:
    """Index what stands of these events and forget the rest, in the transaction that wrote them.

    Forgetting must succeed with the voiding. Indexing may not: a record is never refused because
    it could not be indexed, and `sightline search rebuild` finds it later.
    """
    waiting = _later.get()
    if waiting is not None:
        waiting.extend(events)
        return
    gone = {event.pk for event in events if event.voided_at is not None}
    gone |= {event.replaces_id for event in events if event.replaces_id is not None}
    if gone:
        Passage.objects.filter(pk__in=gone).delete()
    try:
        with transaction.atomic():
            _put(gathering.passages(event for event in events if event.pk not in gone))
    except DatabaseError as fault:
        # the fault's own words may quote the text, which belongs in no log
        numbers = ", ".join(str(event.pk) for event in events)
        said = "Recorded, and not found by their words until `sightline search rebuild`: %s (%s)"
        log.error(said, numbers, type(fault).__name__)


def _put(found: Sequence[Passage]) -> None:
    Passage.objects.bulk_create(
        found, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["event"],
        update_fields=KEPT,
    )
    _learn({word for passage in found for word in gathering.words(passage.text)})


def _learn(words: Iterable[str]) -> int:
    """Add the words not met before; returns how many."""
    fresh = unknown(words)
    Word.objects.bulk_create([Word(word=word) for word in fresh], batch_size=AT_ONCE)
    return len(fresh)


def unknown(words: Iterable[str]) -> list[str]:
    """Those of these words that nobody has written before, in order."""
    wanted, known = sorted(words), set[str]()
    for start in range(0, len(wanted), AT_ONCE):
        some = Word.objects.filter(word__in=wanted[start : start + AT_ONCE])
        known.update(some.values_list("word", flat=True))
    return [word for word in wanted if word not in known]


def rebuild(
    *, check: bool = False, watch: Callable[[int], None] | None = None
) -> Difference:
    """Bring the whole index in line with the record, or only say how it differs.

    Done again it changes nothing. Batches are worked out first and written after, so that nobody
    who records waits long.
    """
    found, used = Difference(), set[str]()
    found.broken = not _sound()
    if found.broken and not check:
        _read_again()
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(1, last + 1, AT_ONCE):
        ids = range(first, min(first + AT_ONCE, last + 1))
        _one_batch(found, used, ids, check=check)
        if watch is not None:
            watch(len(ids))
    _words_again(found, used, check=check)
    return found


def _one_batch(found: Difference, used: set[str], ids: range, *, check: bool) -> None:
    rows = list(Event.objects.filter(pk__gte=ids.start, pk__lt=ids.stop, child__isnull=False))
    should = {passage.pk: passage for passage in gathering.passages(rows)}
    there = Passage.objects.filter(pk__gte=ids.start, pk__lt=ids.stop).in_bulk()
    lacking = [one for key, one in should.items() if key not in there]
    other = [one for key, one in should.items() if key in there and not _same(one, there[key])]
    left = sorted(set(there) - set(should))
    for passage in should.values():
        used |= gathering.words(passage.text)
    found.events += len(rows)
    found.lacking += len(lacking)
    found.other += len(other)
    found.left_over += len(left)
    if not check and (lacking or other or left):
        with transaction.atomic():
            Passage.objects.filter(pk__in=left).delete()
            _put([*lacking, *other])


def _same(one: Passage, two: Passage) -> bool:
    return all(
        getattr(one, field.attname) == getattr(two, field.attname)
        for field in Passage._meta.concrete_fields
    )


def _words_again(found: Difference, used: set[str], *, check: bool) -> None:
    seen: set[str] = set()
    left: list[int] = []
    for key, word in Word.objects.order_by("pk").values_list("pk", "word").iterator():
        if word in seen or word not in used:
            left.append(key)
        seen.add(word)
    lacking = sorted(used - seen)
    found.words_lacking, found.words_left_over = len(lacking), len(left)
    if check:
        return
    for some in _batches(lacking):
        _learn(some)
    for keys in _batches(left):
        Word.objects.filter(pk__in=keys).delete()


def _batches(rows: list[T], at_once: int = AT_ONCE) -> Iterator[list[T]]:
    return (rows[start : start + at_once] for start in range(0, len(rows), at_once))


def _sound() -> bool:
    """Whether SQLite's full-text table says what the table beneath it says."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {STEMS} ({STEMS}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def _read_again() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {STEMS} ({STEMS}) VALUES ('rebuild')")
