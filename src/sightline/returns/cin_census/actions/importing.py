"""A census file is brought into the record: read through, checked, then written child by child."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit import change
from sightline.access.authorities.actions import go_live
from sightline.base.moments import london, now, today
from sightline.people.persons.census import by_local_id
from sightline.people.workforce.actions import open_team
from sightline.people.workforce.lookups import team_named
from sightline.record.census_facts.standing import children_with
from sightline.record.spine.deriving import Setting, rederive
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.actions.again import Again
from sightline.returns.cin_census.actions.fresh import write_new
from sightline.returns.cin_census.models import (
    ImportedChild,
    ImportFile,
    ImportFinding,
)
from sightline.returns.cin_census.reading import read_file
from sightline.returns.cin_census.told import ChildTold, FileTold
from sightline.returns.kit.findings import Finding
from sightline.returns.kit.reading import FileRefused

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

#: So few at a time that nobody else waits to write for long.
BATCH = 25
FINDINGS_AT_ONCE = 500
TO_BE_PLACED = "To be placed"

Told = Callable[[int], None]
Watch = Callable[[int], AbstractContextManager[Told]]


@dataclass
class Imported:
    """What became of a file: its row, and every finding of this reading."""

    file: ImportFile
    findings: list[Finding] = field(default_factory=list)
    before: bool = False


@contextmanager
def unwatched(total: int) -> Iterator[Told]:
    """Nobody is watching how far it has come."""
    yield lambda count: None


def import_file(
    *, path: Path, authority: Authority, by: User, on: date | None = None,
    team_name: str = TO_BE_PLACED, go_live_on: date | None = None, any_sender: bool = False,
    watch: Watch = unwatched,
) -> Imported:
    """Bring a census file in; FileRefused, with nothing changed, when it cannot be.

    The same file again changes nothing; a file of another year adds what it knows; a corrected
    file of the same year voids and replaces. `watch` is given the number of children and hears how
    many more are done. `any_sender` lets the header name another authority.
    """
    day = on or today()
    read = read_file(path, on=day)
    _check_sender(read, authority, any_sender=any_sender)
    last = _newest(authority, read.header.year)
    _check_order(read, last)
    if go_live_on is not None and go_live_on != authority.go_live_on:
        _go_live(authority, go_live_on, by=by)
    if last is not None and last.digest == read.digest and last.finished_at is not None:
        return Imported(last, read.all_findings(), before=True)
    row = _begin(path, read, authority, by=by, day=day, team_name=team_name)
    with watch(len(read.children)) as told:
        later = _bring_in(read, row, by=by, day=day, told=told)
    findings = sorted([*read.all_findings(), *later], key=lambda f: f.line)
    _finish(row, findings, by=by)
    return Imported(row, findings)


def _check_sender(read: FileTold, authority: Authority, *, any_sender: bool) -> None:
    sender = read.header.authority
    if sender and sender != authority.code and not any_sender:
        raise FileRefused(
            f"The file was made by authority {sender}, and it is to be imported for "
            f"{authority.code} ({authority.name})",
            f"Say --authority {sender}, or, if the children are {authority.name}'s, add "
            "--any-sender.",
        )


def _newest(authority: Authority, year: int) -> ImportFile | None:
    return ImportFile.objects.filter(authority=authority, year=year).order_by("-id").first()


def _check_order(read: FileTold, last: ImportFile | None) -> None:
    """A submission older than the one that stands would undo what was corrected since."""
    if last is None or last.made_at is None or read.header.made_at is None:
        return
    if london(read.header.made_at) < last.made_at:
        raise FileRefused(
            f"This file was made on {read.header.made_at:%-d %B %Y at %H:%M}, before the one of "
            f"{layout.year_words(last.year)} that was imported last ({last.name}, made on "
            f"{last.made_at:%-d %B %Y at %H:%M})",
            "Import the newest submission of a year.",
        )


def _go_live(authority: Authority, on: date, *, by: User) -> None:
    """Set the authority's first day here, and work the clocks of its children out again."""
    go_live(authority=authority, by=by, on=on)
    children = iter(children_with(authority.pk, "referral"))
    setting = Setting()
    while some := list(islice(children, BATCH)):
        with transaction.atomic():
            rederive(some, setting=setting)


@transaction.atomic
def _begin(
    path: Path, read: FileTold, authority: Authority, *, by: User, day: date, team_name: str
) -> ImportFile:
    header = read.header
    team = team_named(authority.pk, team_name, day)
    if team is None:
        team = open_team(name=team_name, authorities=[authority], by=by, on=day)
    return ImportFile.objects.create(
        authority=authority, name=path.name[:200], digest=read.digest, year=header.year,
        reference_on=header.reference_on, software=header.software, serial=header.serial,
        made_at=london(header.made_at) if header.made_at else None, imported_by=by,
        children=len(read.children), team=team,
    )


def _batches(children: Sequence[ChildTold]) -> Iterator[list[ChildTold]]:
    stream = iter(children)
    while some := list(islice(stream, BATCH)):
        yield some


def _bring_in(
    read: FileTold, row: ImportFile, *, by: User, day: date, told: Told
) -> list[Finding]:
    findings: list[Finding] = []
    for some in _batches(read.children):
        ids = [child.local_id for child in some]
        known = {
            held.local_id: held
            for held in ImportedChild.objects.select_related("person", "file").filter(
                authority_id=row.authority_id, local_id__in=ids
            )
        }
        here = by_local_id(row.authority_id, [i for i in ids if i not in known])
        with transaction.atomic():
            new = [c for c in some if c.local_id not in known and c.local_id not in here]
            write_new(new, file=row, by=by, day=day)
            for child in some:
                if child.local_id in known or child.local_id in here:
                    again = Again(child, row, by=by, day=day)
                    findings.extend(
                        again.bring_in(known.get(child.local_id), here.get(child.local_id))
                    )
            row.save(update_fields=["new", "changed", "unchanged", "events", "voided", "placed"])
        told(len(some))
    return findings


def _finish(row: ImportFile, findings: Sequence[Finding], *, by: User) -> None:
    stream = iter(findings)
    while some := list(islice(stream, FINDINGS_AT_ONCE)):
        ImportFinding.objects.bulk_create([
            ImportFinding(
                file=row, kind=f.kind.value, child=f.child[:60], path=f.path[:300], line=f.line,
                value=f.value[:200], reason=f.reason[:300],
            )
            for f in some
        ])
    with transaction.atomic():
        row.finished_at = now()
        row.save(update_fields=["finished_at"])
        change(
            user=by, action="census_imported", kind="import_file", ident=row.pk,
            authority_id=row.authority_id,
            payload={"file": row.name, "digest": row.digest, "children": row.children,
                     "new": row.new, "changed": row.changed, "events": row.events,
                     "voided": row.voided},
        )

