"""The file of figures: made new each time, swapped in whole, read by any number at once.

An open writer locks every other process out of a DuckDB file, so nothing ever writes to the file
that is read. A small pointer names the file in use and is replaced in one step; whoever has the
old file open keeps it until they are done.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

from sightline.base.moments import now
from sightline.insight.publishing import extracting
from sightline.kernel.relations import Relation, relations

if TYPE_CHECKING:
    import pyarrow as pa

POINTER = "relations.json"


class NothingPublished(LookupError):
    """Nothing has been published yet, so there is nothing to count."""


@dataclass(frozen=True, slots=True)
class Current:
    """The file in use: where it is, when it was made, and the shape of what is in it."""

    path: Path
    made_at: datetime
    shape: str


def folder() -> Path:
    """Where the files of figures are kept, readable by this installation alone."""
    found = Path(settings.HOME) / "insight"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def current() -> Current | None:
    """The file in use; None before anything was published."""
    pointer = folder() / POINTER
    if not pointer.exists():
        return None
    said = json.loads(pointer.read_text(encoding="utf-8"))
    path = folder() / said["file"]
    if not path.exists():
        return None
    return Current(path, datetime.fromisoformat(said["made_at"]), said["shape"])


def in_use() -> Current:
    """The file in use; raises NothingPublished, which says what to do."""
    found = current()
    if found is None:
        raise NothingPublished("Nothing has been published yet. Run: sightline insight refresh")
    if found.shape != extracting.shape():
        raise NothingPublished(
            "What is published is in the shape of another version. Run: sightline insight refresh"
        )
    return found


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time makes a new file."""
    with open(folder() / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(fresh: Mapping[str, pa.Table], replaced: Iterable[str] | None = None) -> Current:
    """Write a new file and swap it in: all new, or the last one with some subjects replaced."""
    import duckdb
    import pyarrow as pa

    last = current()
    before = last if replaced is not None else None
    made = folder() / f"relations-{uuid4().hex}.duckdb"
    making = made.with_suffix(".making")
    with duckdb.connect(str(making)) as writer:
        if before is not None:
            writer.execute(f"ATTACH '{before.path}' AS before (READ_ONLY)")
        gone = pa.table({"subject": pa.array(sorted(replaced or ()), pa.string())})
        writer.register("gone", gone)
        for relation in relations:
            writer.register("fresh", fresh[relation.name])
            writer.execute(_filled(relation, before is not None))
            writer.unregister("fresh")
        if before is not None:
            writer.execute("DETACH before")
    making.rename(made)
    return _swap_in(made, last.path.name if last is not None else "")


def _filled(relation: Relation, kept: bool) -> str:
    """The statement that makes a relation of fresh rows, beside the subjects that are kept."""
    order = ", ".join(f'"{column}"' for column in relation.order())
    rows = "SELECT * FROM fresh"
    if kept and relation.subject:
        rows = (
            f'SELECT * FROM before."{relation.name}" AS had '
            f'WHERE had."{relation.subject}" NOT IN (SELECT subject FROM gone) UNION ALL {rows}'
        )
    return f'CREATE TABLE "{relation.name}" AS SELECT * FROM ({rows}) ORDER BY {order}'


def _swap_in(made: Path, last: str) -> Current:
    moment = now()
    said = {"file": made.name, "made_at": moment.isoformat(), "shape": extracting.shape()}
    pointer = folder() / POINTER
    fresh = pointer.with_suffix(f".{made.stem[-8:]}")
    fresh.write_text(json.dumps(said), encoding="utf-8")
    os.replace(fresh, pointer)
    for path in folder().glob("relations-*"):
        # the last one stays: somebody may have read the pointer and not opened it yet
        if path.name not in {made.name, last}:
            path.unlink(missing_ok=True)
    return Current(made, moment, said["shape"])
