"""Children whom the record does not know yet: written many at once from what a file says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.access.audit.actions import Changed, changes
from sightline.kernel.register import processes
from sightline.people.persons.bulk import IdentifierGiven, NewPerson, create_people
from sightline.record.census_facts.carriers import rows
from sightline.record.spine.bulk import Begun, Happened, History, write
from sightline.record.spine.lifecycle import life
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.models import ImportedChild, ImportedElement
from sightline.returns.cin_census.source import label
from sightline.returns.cin_census.told import ChildTold, PersonTold, Said

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.returns.cin_census.models import ImportFile

PLACED = "/placed"
WHY_PLACED = "Came in a census file; a manager has to name a worker"


def write_new(
    children: Sequence[ChildTold], *, file: ImportFile, by: User, day: date
) -> None:
    """Make the people and everything that happened to them, inside the caller's transaction."""
    if not children:
        return
    people = create_people(
        [new_person(child, file) for child in children], authority=file.authority, by=by, on=day,
        listeners=False,
    )
    written: list[tuple[ChildTold, int, History, dict[str, Happened]]] = []
    for child, person_id in zip(children, people, strict=True):
        history, said = history_of(child, person_id, file, day)
        written.append((child, person_id, history, said))
    file.events += write([history for *_, history, _ in written], by=by, size=len(written))
    file.new += len(children)
    held = ImportedChild.objects.bulk_create([
        ImportedChild(
            authority_id=file.authority_id, local_id=child.local_id, person_id=person_id,
            file=file, year=file.year, person_told=person_lines(child.person),
            fingerprint=child.fingerprint,
        )
        for child, person_id, _, _ in written
    ])
    ImportedElement.objects.bulk_create([
        ImportedElement(
            child=row, key=key, fingerprint=_fingerprint(child, key), year=file.year,
            event=happened.row,
        )
        for row, (child, _, _, said) in zip(held, written, strict=True)
        for key, happened in said.items()
    ], batch_size=500)
    changes(user=by, authority_id=file.authority_id, rows=[
        Changed("imported", "child", person_id, person_id,
                payload={"file": file.pk, "events": len(history.happened)})
        for _, person_id, history, _ in written
    ])


def _fingerprint(child: ChildTold, key: str) -> str:
    return next((said.fingerprint for said in child.said if said.key == key), "")


def new_person(child: ChildTold, file: ImportFile) -> NewPerson:
    """Who the child is, with the reason for each thing that the file does not say."""
    person = child.person
    numbers = [IdentifierGiven("la_child_id", child.local_id)]
    if person.upn:
        numbers.append(IdentifierGiven("upn", person.upn))
    elif person.upn_unknown:
        numbers.append(IdentifierGiven.upn_unknown(person.upn_unknown))
    if person.former_upn:
        numbers.append(IdentifierGiven("former_upn", person.former_upn))
    return NewPerson(
        born_on=person.born_on, expected_on=person.expected_on, died_on=person.died_on,
        sex=person.sex, sex_absence="" if person.sex else "source_cannot_say",
        gender=person.gender, ethnicity=person.ethnicity,
        ethnicity_absence="" if person.ethnicity else "not_known",
        disabilities=person.disabilities,
        disability_absence="" if person.disabilities else "not_known",
        identifiers=tuple(numbers), source=label(layout.year_words(file.year)),
    )


def person_lines(person: PersonTold) -> str:
    """Who a file says a child is, one line a fact, to be compared with the next file."""
    told = asdict(person)
    return "\n".join(f"{name}={_text(told[name])}" for name in sorted(told))


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ",".join(value)
    return "" if value is None else str(value)


def history_of(
    child: ChildTold, person_id: int, file: ImportFile, day: date
) -> tuple[History, dict[str, Happened]]:
    """A child's history as the spine takes it, and which happening answers to which key."""
    history = History(
        child_id=person_id, authority_id=file.authority_id, authority=file.authority.code,
        source=label(layout.year_words(file.year)),
    )
    begun = _begun(child)
    history.begun = list(begun.values())
    said: dict[str, Happened] = {}
    for one in child.in_order():
        happened = Happened(
            one.kind, one.on, outcome=one.outcome, for_on=one.for_on,
            facts=rows(one.kind, one.values), step=begun[one.step] if one.step else None,
        )
        history.happened.append(happened)
        said[one.key] = happened
    for key in open_journeys(child):
        placed = Happened(
            "allocation.placed", day, step=begun[key],
            facts=rows("allocation.placed", {"team_id": file.team_id, "why_placed": WHY_PLACED}),
        )
        history.happened.append(placed)
        said[f"{key}{PLACED}"] = placed
    file.placed += bool(open_journeys(child))
    return history, said


def _begun(child: ChildTold) -> dict[str, Begun]:
    found: dict[str, Begun] = {}
    for key, step in child.steps.items():
        found[key] = Begun(step.process)
    for key, step in child.steps.items():
        if step.led_from:
            found[key].led_from = found[step.led_from]
    return found


def open_journeys(child: ChildTold) -> list[str]:
    """The first open step of each journey in which something is still open."""
    happenings: dict[str, list[Said]] = defaultdict(list)
    for one in child.in_order():
        happenings[one.step].append(one)
    found: dict[str, str] = {}
    for key, step in child.steps.items():
        lived = life(processes[step.process], _plain(happenings[key]))
        if lived.opened_on is not None and lived.closed_on is None:
            found.setdefault("/".join(key.split("/")[:2]), key)
    return list(found.values())


def _plain(said: Iterable[Said]) -> Iterable[tuple[str, str, date]]:
    return ((one.kind, one.outcome, one.on) for one in said)
