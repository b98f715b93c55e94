"""What a merge does where a record is restricted: the stricter of the two holds, and is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from sightline import law
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.people.restriction.actions import lift_restriction, name_reader, restrict
from sightline.people.restriction.models import NamedReader, Restriction
from sightline.record.merging.actions.moving import Change, move, text
from sightline.record.spine.models import Repointed
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.matching.models import MergedInto
    from sightline.people.workforce.models import Worker

UNTIL_PLACED = "What was recorded while two records were merged is not all placed yet"
LABEL, READERS = Restriction._meta.label_lower, NamedReader._meta.label_lower


def standing(person: Person) -> Restriction | None:
    """The restriction in force on a record."""
    rows = Restriction.objects.filter(person=person, until_on__isnull=True)
    return rows.select_related("custodian__user").first()


def keep(*, person: Person, other: Person, merge: MergedInto, by: User) -> list[Worker]:
    """Let the stricter restriction of the two hold what is now one; returns their keepers."""
    mine, theirs = standing(person), standing(other)
    keepers = [one.custodian for one in (mine, theirs) if one is not None]
    if theirs is None:
        return keepers
    if mine is None:
        moved = Change(LABEL, theirs.pk, "person_id", text(other.pk), text(person.pk))
        move(changes=[moved], merge=merge, why=Repointed.Why.MERGED, by=by)
    else:
        _both(mine, theirs, merge, by)
    show(person)
    return keepers


def _both(mine: Restriction, theirs: Restriction, merge: MergedInto, by: User) -> None:
    """Only those who might read both go on reading; the other keeper may read as well."""
    day, changes = today(), []
    if theirs.level == Restriction.Level.SEALED and mine.level != theirs.level:
        changes.append(Change(LABEL, mine.pk, "level", mine.level, theirs.level))
    let_in = set(NamedReader.objects.in_force(day).filter(restriction=theirs)
                 .values_list("user_id", flat=True)) | {theirs.custodian.user_id}
    for reader in NamedReader.objects.in_force(day).filter(restriction=mine):
        if reader.user_id not in let_in:
            changes.append(Change(READERS, reader.pk, "until_on", text(reader.until_on), text(day)))
    move(changes=changes, merge=merge, why=Repointed.Why.MERGED, by=by)
    user = theirs.custodian.user
    if user is not None and user.pk != mine.custodian.user_id:
        named = name_reader(restriction=mine, user=user, by=by, on=day)
        ends = Change(READERS, named.pk, "until_on", text(day), "")
        Repointed.objects.create(
            merge=merge, why=Repointed.Why.MERGED, table=ends.table, row=ends.row,
            column=ends.column, was=ends.was, became=ends.becomes, recorded_at=named.recorded_at,
            recorded_by=by,
        )


def show(person: Person) -> None:
    """Bring the level that lists read in line with the restriction in force."""
    held = standing(person)
    level = held.level if held is not None else Person.Restriction.NONE.value
    Person.objects.filter(pk=person.pk).update(restriction=level)


def hold_until_placed(*, person: Person, was: Restriction | None, by: User) -> None:
    """Keep a record as restricted as it was while merged, until everything has its place."""
    if was is not None and standing(person) is None:
        restrict(
            person=person, level=was.level, reason=UNTIL_PLACED, custodian=was.custodian, by=by,
            on=today(),
        )


def let_go_once_placed(*, person: Person, by: User) -> None:
    """Lift the restriction that only waited for things to be placed."""
    held = standing(person)
    if held is not None and held.reason == UNTIL_PLACED:
        lift_restriction(
            restriction=held, by=by, on=today(), reason="everything has its place again"
        )


def tell_keepers(
    *, keepers: Iterable[Worker], merge: MergedInto, by: User, parted: bool = False
) -> None:
    """Give the keeper of each restricted record a task to look at what was done."""
    day = today()
    due_on = law.calendar().next_working(day + timedelta(days=1))
    double = merge.person.ref or merge.person_id
    did = f"parted record {double} from this one" if parted else (
        f"merged record {double} into this one"
    )
    for keeper in {one.pk: one for one in keepers}.values():
        tasks.give(
            text=f"{by.display_name} {did}. You keep a restricted record of the two: look at what "
            "stands where, and at who may now read it.",
            owner_worker=keeper, due_on=due_on, by=by, on=day, child=merge.into,
            source=TaskSource.MATCH,
        )
