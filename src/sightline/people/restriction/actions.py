"""Restricting or sealing a record, naming its readers, and lifting the restriction."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.base import moments
from sightline.people import trail
from sightline.people.persons.given import FactRefused
from sightline.people.persons.person import Person
from sightline.people.restriction.models import NamedReader, Restriction
from sightline.people.workforce.models import Worker

if TYPE_CHECKING:
    from sightline.access.users.models import User


@transaction.atomic
def restrict(
    *,
    person: Person,
    level: str,
    reason: str,
    custodian: Worker,
    by: "User",
    on: date,
    readers: Iterable["User"] = (),
) -> Restriction:
    """Keep a record from staff from today; a restriction already there is lifted first."""
    if level not in Restriction.Level.values:
        raise FactRefused(f"{level!r} is no level. Choose restricted or sealed.")
    standing = Restriction.objects.filter(person=person, until_on__isnull=True).first()
    if standing is not None:
        _lift(standing, by=by, on=max(on, standing.since_on), reason=f"now {level}")
    row = Restriction.objects.create(
        person=person,
        level=level,
        reason=reason,
        custodian=custodian,
        since_on=on,
        recorded_by=by,
    )
    for user in readers:
        name_reader(restriction=row, user=user, by=by, on=on)
    _show(person, level)
    _noted(row, "restriction.placed", by)
    return row


@transaction.atomic
def lift_restriction(*, restriction: Restriction, by: "User", on: date, reason: str) -> None:
    """The record is open again to those with grounds."""
    if not reason.strip():
        raise FactRefused("Say why the restriction is lifted: it is kept with the record.")
    _lift(restriction, by=by, on=on, reason=reason)
    _show(restriction.person, Person.Restriction.NONE.value)
    _noted(restriction, "restriction.lifted", by)


@transaction.atomic
def name_reader(
    *, restriction: Restriction, user: "User", by: "User", on: date, until: date | None = None
) -> NamedReader:
    """Somebody may read the record, from a day and until a day where one is set."""
    row = NamedReader.objects.create(
        restriction=restriction, user=user, since_on=on, until_on=until, recorded_by=by
    )
    _noted(restriction, "restriction.reader_named", by)
    return row


@transaction.atomic
def end_reader(*, reader: NamedReader, by: "User", on: date) -> NamedReader:
    """Somebody may no longer read the record from a day."""
    reader.until_on = max(on, reader.since_on)
    reader.save(update_fields=["until_on"])
    _noted(reader.restriction, "restriction.reader_ended", by)
    return reader


@transaction.atomic
def change_custodian(
    *, restriction: Restriction, custodian: Worker, by: "User", on: date
) -> Restriction:
    """Another worker answers for the restricted record from a day."""
    readers = NamedReader.objects.in_force(on).filter(restriction=restriction)
    return restrict(
        person=restriction.person,
        level=restriction.level,
        reason=restriction.reason,
        custodian=custodian,
        by=by,
        on=on,
        readers=[reader.user for reader in readers.select_related("user")],
    )


def _lift(restriction: Restriction, *, by: "User", on: date, reason: str) -> None:
    restriction.until_on, restriction.lifted_at, restriction.lifted_by = on, moments.now(), by
    restriction.lifted_because = reason
    restriction.save(update_fields=["until_on", "lifted_at", "lifted_by", "lifted_because"])


def _show(person: Person, level: str) -> None:
    person.restriction = level
    person.save(update_fields=["restriction"])


def _noted(row: Restriction, action: str, by: "User") -> None:
    trail.person_changed(
        row.person_id,
        by=by,
        action=action,
        authority_id=row.person.authority_id,
        what={"level": row.level, "row": row.pk},
    )
