"""Deciding that two records are one person, or that they are not."""

from typing import TYPE_CHECKING

from django.db import transaction

from sightline.base import moments
from sightline.people import trail
from sightline.people.matching.models import Comparison
from sightline.people.persons.given import FactRefused
from sightline.people.persons.person import Person

if TYPE_CHECKING:
    from sightline.access.users.models import User


@transaction.atomic
def compare(*, person: Person, other: Person, verdict: str, reason: str, by: "User") -> Comparison:
    """What was decided of two records, with the reason; an earlier decision is superseded."""
    if not reason.strip():
        raise FactRefused("Say why: the next person to see both records needs to know.")
    if person.pk == other.pk:
        raise FactRefused("These are one record already.")
    first, second = sorted((person, other), key=lambda one: one.pk)
    standing = Comparison.objects.filter(first=first, second=second, superseded_at__isnull=True)
    standing.update(superseded_at=moments.now(), superseded_by=by)
    row = Comparison.objects.create(
        first=first, second=second, verdict=verdict, reason=reason, recorded_by=by
    )
    for one in (first, second):
        trail.person_changed(
            one.pk,
            by=by,
            action="person.compared",
            authority_id=one.authority_id,
            what={"row": row.pk, "verdict": verdict},
            reason=reason,
        )
    return row
