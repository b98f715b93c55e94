"""Whom a document can be made for: those near the child, a professional, whoever told us."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sightline.base.documents import Recipient
from sightline.base.forms.reading import key as number
from sightline.base.moments import today
from sightline.people.persons.models import Address, Person
from sightline.people.persons.summary import IdentityLine, summary
from sightline.people.persons.words import ADULT, age_on
from sightline.people.relationships.kinds import PARENTS
from sightline.people.relationships.lookups import (
    Relation,
    relations,
    responsibilities,
    sibling_group,
)
from sightline.people.restriction.barrier import split
from sightline.record.documents.models import ForWhom
from sightline.record.meetings.models import Agency

if TYPE_CHECKING:
    from sightline.access.users.models import User

CARERS = frozenset({"carer", "foster_carer", "guardian"})
FAMILY = frozenset({ForWhom.CHILD, ForWhom.PARENT, ForWhom.CARER, ForWhom.RELATIVE})
#: Agencies that somebody can be written to at; family and the child are chosen by name.
AGENCIES = [(a.value, a.label) for a in Agency if a not in (Agency.FAMILY, Agency.CHILD)]


@dataclass(frozen=True)
class To:
    """One recipient of one child's document."""

    key: str
    kind: str
    name: str
    role: str = ""
    person_id: int | None = None
    agency: str = ""

    @property
    def family(self) -> bool:
        """Whether it is somebody of the child's own life, and not of an agency."""
        return self.kind in FAMILY

    def printed(self, lines: list[str]) -> Recipient:
        """The recipient as the document names them."""
        return Recipient(self.name, self.role, lines)


@dataclass
class Circle:
    """Those near a child whom a reader may know of, with who is responsible for the child."""

    child: Person
    near: list[Relation]
    responsible: list[str] = field(default_factory=list)
    responsible_ids: set[int] = field(default_factory=set)
    #: the identity lines of everybody related to the child, known to this reader or not
    related: list[IdentityLine] = field(default_factory=list)
    reader: User | None = None
    #: those responsible for the child in law whom no relationship joins to them
    holders: list[IdentityLine] = field(default_factory=list)

    @cached_property
    def told(self) -> set[int]:
        """Those of all these people whom the reader may know of."""
        if self.reader is None:
            return set()
        known = split(self.reader, {line.id for line in self.lines})[0]
        # whoever is a sister only through a parent kept from the reader would tell of the parent
        far = known - {line.id for line in self.related}
        if far:
            group = sibling_group(self.child.pk, reader=self.reader)
            known -= far - {one.person_id for one in group}
        return known

    @cached_property
    def lines(self) -> list[IdentityLine]:
        """Everybody near, and brothers and sisters by a shared parent.

        They are related to the child by no row of their own, yet an address kept of one is kept
        in the other's document.
        """
        known = {line.id for line in self.related}
        siblings = {one.person_id for one in sibling_group(self.child.pk)} - known
        return [*self.related, *(summary(siblings).values() if siblings else ())]

    @property
    def people(self) -> set[int]:
        """The child, everybody near and every brother or sister, known to this reader or not."""
        return {line.id for line in self.lines} | {self.child.pk}

    def options(self) -> list[To]:
        """Whom a document may be made for by name: each person once, by what is closest."""
        own = To(f"person:{self.child.pk}", ForWhom.CHILD, self.child.display_name, "",
                 self.child.pk)
        found = {self.child.pk: own}
        for one in self.near:
            over, kind = one.until_on is not None and one.until_on <= today(), self._kind(one)
            if over or _no_reader(one.other, parent=kind == ForWhom.PARENT):
                continue
            to = To(f"person:{one.other.id}", kind, one.other.display_name,
                    _role(one, self.child), one.other.id)
            held = found.get(one.other.id)
            if held is None or _closer(to.kind, held.kind):
                found[one.other.id] = to
        for line in self.holders:
            if line.id not in found and not _no_reader(line, parent=True):
                found[line.id] = To(
                    f"person:{line.id}", ForWhom.PARENT, line.display_name,
                    f"responsible in law for {self.child.given_names or self.child.display_name}",
                    line.id,
                )
        return list(found.values())

    def _kind(self, one: Relation) -> str:
        if one.kind in PARENTS and _is_elder(one):
            return ForWhom.PARENT
        if one.other.id in self.responsible_ids:
            return ForWhom.PARENT
        if one.kind in CARERS and _is_elder(one):
            return ForWhom.CARER
        return ForWhom.RELATIVE

    def find(self, text: str, *, name: str = "", agency: str = "", role: str = "") -> To | None:
        """The recipient that a choice stands for; none when it is nobody that may be chosen."""
        what, _, rest = text.partition(":")
        if what == "agency" and name.strip() and agency in dict(AGENCIES):
            told = ", ".join(filter(None, (role.strip(), str(dict(AGENCIES)[agency]))))
            return To(f"agency:{agency}:{name.strip().lower()}", ForWhom.AGENCY, name.strip(),
                      told, None, agency)
        wanted = number(rest) if what == "person" else None
        return next((to for to in self.options() if to.person_id == wanted and wanted), None)


def _no_reader(line: IdentityLine, *, parent: bool = False) -> bool:
    """Whether nobody writes to them about another child: a child themselves, or sealed.

    A mother of sixteen, or whoever else is a parent, is written to about her own child.
    """
    if line.restriction == Person.Restriction.SEALED or line.died_on is not None:
        return True
    if line.born_on is None:
        return line.expected_on is not None
    return not parent and age_on(line.born_on, today())[0] < ADULT


def _is_elder(one: Relation) -> bool:
    """Whether the other is what the kind says, and not the child of the one it is said of."""
    return one.words.lower() not in {
        "daughter", "son", "child", "ward", "foster child", "cared for by them"
    }


def _closer(kind: str, held: str) -> bool:
    order = list(ForWhom.values)
    return order.index(kind) < order.index(held)


def _role(one: Relation, child: Person) -> str:
    name = child.given_names or child.display_name
    return f"{name}'s {one.words.lower()}"


def circle_of(child: Person, reader: User) -> Circle:
    """Those near a child, as one reader may know of them."""
    every = relations(child.pk)
    held = responsibilities(child.pk)
    by_id = {one.other.id: one.other for one in every}
    alone = {row.holder_id for row in held if row.holder_id} - set(by_id)
    seen, _ = split(reader, {*by_id, *alone})
    if alone:
        by_id |= summary(alone)
    known = [row for row in held if row.holder_id is None or row.holder_id in seen]
    return Circle(
        child=child,
        near=[one for one in every if one.other.id in seen],
        responsible=[_holder(row, by_id) for row in known],
        responsible_ids={row.holder_id for row in known if row.holder_id},
        related=list(by_id.values()),
        reader=reader,
        holders=[by_id[pk] for pk in sorted(alone & seen)],
    )


def _holder(row: Any, by_id: dict[int, IdentityLine]) -> str:
    basis = str(row.get_basis_display())
    if row.holder_id in by_id:
        return f"{by_id[row.holder_id].display_name}: {basis}"
    name = row.holder.display_name if row.holder_id else row.holder_authority.name
    return f"{name}: {basis}"


def address_of(to: To) -> list[str]:
    """Where a letter to somebody of the record goes, line by line; nothing when not known."""
    if to.person_id is None:
        return []
    rows = Address.objects.standing().in_force(today()).filter(
        person_id=to.person_id, absence=""
    )
    held = sorted(rows, key=lambda row: (row.kind != "correspondence", row.kind != "home", -row.pk))
    if not held:
        return []
    lines = (*held[0].lines.splitlines(), held[0].postcode)
    return [line.strip() for line in lines if line.strip()]
