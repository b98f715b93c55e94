"""What stands beside a decision: the child's history, household, others at the address, worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery

from sightline.access.policy import visible_children
from sightline.base.components.words import age_words, short_day
from sightline.base.moments import today
from sightline.journey.contact.process import DECIDED
from sightline.kernel.register import processes
from sightline.oversight.worklists.rows import title_of
from sightline.people.households.models import HouseholdMember
from sightline.people.persons.models import Address, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.record.spine.models import Event, Step

#: What says how a piece of work came out, for a line of the history.
SETTLED = (
    "contact.decided", "contact.worker_decided", "referral.decided", "referral.closed",
    "assessment.authorised", "section47.concluded", "conference.decided", "protection_plan.ended",
)


@dataclass(frozen=True)
class Past:
    """One piece of work there was or is with the child: when, and how it came out."""

    step: Step
    outcome: str = ""

    @property
    def title(self) -> str:
        """What kind of work."""
        return title_of(self.step.process)

    @property
    def when(self) -> str:
        """From when until when."""
        since = short_day(self.step.opened_on)
        if self.step.closed_on is None:
            return f"open since {since}"
        if self.step.closed_on == self.step.opened_on:
            return since
        return f"{since} to {short_day(self.step.closed_on)}"


@dataclass(frozen=True)
class Near:
    """Somebody of the household or the address, as far as this reader may know of them."""

    person: Person
    words: str
    opens: bool

    @property
    def age(self) -> str:
        """Their age in words."""
        return self.person.over or age_words(self.person.born_on, self.person.expected_on)


@dataclass
class Beside:
    """Everything that is read before a contact is decided.

    `open_to` are ids of the people near whose records this reader may open.
    """

    history: list[Past] = field(default_factory=list)
    household: list[Near] = field(default_factory=list)
    address: list[Near] = field(default_factory=list)
    place: str = ""
    open_to: set[int] = field(default_factory=set)

    @property
    def held(self) -> list[Past]:
        """The open work besides contacts, which says who works with the child."""
        return [past for past in self.history
                if past.step.closed_on is None and past.step.process != "contact"]


def history_of(life: Sequence[Step], events: Mapping[int, Iterable[Event]]) -> list[Past]:
    """Some of a child's work, what is open and the newest first, with how each came out."""
    said: dict[int, str] = {}
    for step in life:
        for event in events.get(step.pk, ()):
            if event.kind in SETTLED:
                _, kind = processes.event(event.kind)
                words = DECIDED if event.kind == "contact.decided" else kind.outcomes
                said[step.pk] = str(words.get(event.outcome, ""))
    open_first = sorted(
        life, key=lambda s: (s.closed_on is None, s.opened_on or date.min), reverse=True
    )
    return [Past(step, said.get(step.pk, "")) for step in open_first]


def beside(
    child: Person, others: Iterable[int], user: Any, history: list[Past]
) -> Beside:
    """What is known beside a decision, and which of some other children may be opened; one query.

    A restricted or sealed person is here only for whoever may open their record.
    """
    found = Beside(history)
    for person in _near(child, others, user):
        if person.opens:
            found.open_to.add(person.pk)
        if person.pk == child.pk:
            found.place = _place(person)
        elif person.restriction and not person.opens:
            continue
        elif person.at_home:
            role = person.role or "Place in the household not recorded"
            found.household.append(Near(person, role, person.opens))
        elif person.at_address:
            gone = person.left_on is not None and person.left_on <= today()
            until = f"until {short_day(person.left_on)}" if gone else "now"
            found.address.append(Near(person, f"At this address {until}", person.opens))
    return found


def _near(child: Person, others: Iterable[int], user: Any) -> QuerySet[Any]:
    """Everybody of the child's households and addresses, the child and the others, in one query."""
    day = today()
    held = HouseholdMember.objects.standing().in_force(day)
    home = held.filter(household_id__in=held.filter(person=child).values("household_id"))
    own = Address.objects.standing().in_force(day).filter(absence="")
    begun = Q(since_on__isnull=True) | Q(since_on__lte=day)
    there = Address.objects.standing().filter(
        begun, place_key__in=own.filter(person=child).exclude(place_key="").values("place_key")
    )
    asked = Person.objects.filter(pk__in=[child.pk, *others]).order_by().values("pk")
    ids = asked.union(home.order_by().values("person_id"), there.order_by().values("person_id"),
                      all=True)
    here = own.filter(person=OuterRef("pk")).order_by("-since_on")
    place, flat = home.filter(person=OuterRef("pk")), there.filter(person=OuterRef("pk"))
    last = flat.order_by(F("until_on").desc(nulls_first=True))
    return Person.objects.filter(pk__in=ids).order_by("born_on", "pk").annotate(
        at_home=Exists(place), role=Subquery(place.values("role")[:1]),
        at_address=Exists(flat), left_on=Subquery(last.values("until_on")[:1]),
        opens=ExpressionWrapper(Q(pk__in=visible_children(user)), output_field=BooleanField()),
        lines=Subquery(here.values("lines")[:1]), code=Subquery(here.values("postcode")[:1]),
        kept=Subquery(here.values("confidential")[:1]),
    )


def _place(person: Any) -> str:
    parts = [*(person.lines or "").splitlines(), person.code or ""]
    words = ", ".join(part for part in parts if part.strip())
    return f"{words} (confidential)" if words and person.kept else words
