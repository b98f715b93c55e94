"""Whom a searcher may find: unrestricted people of their authorities, and records named to them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from sightline.people.persons.person import Person
from sightline.people.restriction.barrier import readable

FIND = "person.find"
#: Restricted and sealed; who was merged into another record is neither.
KEPT = (Person.Restriction.RESTRICTED, Person.Restriction.SEALED)


@dataclass(frozen=True, slots=True)
class Scope:
    """The people one searcher may find, as a filter and as SQL; applied before any limit."""

    authority_ids: tuple[int, ...]
    readable_ids: tuple[int, ...]

    def q(self, prefix: str = "") -> Q:
        """As a filter on persons."""
        open_to_all = Q(**{f"{prefix}restriction": Person.Restriction.NONE})
        named = Q(**{f"{prefix}id__in": self.readable_ids})
        return Q(**{f"{prefix}authority_id__in": self.authority_ids}) & (open_to_all | named)

    def kept_q(self, prefix: str = "") -> Q:
        """The restricted and sealed people of the same authorities whom they may not see."""
        here = Q(**{f"{prefix}authority_id__in": self.authority_ids})
        open_to_all = Q(**{f"{prefix}restriction": Person.Restriction.NONE})
        # said by name and not only by what they are not, so that the index of the few is used
        kept = Q(**{f"{prefix}restriction__in": KEPT})
        return here & kept & ~open_to_all & ~Q(**{f"{prefix}id__in": self.readable_ids})

    def sql(self) -> tuple[str, list[int]]:
        """As SQL on `persons_person p`; numbers only, passed as parameters."""
        here = ", ".join(["%s"] * len(self.authority_ids)) or "NULL"
        named = ", ".join(["%s"] * len(self.readable_ids)) or "NULL"
        text = f"p.authority_id IN ({here}) AND (p.restriction = '' OR p.id IN ({named}))"
        return text, [*self.authority_ids, *self.readable_ids]


def scope_of(user: Any, authority_id: int | None = None) -> Scope:
    """The scope of a searcher in every authority where they may find people, or in one of them."""
    reach = user.authority_ids(permission=FIND)
    if authority_id is not None:
        reach = reach & {authority_id}
    return Scope(tuple(sorted(reach)), tuple(readable(user)))
