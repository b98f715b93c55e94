"""Records of two authorities that are said to be of the same person: neither becomes the other's.

A link is shown to those who may open both records, and to nobody else: that another authority
knows a child at all is theirs to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline.access.policy.scope import grounds_of
from sightline.people.matching.models import Comparison

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class SamePerson:
    """One link: the other record, its authority, and who said it, when and why."""

    other: Person
    authority: str
    by: str
    at: datetime
    reason: str


def same_persons(person: Person, reader: User) -> list[SamePerson]:
    """The records of other authorities that are of this person and that the reader may open."""
    rows = Comparison.objects.filter(
        Q(first=person) | Q(second=person), superseded_at__isnull=True,
        verdict=Comparison.Verdict.SAME,
    ).select_related("first__authority", "second__authority", "recorded_by")
    told = [(row, row.second if row.first_id == person.pk else row.first) for row in rows]
    abroad = [(row, other) for row, other in told if other.authority_id != person.authority_id]
    opened = grounds_of(reader, [other.pk for _, other in abroad])
    return [
        SamePerson(other, other.authority.name, str(row.recorded_by), row.recorded_at, row.reason)
        for row, other in abroad if other.pk in opened
    ]
