"""The verbs of the audit trail: note a read, note a change, seal, and destroy a payload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from sightline.access.audit.macs import GENESIS, canonical, link_hash, mac_of, payload_mac_of
from sightline.access.audit.models import Entry, Link, Payload
from sightline.base import moments
from sightline.base.rows import append, insert, maker

BATCH = 1000
#: The job looks back this far for entries not yet sealed; `verify` looks back to the first.
LOOK_BACK = timedelta(days=2)
#: Any number will do, so long as nothing else in the house locks it.
SEALING = 7_214_559


@dataclass(frozen=True, slots=True)
class Seen:
    """One child of several whose record showed on a page, and on what ground."""

    child_id: int
    ground: str
    authority_id: int | None = None


class Actor(Protocol):
    """Whoever does something: a user, seen from below."""

    pk: Any

    def role_keys(self, authority_id: int | None = None) -> tuple[str, ...]:
        """Keys of the roles held today."""


@dataclass(frozen=True)
class Changed:
    """One change of many, as the bulk recorder hands them over."""

    action: str
    kind: str
    ident: int | None
    child_id: int | None = None
    reason: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


def read(
    *,
    user: Actor,
    child_id: int,
    page: str,
    ground: str,
    authority_id: int | None = None,
    reason: str = "",
) -> Entry:
    """Note that somebody opened a page of a child's record, and on what ground."""
    told = Changed("read", "child", child_id, child_id, reason)
    entry: Entry = _entry(user, authority_id, told)
    entry.page, entry.ground = page, ground
    entry.mac = mac_of(entry)
    entry.save(force_insert=True)
    return entry


def searched(
    *, user: Actor, rows: Iterable[Seen], page: str, authority_id: int | None = None,
    child_id: int | None = None,
) -> None:
    """Note that somebody searched, and that they read of each child whose words were shown.

    What they typed is kept nowhere. `child_id`: the one child whose record was searched.
    """
    told = Changed("searched", "search", None, child_id)
    entries = [_entry(user, authority_id, told, make=maker(Entry)), *_seen(user, rows)]
    for entry in entries:
        entry.page = page
        entry.mac = mac_of(entry)
    append(entries)


def opened(*, user: Actor, rows: Iterable[Seen], page: str) -> None:
    """Note that a page showed several children's records, each opened on a ground of its own."""
    entries = _seen(user, rows)
    for entry in entries:
        entry.page = page
        entry.mac = mac_of(entry)
    append(entries)


def _seen(user: Actor, rows: Iterable[Seen]) -> list[Entry]:
    """An entry of each child's reading, without its page."""
    make, roles = maker(Entry), dict[int | None, str]()
    entries = []
    for row in rows:
        if row.authority_id not in roles:
            roles[row.authority_id] = _role(user, row.authority_id)
        told = Changed("read", "child", row.child_id, row.child_id)
        entry = _entry(user, row.authority_id, told, roles[row.authority_id], make)
        entry.ground = row.ground
        entries.append(entry)
    return entries


def reads(
    *,
    user: Actor,
    child_ids: Iterable[int],
    page: str,
    ground: str,
    authority_id: int | None = None,
    reason: str = "",
) -> None:
    """Note that somebody opened one page that holds several children's records."""
    entries = []
    for child_id in child_ids:
        entry = _entry(user, authority_id, Changed("read", "child", child_id, child_id, reason))
        entry.page, entry.ground = page, ground
        entry.mac = mac_of(entry)
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=BATCH)


def change(
    *,
    user: Actor | None,
    action: str,
    kind: str,
    ident: int | None,
    authority_id: int | None = None,
    child_id: int | None = None,
    reason: str = "",
    payload: Mapping[str, Any] | None = None,
) -> Entry:
    """Note a change, in the transaction that makes it; `user` is nobody for a job.

    The payload holds what changed (before, after), and is kept apart from the entry.
    """
    one = Changed(action, kind, ident, child_id, reason, payload or {})
    return changes(user=user, authority_id=authority_id, rows=[one])[0]


def changes(
    *, user: Actor | None, rows: Iterable[Changed], authority_id: int | None = None
) -> list[Entry]:
    """Note many changes at once, as a file is imported or a borough is made."""
    role, make = _role(user, authority_id), maker(Entry)
    pairs = [(_entry(user, authority_id, row, role, make), row) for row in rows]
    bodies = [canonical(row.payload) if row.payload else "" for _, row in pairs]
    for (entry, _), body in zip(pairs, bodies, strict=True):
        entry.payload_mac = payload_mac_of(body) if body else ""
        entry.mac = mac_of(entry)
    with transaction.atomic():
        entries = [entry for entry, _ in pairs]
        insert(entries)
        held = maker(Payload)
        insert(
            [
                held(entry_id=entry.pk, body=body)
                for entry, body in zip(entries, bodies, strict=True)
                if body
            ]
        )
    return entries


def _role(user: Actor | None, authority_id: int | None) -> str:
    """The roles in which somebody acts, as an entry has them."""
    keys = user.role_keys(authority_id) if user is not None else ("system",)
    return ",".join(keys)[:200]


def _entry(
    user: Actor | None, authority_id: int | None, row: Changed, role: str | None = None,
    make: Callable[..., Any] = Entry,
) -> Any:
    return make(
        at=moments.now(),
        user_id=user.pk if user is not None else None,
        role=_role(user, authority_id) if role is None else role,
        authority_id=authority_id,
        action=row.action,
        kind=row.kind,
        ident=row.ident,
        child_id=row.child_id,
        reason=row.reason,
    )


def seal(*, whole: bool = False) -> int:
    """Chain the entries not yet sealed, a thousand to a transaction; returns how many.

    `whole` looks through the entire trail and not only through the last two days.
    """
    sealed, after = 0, None
    while True:
        number, last = _seal_batch(whole, after)
        sealed += number
        if not number and after is None:
            return sealed
        # from the first again at the end: one with a lower number may have been written late
        after = last


def _seal_batch(whole: bool, after: int | None) -> tuple[int, int | None]:
    """Seal a thousand beyond an entry; how many there were, and the last of them."""
    with transaction.atomic():
        _one_sealer()
        sealed = Link.objects.filter(entry_id=OuterRef("pk"))
        unsealed = Entry.objects.filter(~Exists(sealed))
        if after is not None:
            unsealed = unsealed.filter(pk__gt=after)
        if not whole:
            unsealed = unsealed.filter(at__gte=moments.now() - LOOK_BACK)
        fresh = list(unsealed.order_by("pk").values_list("pk", "mac")[:BATCH])
        last = Link.objects.order_by("-position").first()
        position, before = (last.position, last.hash) if last else (0, GENESIS)
        links = []
        for entry_id, mac in fresh:
            position += 1
            before = link_hash(before, position, entry_id, mac)
            links.append(Link(position=position, entry_id=entry_id, hash=before))
        insert(links)
    return len(links), fresh[-1][0] if fresh else None


def _one_sealer() -> None:
    """Let no two sealers read the same head; SQLite's immediate transactions already do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING])


def erase_payload(*, entry: Entry, by: Actor, reason: str) -> None:
    """Destroy what an old entry held, when it may no longer be kept; that it was done stays.

    The trigger lets a payload go only after this entry of its destruction is written.
    """
    with transaction.atomic():
        change(
            user=by,
            action="payload_erased",
            kind="audit",
            ident=entry.pk,
            authority_id=entry.authority_id,
            child_id=entry.child_id,
            reason=reason,
        )
        Payload.objects.filter(entry_id=entry.pk).delete()
