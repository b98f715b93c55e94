"""A return is written from the record, and its exact bytes are kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit import change
from sightline.returns.kit.declared import Return, Written
from sightline.returns.submissions.keeping import pieces
from sightline.returns.submissions.models import ModuleCount, Piece, Prepared, SignedOff

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


def _unheard(count: int) -> None:
    """Nobody is watching how far it has come."""


def prepare(
    *, what: Return, authority: Authority, year: int, by: User, out: Path | None = None,
    serial: str = "", told: Callable[[int], None] = _unheard,
) -> Prepared:
    """Write the return of a year, keep its bytes, and put the file at `out` where one is wanted.

    Where the record has not changed since the return was last prepared, the same bytes come of it
    and the one that is kept is given back. The serial counts what was signed off before.
    """
    serial = serial or next_serial(what, authority, year)
    with tempfile.TemporaryDirectory(prefix="sightline-return-") as folder:
        path = Path(folder) / "return.xml"
        written = what.write(
            out=path, authority=authority, year=year, by=by, serial=serial, told=told)
        last = Prepared.objects.filter(kind=what.key, authority=authority, year=year).first()
        if last is None or last.digest != written.digest:
            last = _keep(what, authority, year, serial, by, path, written)
        if out is not None:
            # under its own name only when it is whole
            partial = out.with_name(f".{out.name}.part")
            shutil.copyfile(path, partial)
            partial.replace(out)
    return last


def next_serial(what: Return, authority: Authority, year: int) -> str:
    """The running number of the next submission: 001, then one more for each that was signed."""
    sent = SignedOff.objects.filter(
        prepared__kind=what.key, prepared__authority=authority, prepared__year=year)
    return f"{sent.count() + 1:03d}"


def _keep(
    what: Return, authority: Authority, year: int, serial: str, by: User, path: Path,
    written: Written,
) -> Prepared:
    packed = list(pieces(path))
    with transaction.atomic():
        kept = Prepared.objects.create(
            kind=what.key, authority=authority, year=year, serial=serial, digest=written.digest,
            size=written.size, notes="\n".join(written.notes()), prepared_by=by,
        )
        for place, piece in enumerate(packed):
            Piece.objects.create(prepared=kept, place=place, packed=piece)
        ModuleCount.objects.bulk_create([
            ModuleCount(prepared=kept, place=place, module=module, number=number)
            for place, (module, number) in enumerate(written.modules.items())
        ])
        change(
            user=by, action="return_prepared", kind="return", ident=kept.pk,
            authority_id=authority.pk,
            payload={"return": what.key, "year": year, "serial": serial,
                     "sha256": written.digest, "bytes": written.size},
        )
    return kept
