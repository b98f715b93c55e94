"""The findings brought in step with the record: of children who changed, or of everybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.authorities.models import Authority
from sightline.base.changed.queue import settle, take
from sightline.base.moments import now, today
from sightline.people.persons.census import CensusPerson, census_people
from sightline.people.persons.summary import summary
from sightline.record.census_facts.standing import StandingStep, children_with, steps_of
from sightline.returns.cin_census.actions.producing import GROUPS, READ
from sightline.returns.cin_census.checking.told import weight
from sightline.returns.health.models import FOLLOWER, Finding, Looked
from sightline.returns.health.rows import Found, Looking, looking, rows_of, years_on

if TYPE_CHECKING:
    Key = tuple[int, str, str]

EVERYTHING = 10_000_000
#: Children whose differences are written in one short transaction.
AT_ONCE = 200
#: What may change of a finding while it stands.
KEPT = {"said": "said", "step": "step_id", "worker": "worker_id", "team": "team_id",
        "harm": "harm", "severity": "severity"}


@dataclass(slots=True)
class Refreshed:
    """What a refresh did: children looked at, findings that are new, and those put right."""

    children: int = 0
    found: int = 0
    gone: int = 0


def refresh(
    *, full: bool = False, advance: Callable[[int], object] = lambda count: None
) -> Refreshed:
    """Look again at the children who changed, and once a day at all: some rules wait for a day.

    From April until returns are due, for the year that has ended as well as for this one.
    Marks are taken before the record is read, so what changes meanwhile is looked at next time.
    """
    done, day = Refreshed(), today()
    marks = [take(kind, EVERYTHING, FOLLOWER) for kind in ("child", "person")]
    changed = frozenset[int]().union(*(each.subjects for each in marks))
    years = years_on(day)
    for authority in Authority.objects.order_by("pk"):
        whole = full or Looked.objects.filter(
            authority=authority, year__in=years, full_on=day).count() < len(years)
        ids = _everybody(authority, years) if whole else _theirs(authority, changed)
        _look(authority, years, ids, done, advance)
        for year in years:
            _note(authority, year, whole=whole)
    for each in marks:
        settle(each)
    return done


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start:start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _everybody(authority: Authority, years: Sequence[int]) -> list[int]:
    """Who could be in the return, and whoever something was found of."""
    known = Finding.objects.filter(authority=authority, year__in=years, gone_on=None)
    return sorted({
        *children_with(authority.pk, "referral", *GROUPS),
        *known.values_list("child_id", flat=True),
    })


def _theirs(authority: Authority, changed: Iterable[int]) -> list[int]:
    found: list[int] = []
    for some in _batches(sorted(changed)):
        lines = summary(set(some))
        found += [pk for pk in some if pk in lines and lines[pk].authority_id == authority.pk]
    return found


def _note(authority: Authority, year: int, *, whole: bool) -> None:
    """Say when the authority was looked at."""
    day = today()
    told: dict[str, object] = {"looked_at": now()}
    if whole:
        told |= {"full_on": day, "children": len(children_with(authority.pk, "referral"))}
    Looked.objects.update_or_create(
        authority=authority, year=year, defaults=told,
        create_defaults={"began_on": day, "full_on": day, "children": 0} | told,
    )


def _look(
    authority: Authority, years: Sequence[int], ids: Sequence[int], done: Refreshed,
    advance: Callable[[int], object],
) -> None:
    """Ask the rules of each year, of a record that is read once."""
    rules = {year: looking(year) for year in years}
    for some in _batches(ids):
        people, steps = census_people(some), steps_of(some, READ)
        for year in years:
            fresh = {
                (row.child_id, row.rule, row.place): row
                for child_id in some if child_id in people
                for row in _found(
                    authority, year, people[child_id], steps[child_id], rules[year])
            }
            _write(year, some, fresh, done)
        done.children += len(some)
        advance(len(some))


def _found(
    authority: Authority, year: int, person: CensusPerson, steps: Sequence[StandingStep],
    rules: Looking,
) -> Iterator[Finding]:
    child = rows_of(person, steps, rules.around)
    if child is None:
        return
    holder = _holder(steps)
    for each in rules.of(child):
        yield _row(authority, year, person.id, each, holder)


def _holder(steps: Sequence[StandingStep]) -> StandingStep | None:
    """The step by which a child is held now: the newest open one that somebody holds."""
    held = [step for step in steps if step.worker or step.team]
    return max(held, key=lambda s: (s.closed_on is None, s.opened_on, s.id), default=None)


def _row(
    authority: Authority, year: int, child_id: int, found: Found, holder: StandingStep | None
) -> Finding:
    step, rule = found.step, found.rule
    open_and_held = step is not None and step.closed_on is None and (step.worker or step.team)
    by = step if open_and_held else holder or step
    return Finding(
        authority=authority, child_id=child_id, year=year, rule=rule.code,
        severity=str(rule.severity), harm=weight(rule.module, str(rule.severity)),
        place=hashlib.blake2b(repr(found.place).encode(), digest_size=16).hexdigest(),
        said="\n".join(f"{name}\t{value}" for name, value in found.values),
        step_id=step.id if step is not None else None,
        worker_id=by.worker if by is not None else None,
        team_id=by.team if by is not None else None, found_on=today(),
    )


def _write(
    year: int, ids: Sequence[int], fresh: dict[Key, Finding], done: Refreshed
) -> None:
    """Put the differences on record; what is gone is kept with the day."""
    standing = Finding.objects.filter(child_id__in=ids, year=year, gone_on=None)
    known = {(row.child_id, row.rule, row.place): row for row in standing}
    new = [row for key, row in fresh.items() if key not in known]
    gone = [row.pk for key, row in known.items() if key not in fresh]
    moved = [row for key, row in known.items() if key in fresh and _moved(row, fresh[key])]
    with transaction.atomic():
        Finding.objects.bulk_create(new, ignore_conflicts=True)
        Finding.objects.bulk_update(moved, list(KEPT))
        Finding.objects.filter(pk__in=gone).update(gone_on=today())
    done.found += len(new)
    done.gone += len(gone)


def _moved(row: Finding, now_so: Finding) -> bool:
    """Take what a finding says now; whether any of it is otherwise than before."""
    before = [getattr(row, name) for name in KEPT.values()]
    for name in KEPT.values():
        setattr(row, name, getattr(now_so, name))
    return before != [getattr(row, name) for name in KEPT.values()]
