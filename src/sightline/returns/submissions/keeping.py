"""The exact bytes of a return, packed away in pieces and brought back unchanged."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.returns.submissions.models import Prepared

PIECE = 4 * 1024 * 1024


class NotAsKept(Exception):
    """The bytes that are kept are not those that were prepared: their hash is another."""


def pieces(path: Path) -> Iterator[bytes]:
    """A file in packed pieces, each of which unpacks by itself."""
    with path.open("rb") as file:
        while part := file.read(PIECE):
            yield zlib.compress(part, 6)


def unpacked(prepared: Prepared) -> Iterator[bytes]:
    """The bytes of a prepared return, piece by piece, after they were checked as a whole."""
    if not intact(prepared):
        raise NotAsKept(
            f"The kept bytes of return {prepared.pk} do not give the hash under which it was "
            "prepared. Do not send it; ask whoever looks after the database."
        )
    yield from _parts(prepared)


def intact(prepared: Prepared) -> bool:
    """Whether the kept bytes still give the hash under which they were prepared."""
    found = hashlib.sha256()
    for part in _parts(prepared):
        found.update(part)
    return found.hexdigest() == prepared.digest


def _parts(prepared: Prepared) -> Iterator[bytes]:
    rows = prepared.pieces.order_by("place").values_list("packed", flat=True)
    for packed in rows.iterator(chunk_size=1):
        yield zlib.decompress(bytes(packed))
