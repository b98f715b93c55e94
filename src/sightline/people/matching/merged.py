"""Records that were merged: they open for nobody, and lead to the record they are now part of."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sightline.access.policy.grounds import Barrier, register_barrier
from sightline.people.matching.models import MergedInto
from sightline.people.persons.person import Person

#: A record that leads may itself be merged later; nobody merges more often than this.
LONGEST = 20


def leads_to(person_id: int) -> int | None:
    """The record that a merged one is now part of, along every merge that stands."""
    found, here = None, person_id
    for _ in range(LONGEST):
        standing = MergedInto.objects.filter(person_id=here, parted_at__isnull=True)
        after = standing.values_list("into_id", flat=True).first()
        if after is None:
            break
        found = here = after
    return found


def merged_records(user: Any, now: datetime) -> QuerySet:
    """Person ids of the records that another leads; nobody opens them."""
    merged = Person.objects.order_by().filter(restriction=Person.MERGED)
    # said twice, so that the index of what is restricted or merged is used
    return merged.exclude(restriction=Person.Restriction.NONE).values_list("pk", flat=True)


def merges_of(person_id: int) -> list[MergedInto]:
    """Every merge into a record, the newest first, parted ones with them."""
    rows = MergedInto.objects.filter(into_id=person_id)
    named = rows.select_related("person", "recorded_by", "parted_by")
    return list(named.order_by("-recorded_at", "-pk"))


def declare() -> None:
    """Put the barrier in the register, with where it leads."""
    title = "There is no such child"
    register_barrier(Barrier("merged", title, merged_records, leads=leads_to))
