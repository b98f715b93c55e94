"""Whom a restriction keeps out: everybody but the custodian and the readers named in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from sightline.access.policy.grounds import Barrier, register_barrier
from sightline.base import moments, worded
from sightline.people.persons.person import Person
from sightline.people.restriction.models import NamedReader, Restriction
from sightline.people.workforce.models import Worker


def readable(user: Any, now: datetime | None = None) -> QuerySet:
    """Person ids of the restricted and sealed records a user is custodian or named reader of.

    The user's number does, where a question is kept in words for whoever reads.
    """
    on, reader = (now or moments.now()).date(), getattr(user, "pk", user)
    standing = Restriction.objects.filter(until_on__isnull=True)
    named = NamedReader.objects.in_force(on).filter(user_id=reader).values("restriction_id")
    keeps = Worker.objects.in_force(on).filter(user_id=reader).values("pk")
    mine = standing.filter(Q(pk__in=named) | Q(custodian_id__in=keeps))
    return mine.values_list("person_id", flat=True)


def restricted_from(user: Any, now: datetime) -> QuerySet:
    """Person ids of the restricted records a user may not open without breaking the glass."""
    return _shut(Person.Restriction.RESTRICTED, user, now)


def sealed_from(user: Any, now: datetime) -> QuerySet:
    """Person ids of the sealed records, which to this user do not exist."""
    return _shut(Person.Restriction.SEALED, user, now)


def _shut(level: str, user: Any, now: datetime) -> QuerySet:
    kept = Person.objects.order_by().filter(restriction=level)
    # said twice, so that the index of those that are kept is used
    kept = kept.exclude(restriction=Person.Restriction.NONE)
    return kept.exclude(pk__in=readable(user, now)).values_list("pk", flat=True)


def custodian(person_id: int) -> str:
    """Whom to ask about a restricted record; nobody is named for a sealed one."""
    rows = Restriction.objects.filter(
        until_on__isnull=True, person_id=person_id, level=Restriction.Level.RESTRICTED
    )
    return rows.values_list("custodian__name", flat=True).first() or ""


def declare() -> None:
    """Put the two barriers in the register."""
    register_barrier(
        Barrier("restricted", "This record is restricted", restricted_from, True, custodian)
    )
    register_barrier(Barrier("sealed", "There is no such child", sealed_from))


def split(user: Any, person_ids: Iterable[int]) -> tuple[set[int], dict[int, str]]:
    """(ids a user may see, {restricted id: custodian}) of these people; sealed ones in neither."""
    wanted = set(person_ids)
    kept = Person.objects.filter(pk__in=wanted).exclude(restriction=Person.Restriction.NONE)
    levels = dict(kept.exclude(pk__in=readable(user)).values_list("pk", "restriction"))
    told = [pk for pk, level in levels.items() if level == Person.Restriction.RESTRICTED]
    return wanted - set(levels), custodians(told)


def hidden(user: Any, person_ids: Iterable[int]) -> set[int]:
    """Which of these people's records are restricted or sealed from a user; one query."""
    lists = [[user.pk], list(set(person_ids))]
    return set(worded.found("hidden", lists, _hidden, moments.now()))


def _hidden(reader: Sequence[int], person_ids: Sequence[int]) -> QuerySet:
    kept = Person.objects.filter(pk__in=person_ids).exclude(restriction=Person.Restriction.NONE)
    return kept.exclude(pk__in=readable(reader[0])).order_by().values_list("pk", flat=True)


def custodians(person_ids: Iterable[int]) -> dict[int, str]:
    """The name of the custodian of each restricted record."""
    rows = Restriction.objects.filter(until_on__isnull=True, person_id__in=list(person_ids))
    return dict(rows.values_list("person_id", "custodian__name"))
