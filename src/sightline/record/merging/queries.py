"""Two records side by side, what still differs after a merge, and what waits to be placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.kernel.register import processes
from sightline.law.codes import code_set
from sightline.people.matching.models import Comparison, MergedInto
from sightline.people.persons.absence import shown
from sightline.people.persons.models import Ethnicity, Identifier, Life, Person, Sex, SexCode
from sightline.people.persons.summary import line_of
from sightline.people.restriction.barrier import split
from sightline.record.merging.models import Unplaced
from sightline.record.merging.pointers import table
from sightline.record.merging.staying import SINGLE
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task


def side_by_side(person: Person, other: Person) -> list[tuple[str, str, str]]:
    """What each record says, line by line, for whoever decides whether they are one."""
    ids = [person.pk, other.pk]
    work: dict[int, list[str]] = defaultdict(list)
    for step in Step.objects.open().filter(child_id__in=ids).select_related("owner_worker"):
        held = f" ({step.owner_worker.name})" if step.owner_worker is not None else ""
        work[step.child_id or 0].append(f"{processes[step.process].title}{held}")
    rows = Event.objects.standing().filter(child_id__in=ids).values("child_id").order_by()
    rows = rows.annotate(many=Count("pk"), last=Max("happened_on"))
    told = {row["child_id"]: row for row in rows}
    numbers: dict[int, list[str]] = defaultdict(list)
    for number in Identifier.objects.standing().filter(person_id__in=ids).exclude(value=""):
        numbers[number.person_id].append(f"{number.get_scheme_display()} {number.value}")
    found = []
    for one in (person, other):
        line, events = line_of(one), told.get(one.pk)
        found.append({
            "Name": line.display_name, "Born": f"{line.birth}, {line.age}", "Sex": line.sex_words,
            "Numbers": "; ".join(numbers[one.pk]) or "None",
            "Open work": "; ".join(work[one.pk]) or "Nothing is open",
            "Things recorded": str(events["many"] if events else 0),
            "Last thing happened on": day(events["last"]) if events else "Nothing yet",
            "Record made on": day(one.recorded_at.date()),
            "Restriction": str(one.get_restriction_display()),
        })
    mine, theirs = found
    return [(label, mine[label], theirs[label]) for label in mine]


def said_apart(person: Person, other: Person) -> Comparison | None:
    """That somebody has said of these two records that they are of different people."""
    pair = Q(first=person, second=other) | Q(first=other, second=person)
    said = Comparison.objects.filter(pair, superseded_at__isnull=True, verdict="different")
    return said.select_related("recorded_by").first()


@dataclass(frozen=True, slots=True)
class Trail:
    """One merge into a record: the double as the reader may see it, and what became of it."""

    merge: MergedInto
    name: str
    moved: int
    waiting: int
    differs: list[str]


def trail(user: Any, person: Person, merges: Sequence[MergedInto]) -> list[Trail]:
    """Every merge into a record; a parted double that is kept from the reader is left out."""
    parted = [one.person_id for one in merges if one.parted_at is not None]
    seen, _ = split(user, parted)
    keys = [one.pk for one in merges]
    moved = dict(
        MergedInto.objects.filter(pk__in=keys).annotate(
            many=Count("moves", filter=Q(moves__why="merged"))
        ).values_list("pk", "many")
    )
    rows = Unplaced.objects.filter(merge__in=keys, decision="").values("merge").order_by()
    waiting = {row["merge"]: row["many"] for row in rows.annotate(many=Count("pk"))}
    differs = _differing(person, [one.person_id for one in merges if one.parted_at is None])
    return [
        Trail(one, one.person.display_name, moved[one.pk], waiting.get(one.pk, 0),
              differs[one.person_id])
        for one in merges if one.parted_at is None or one.person_id in seen
    ]


def _differing(person: Person, doubles: Sequence[int]) -> dict[int, list[str]]:
    """What a double says otherwise of which only one may be so, in words."""
    found: dict[int, list[str]] = defaultdict(list)
    if not doubles:
        return found
    for life in Life.objects.standing().filter(person_id__in=doubles):
        if (life.born_on, life.expected_on) != (person.born_on, person.expected_on):
            what = "Born" if life.born_on else "Expected"
            found[life.person_id].append(f"{what} {day(life.born_on or life.expected_on)}")
    for model in SINGLE:
        rows = model.objects.standing().in_force(today())
        said: dict[int, str] = {}
        for row in rows.filter(person_id__in=[person.pk, *doubles]).order_by("pk"):
            said[row.person_id] = _words(row)
        for key in doubles:
            if key in said and said[key] != said.get(person.pk):
                found[key].append(f"{str(model._meta.verbose_name).capitalize()}: {said[key]}")
    return found


def _words(row: Any) -> str:
    if isinstance(row, Sex):
        return shown(str(SexCode(row.code).label) if row.code else "", row.absence)
    if isinstance(row, Ethnicity):
        return shown(code_set("ethnicity").label(row.code) if row.code else "", row.absence)
    return shown(row.words, row.absence)


def things(merge: MergedInto) -> list[tuple[int, str]]:
    """What waits to be placed, in words, oldest first."""
    waiting = list(Unplaced.objects.filter(merge=merge, decision="").order_by("pk"))
    by_table: dict[str, list[int]] = defaultdict(list)
    for one in waiting:
        by_table[one.table].append(one.row)
    held = {label: table(label)._base_manager.in_bulk(keys) for label, keys in by_table.items()}
    return [
        (one.pk, said(held[one.table][one.row])) for one in waiting if one.row in held[one.table]
    ]


def said(row: Any) -> str:
    """One thing that was recorded, in words enough to say whose it is."""
    if isinstance(row, Step):
        return f"{processes[row.process].title}, begun {day(row.opened_on)}, with all that is on it"
    if isinstance(row, Event):
        return f"{processes.event(row.kind)[1].title}, {day(row.happened_on)}"
    if isinstance(row, Task):
        return f"Task: {row.text}"
    what = str(row._meta.verbose_name).capitalize()
    words = next(
        (str(text) for name in ("words", "value", "lines", "detail", "code", "page", "name")
         if (text := getattr(row, name, ""))),
        "" if str(row).startswith(f"{type(row).__name__} object") else str(row),
    )
    return f"{what}: {words}" if words else what
