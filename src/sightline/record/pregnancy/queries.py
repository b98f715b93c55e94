"""What was told of a pregnancy, who the mother is, and which children of hers it may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.access.policy import visible_children
from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.people.relationships.models import Relationship
from sightline.record.pregnancy.models import Pregnancy

if TYPE_CHECKING:
    from sightline.record.spine.models import Step

#: A child of hers born so lately may be the one whom somebody wrote of before the birth.
LATELY = timedelta(days=120)
MOTHER = "mother"


def told_on(step: Step) -> Pregnancy | None:
    """What was last told of the pregnancy on a piece of work, or nothing."""
    return Pregnancy.objects.latest_for(step.pk)


#: What stands in the place of an answer that a telling leaves out, never a blank.
SILENT = "Not told"


def told_words(row: Pregnancy | None) -> list[tuple[str, str]]:
    """Every question about a pregnancy with what was told, or that it was not; none without any."""
    if row is None:
        return []
    columns = [f for f in row._meta.concrete_fields if f.name not in ("id", "event")]
    return [(str(column.verbose_name), _said(getattr(row, column.name))) for column in columns]


def _said(value: Any) -> str:
    if value in (None, ""):
        return SILENT
    return day(value) if isinstance(value, date) else str(value)


def has_mother(child_id: int) -> bool:
    """Whether the record says already who the child's mother is."""
    rows = Relationship.objects.standing().filter(person_id=child_id, kind=MOTHER)
    return rows.filter(until_on=None).exists()


def babies_of(user: Any, mother_ids: Iterable[int], *, besides: int) -> dict[int, list[Person]]:
    """Children of these mothers who are expected or were born lately, whom the user may open.

    By the mother's id. One child is left out: the one whose mother is being looked for.
    """
    rows = Relationship.objects.standing().filter(
        other_id__in=list(mother_ids), kind=MOTHER, until_on=None
    )
    young = Person.objects.filter(
        Q(born_on__gte=today() - LATELY) | Q(born_on=None, expected_on__isnull=False),
        pk__in=visible_children(user), died_on=None, pregnancy_ended_on=None,
    ).exclude(pk=besides)
    people = {person.pk: person for person in young.filter(pk__in=rows.values("person_id"))}
    found: dict[int, list[Person]] = defaultdict(list)
    for mother_id, child_id in rows.order_by("pk").values_list("other_id", "person_id"):
        if child_id in people:
            found[mother_id].append(people[child_id])
    return found
