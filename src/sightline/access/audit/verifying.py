"""Whether the trail is as it was written: the chain walked from its first link to its last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest

from sightline.access.audit.actions import seal
from sightline.access.audit.macs import GENESIS, link_hash, mac_of, payload_mac_of
from sightline.access.audit.models import Entry, Link, Payload

STRIDE = 2000


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the trail is not as it was written."""

    position: int
    entry_id: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: how many entries, the head of the chain, the first break."""

    checked: int
    head: str
    broken: Broken | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is broken."""
        return self.broken is None


def head() -> str:
    """The hash of the last link: written down elsewhere, it proves the trail was not cut."""
    last = Link.objects.order_by("-position").values_list("hash", flat=True).first()
    return last or GENESIS


def verify(*, noted: str = "", progress: Callable[[int], None] | None = None) -> Verdict:
    """Seal what is not yet sealed, then check every link, entry and payload in order.

    `progress` is told how many more are done. `noted` is a head written down earlier: a trail
    from which the end was cut lacks it.
    """
    seal(whole=True)
    before, position = GENESIS, 0
    while True:
        links = list(Link.objects.filter(position__gt=position).order_by("position")[:STRIDE])
        if not links:
            break
        reader = _Stretch([link.entry_id for link in links])
        for link in links:
            if link.position != position + 1:
                why = f"the link at place {position + 1} is missing"
                return Verdict(position, before, Broken(position + 1, None, why))
            why = reader.fault(link, before)
            if why:
                return Verdict(position, before, Broken(link.position, link.entry_id, why))
            before, position = link.hash, link.position
        if progress is not None:
            progress(len(links))
    if noted and noted != GENESIS and not Link.objects.filter(hash=noted).exists():
        why = "the head noted earlier is not in the chain: its end was cut or the chain remade"
        return Verdict(position, before, Broken(position + 1, None, why))
    return Verdict(position, before)


class _Stretch:
    """The entries and payloads of one stretch of the chain, read together."""

    def __init__(self, entry_ids: list[int]) -> None:
        self.entries = Entry.objects.in_bulk(entry_ids)
        self.bodies = dict(
            Payload.objects.filter(entry_id__in=entry_ids).values_list("entry_id", "body")
        )
        absent = [
            pk for pk, entry in self.entries.items() if entry.payload_mac and pk not in self.bodies
        ]
        erased = Entry.objects.filter(action="payload_erased", kind="audit", ident__in=absent)
        self.erased = set(erased.values_list("ident", flat=True))

    def fault(self, link: Link, before: str) -> str:
        """What is wrong at this link; empty when nothing is."""
        entry = self.entries.get(link.entry_id)
        if entry is None:
            return "the entry was deleted"
        if not compare_digest(entry.mac, mac_of(entry)):
            return "the entry was changed after it was written"
        if not compare_digest(link.hash, link_hash(before, link.position, entry.pk, entry.mac)):
            return "the chain does not fit here: an entry was exchanged or the chain remade"
        return self._payload_fault(entry)

    def _payload_fault(self, entry: Entry) -> str:
        body = self.bodies.get(entry.pk)
        if body is None:
            gone = entry.payload_mac and entry.pk not in self.erased
            return "what the entry held was deleted" if gone else ""
        if not compare_digest(entry.payload_mac, payload_mac_of(body)):
            return "what the entry held was changed"
        return ""
