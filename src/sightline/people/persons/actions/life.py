"""The course of a life: a pregnancy, a birth on the same record, a death, and their correction."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.people.persons.absence import Absence
from sightline.people.persons.actions.facts import noted, record_sex, rename
from sightline.people.persons.actions.writing import ended, replaced, supersede
from sightline.people.persons.facts import Name
from sightline.people.persons.given import FactRefused, NameGiven
from sightline.people.persons.milestones import (
    BORN,
    DIED,
    EXPECTED,
    PREGNANCY_ENDED,
    WITHDRAWN,
    Milestone,
    announce,
)
from sightline.people.persons.person import Life, Person, Precision

if TYPE_CHECKING:
    from sightline.access.users.models import User

COLUMNS = {
    EXPECTED: "expected_on",
    BORN: "born_on",
    PREGNANCY_ENDED: "pregnancy_ended_on",
    DIED: "died_on",
}


@transaction.atomic
def expect(*, person: Person, by: "User", on: date, expected_on: date) -> Life:
    """A new expected date of birth, given on a day; the old one is kept as it was known."""
    fresh = _lived(person, by, "a new expected date was given", expected_on=expected_on)
    announce([Milestone(person.pk, EXPECTED, on, for_on=expected_on)], by)
    return fresh


@transaction.atomic
def register_birth(
    *,
    person: Person,
    by: "User",
    on: date,
    name: NameGiven | None = None,
    sex: str = "",
    precision: str = Precision.EXACT.value,
) -> Life:
    """The unborn child is born: the same person, the same chronology, now with a date of birth."""
    fresh = _lived(person, by, "born", born_on=on, born_precision=precision, absence="")
    if name is not None:
        _end_unborn_names(person, by, on)
        rename(person=person, by=by, on=on, given=name.given, family=name.family, kind=name.kind)
    if sex:
        record_sex(person=person, by=by, on=on, code=sex)
    announce([Milestone(person.pk, BORN, on, for_on=fresh.expected_on)], by)
    return fresh


@transaction.atomic
def end_pregnancy(*, person: Person, by: "User", on: date, reason: str = "") -> Life:
    """The pregnancy ended without a birth; every clock and letter ends with it."""
    fresh = _lived(person, by, "the pregnancy ended", pregnancy_ended_on=on)
    announce([Milestone(person.pk, PREGNANCY_ENDED, on, reason=reason)], by)
    return fresh


@transaction.atomic
def record_death(*, person: Person, by: "User", on: date, reason: str = "") -> Life:
    """The person died; every clock and letter ends with it."""
    fresh = _lived(person, by, "died", died_on=on)
    announce([Milestone(person.pk, DIED, on, reason=reason)], by)
    return fresh


@transaction.atomic
def correct_life(*, person: Person, by: "User", reason: str, changes: Mapping[str, Any]) -> Life:
    """A date of life that was written wrongly, written right, and the floors above told of both."""
    if not reason.strip():
        raise FactRefused("Say why: a correction is kept with its reason.")
    before = Life.objects.standing().get(person=person)
    fresh = _lived(person, by, reason, **changes)
    told: list[Milestone] = []
    for kind, column in COLUMNS.items():
        was, now = getattr(before, column), getattr(fresh, column)
        if was == now:
            continue
        if was is not None:
            told.append(Milestone(person.pk, WITHDRAWN, was, what=kind, reason=reason))
        if now is not None:
            told.append(_told_again(person.pk, kind, now, was, reason))
    announce(told, by)
    return fresh


def _told_again(person_id: int, kind: str, now: date, was: date | None, reason: str) -> Milestone:
    if kind == EXPECTED:
        # an expected date says nothing of the day it was given; the day it replaces stands in
        return Milestone(person_id, kind, was or now, for_on=now, reason=reason)
    return Milestone(person_id, kind, now, reason=reason)


def _lived(person: Person, by: "User", because: str, **changes: Any) -> Life:
    standing = Life.objects.select_for_update().standing().get(person=person)
    dated = any(
        changes.get(column, getattr(standing, column)) for column in ("born_on", "expected_on")
    )
    if not dated:
        changes.setdefault("absence", standing.absence or Absence.NOT_KNOWN.value)
    elif "absence" not in changes:
        changes["absence"] = ""
    fresh: Life = replaced(row=standing, by=by, because=because, **changes)
    what = {key: str(value) for key, value in changes.items() if value}
    noted(person, "person.life_recorded", by, what, because)
    return fresh


def _end_unborn_names(person: Person, by: "User", on: date) -> None:
    """A name such as "Baby of Ama" was borne until the birth."""
    held = Name.objects.standing().filter(person=person, kind=Name.Kind.KNOWN)
    for name in held.filter(until_on__isnull=True):
        if name.since_on is not None and name.since_on >= on:
            supersede(row=name, by=by, because="named at birth")
        else:
            ended(row=name, by=by, on=on)
