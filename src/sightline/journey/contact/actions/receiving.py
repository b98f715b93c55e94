"""Taking a contact: saved at once with whatever is known, for everybody it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.journey.contact import queries
from sightline.journey.contact.actions.passing import pass_on
from sightline.journey.contact.keepers import tell_keeper
from sightline.journey.contact.models import Account, ChildPart, FamilyTold
from sightline.people.matching.candidates import Told, candidates
from sightline.people.persons.absence import Absence
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import AddressGiven, NameGiven
from sightline.people.persons.models import Name
from sightline.people.persons.words import age_on
from sightline.people.workforce.lookups import teams_of, worker_of
from sightline.people.workforce.models import Team
from sightline.record.allocation.models import Allocation
from sightline.record.referrers.carrying import carried
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.referrers.models import Referrer
    from sightline.record.spine.models import EventFacts, Occasion

ADULT = 18
DOORS = (Team.Kind.FRONT_DOOR, Team.Kind.OUT_OF_HOURS)


@dataclass
class New:
    """Somebody a contact is about who is not on the system yet, or whom nobody can name yet."""

    kind: str = ChildPart.About.CHILD
    given: str = ""
    family: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = ""
    described: str = ""
    address: str = ""
    postcode: str = ""
    #: Their NHS number, by which a record that is kept from staff is known for certain.
    nhs: str = ""

    @property
    def told_apart_by(self) -> str:
        """What is known of somebody without a name: what was said, or the address itself."""
        if self.described or self.kind != ChildPart.About.ADDRESS:
            return self.described
        return " ".join(f"{self.address} {self.postcode}".split())


@dataclass
class About:
    """One of those a contact is about, with what is so for them alone."""

    person: Person | None = None
    new: New | None = None
    part: ChildPart = field(default_factory=ChildPart)
    more: list[EventFacts] = field(default_factory=list)


def receive(
    *, authority: Authority, about: Sequence[About], by: User, on: date, at: time | None = None,
    account: Account | None = None, family: FamilyTold | None = None,
    referrer: Referrer | None = None, team: Team | None = None,
) -> Occasion:
    """Record a contact about one or several, at the moment at which it reached us.

    Whoever is not on the system is put there; a child whom nobody can name gets a record without
    a name, which `identify` or `match` settles later. A contact about a child already worked
    with goes at once to the worker and manager; any other waits at the front door.
    """
    if not about:
        raise RecordError(
            "Say whom this is about. If nobody can name them yet, add a child who cannot yet be "
            "identified, or the address."
        )
    with transaction.atomic():
        parts = [_part(each, authority, by, on, referrer) for each in about]
        worked_with = queries.open_work(part.child.pk for part in parts if part.child)
        door = team or front_door(authority, by, on)
        for part in parts:
            if part.child and part.child.pk not in worked_with and door is not None:
                part.facts = [*part.facts, Allocation(team=door, reason="Came to this team")]
        occasion = spine.record_occasion(
            "contact.received", by=by, on=on, at=at, parts=parts, authority=authority,
            shared=[row for row in (account, family) if row is not None],
        )
        for part in parts:
            if part.child and part.child.pk in worked_with and part.step is not None:
                pass_on(step=part.step, by=by, on=on, at=at)
    return occasion


def _part(
    each: About, authority: Authority, by: User, on: date, referrer: Referrer | None
) -> Part:
    if each.person is not None:
        person = each.person
        each.part.about = each.part.about or _kind_of(person, on)
    else:
        new = each.new or New(kind=ChildPart.About.UNIDENTIFIED)
        person = put_on_the_system(new, authority=authority, by=by, on=on)
        each.part.about = new.kind
        each.part.described = each.part.described or new.told_apart_by
    return Part(child=person, opens=True, facts=[each.part, *each.more, *carried(referrer)])


def _kind_of(person: Person, on: date) -> str:
    if person.unborn:
        return ChildPart.About.UNBORN
    grown = person.born_on is not None and age_on(person.born_on, on)[0] >= ADULT
    return ChildPart.About.ADULT if grown else ChildPart.About.CHILD


def put_on_the_system(new: New, *, authority: Authority, by: User, on: date) -> Person:
    """A record for somebody new, with the reason where their name is not known."""
    tell_keepers(new, authority=authority, by=by)
    named = bool(new.given or new.family)
    unborn = new.kind == ChildPart.About.UNBORN
    # "Baby of Ama" is what a child is called until the birth, and no name on its papers
    kind = Name.Kind.KNOWN if unborn and new.given else Name.Kind.LEGAL
    name = NameGiven(
        given=new.given, family=new.family, kind=kind.value,
        absence="" if named else Absence.NOT_KNOWN,
    )
    addresses: tuple[AddressGiven, ...] = ()
    if new.address or new.postcode:
        addresses = (AddressGiven(lines=new.address, postcode=new.postcode),)
    return create_person(
        authority=authority, by=by, on=on, names=[name], born_on=None if unborn else new.born_on,
        expected_on=new.expected_on if unborn else None, sex=new.sex, addresses=addresses,
        birth_absence="" if new.born_on or new.expected_on else Absence.NOT_KNOWN,
    )


def tell_keepers(new: New, *, authority: Authority, by: User) -> None:
    """A kept record that this may be never blocks the contact: its keeper is told instead."""
    told = Told(
        family=new.family, given=new.given, born_on=new.born_on, expected_on=new.expected_on,
        lines=new.address, postcode=new.postcode,
        identifiers=(("nhs", new.nhs),) if new.nhs else (),
    )
    found = candidates(user=by, authority=authority, told=told, where="a new contact")
    for hit in found.restricted:
        tell_keeper(hit.person_id, by=by, where="a new contact")


def front_door(authority: Authority, by: User, on: date) -> Team | None:
    """The team a contact waits in: the recorder's own door, else the authority's front door."""
    worker = worker_of(by)
    if worker is not None:
        own = teams_of(worker.pk, on).filter(kind__in=DOORS, authorities=authority).first()
        if own is not None:
            return own
    doors = Team.objects.in_force(on).filter(authorities=authority)
    return doors.filter(kind=Team.Kind.FRONT_DOOR).order_by("pk").first()


def add_to(
    *, steps: Sequence[Step], by: User, on: date, at: time | None = None,
    account: Account | None = None, family: FamilyTold | None = None,
    referrer: Referrer | None = None, children: dict[int, ChildPart] | None = None,
    more: dict[int, list[EventFacts]] | None = None,
) -> Occasion:
    """Record what has been learnt since; what was told first stays, and day 0 does not move.

    `children` and `more` are what is so for one child alone, by the child's id.
    """
    own, also = children or {}, more or {}
    parts = [
        Part(
            child=step.child, step=step,
            facts=[
                *([own[step.child_id]] if step.child_id in own else []),
                *also.get(step.child_id or 0, []), *carried(referrer),
            ],
        )
        for step in steps
    ]
    return spine.record_occasion(
        "contact.added_to", by=by, on=on, at=at, parts=parts,
        shared=[row for row in (account, family) if row is not None],
    )
