"""The keyed hashes of the trail: without the key nobody can make one that fits."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

if TYPE_CHECKING:
    from sightline.access.audit.models import Entry

#: Columns under an entry's HMAC, in order; a column added later is added at the end.
COLUMNS = (
    "user_id",
    "role",
    "authority_id",
    "action",
    "kind",
    "ident",
    "child_id",
    "page",
    "ground",
    "reason",
    "payload_mac",
)
#: What the first link of the chain stands on.
GENESIS = "0" * 64


class PayloadEncoder(DjangoJSONEncoder):
    """Writes what a change may hold: dates, decimals, sets, and anything else by its words."""

    def default(self, o: Any) -> Any:
        if isinstance(o, (set, frozenset)):
            return sorted(o, key=str)
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def canonical(value: Any) -> str:
    """The one way of writing a value down."""
    return json.dumps(
        value, cls=PayloadEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def sign(text: str) -> str:
    """HMAC-SHA256 of a text under the installation's audit key, in hexadecimal."""
    key = settings.SIGHTLINE_AUDIT_KEY.encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def mac_of(entry: Entry) -> str:
    """The HMAC that an entry's columns call for."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return sign("entry|" + canonical([at, *(getattr(entry, name) for name in COLUMNS)]))


def payload_mac_of(body: str) -> str:
    """The HMAC that a payload calls for."""
    return sign("payload|" + body)


def link_hash(before: str, position: int, entry_id: int, mac: str) -> str:
    """The hash of a link, over the link before it and the entry it seals."""
    return sign(f"link|{before}|{position}|{entry_id}|{mac}")
