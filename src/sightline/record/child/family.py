"""Who belongs to a child: everybody related, and each sister and brother a reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from sightline.access.policy import scope
from sightline.base import worded
from sightline.people.persons.models import Person
from sightline.people.persons.summary import line_of
from sightline.people.relationships.kinds import KINDS, PARENTS, SIBLINGS
from sightline.people.relationships.models import Relationship

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family in words, and whether this reader may open their record.

    `through`: the parents through whom alone the record knows them, if nothing else says so.
    """

    person: Person
    words: str
    sibling: bool = False
    seen: bool = False
    until_on: object = None
    through: frozenset[int] = frozenset()

    @property
    def age(self) -> str:
        """The age today, or when a birth is expected."""
        return line_of(self.person).age


@dataclass
class Family:
    """Everybody related to a child whom this reader may know of.

    A restricted or sealed person is here only for those who may open their record, and whoever is
    met only through such a parent neither.
    """

    relatives: list[Relative] = field(default_factory=list)

    @property
    def siblings(self) -> list[Relative]:
        """Sisters and brothers whose records the reader may open, the eldest first."""
        mine = [one for one in self.relatives if one.sibling and one.seen]
        return sorted(mine, key=lambda one: (one.person.born_on is None, str(one.person.born_on)))

    @property
    def seen(self) -> set[int]:
        """Ids of those whose records the reader may open."""
        return {one.person.pk for one in self.relatives if one.seen}


def family_of(child: Person, reader: User) -> Family:
    """A child's family as this reader may see it; two queries."""
    found: dict[int, Relative] = {}
    rows = [row for row in worded.found("family", [[child.pk]], _rows)
            if row.person_id != row.other_id]
    parents = {r.other_id for r in rows if r.person_id == child.pk and r.kind in PARENTS}
    for row in rows:
        if row.person_id == child.pk:
            told = (row.other, KINDS[row.kind].label, row.kind in SIBLINGS, 0)
        elif row.other_id == child.pk:
            words = KINDS[row.kind].label_back(row.person.sex)
            told = (row.person, words, row.kind in SIBLINGS, 0)
        elif row.other_id in parents:
            told = (row.person, "Brother or sister", True, row.other_id)
        else:
            continue
        person, words, sibling, parent = told
        before = found.get(person.pk)
        through = frozenset({parent} if parent else ())
        if before is not None:
            # told of directly, or through a second parent
            alone = before.through and through
            through = before.through | through if alone else frozenset()
        if before is None or (sibling and not before.sibling):
            found[person.pk] = Relative(person, words, sibling, until_on=row.until_on,
                                        through=through)
        else:
            found[person.pk] = replace(before, through=through)
    return _as_seen(list(found.values()), reader)


def _rows(child: Sequence[int]) -> QuerySet[Relationship]:
    """The child's own relationships, and those of the children of the same parents."""
    standing = Relationship.objects.standing()
    parents = standing.filter(person_id=child[0], kind__in=PARENTS).values("other_id")
    # each by its own index: given one condition with "or", PostgreSQL reads every relationship
    each = (
        Q(person_id=child[0]), Q(other_id=child[0]), Q(other_id__in=parents, kind__in=PARENTS),
    )
    first, *others = (standing.filter(one).order_by().values("pk") for one in each)
    rows = standing.filter(pk__in=first.union(*others, all=True))
    return rows.select_related("person", "other").order_by("id")


def _as_seen(relatives: list[Relative], reader: User) -> Family:
    seen = scope.open_among(reader, [one.person.pk for one in relatives])
    known = [one for one in relatives if not one.person.restriction or one.person.pk in seen]
    told = {one.person.pk for one in known}
    return Family([
        replace(one, seen=one.person.pk in seen)
        for one in known
        # whoever is found only through somebody kept from the reader would tell of them
        if not one.through or one.through & told
    ])
