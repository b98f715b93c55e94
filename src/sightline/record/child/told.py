"""What the record knows of a child tonight, read once for the whole card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.base.moments import now, today
from sightline.people.around.models import AroundPerson
from sightline.people.households.models import HouseholdMember
from sightline.people.persons.models import Address
from sightline.people.relationships.models import ParentalResponsibility
from sightline.people.workforce.models import Cover, TeamMembership
from sightline.record.allocation.models import DutyTurn, Involvement
from sightline.record.child import flags
from sightline.record.child.rows import Ask, together_of
from sightline.record.decisions.queries import decisions_of
from sightline.record.plans.models import Contingency
from sightline.record.situation.queries import written_of
from sightline.record.spine.models import Event
from sightline.record.visits.models import ChildPart, Sighting, Visit
from sightline.record.visits.queries import SEEN

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Step

#: How many decisions a reader at night needs.
DECISIONS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """Rows by what they are, each a list of texts in the order of `COLUMNS`."""

    rows: dict[str, list[list[str]]]
    alone: int | None = None

    def all(self, name: str) -> list[dict[str, str]]:
        """The rows of a name, each by its columns."""
        return [dict(zip(COLUMNS[name], row, strict=False)) for row in self.rows.get(name, [])]

    def one(self, name: str) -> dict[str, str] | None:
        """The one row of a name, if there is one."""
        return next(iter(self.all(name)), None)


COLUMNS: dict[str, Sequence[str]] = {
    "address": ("kind", "lines", "postcode", "absence", "confidential", "since_on"),
    "responsible": (
        "basis", "holder__display_name", "holder__restriction", "holder_authority__name",
        "since_on", "until_on", "holder_id",
    ),
    "home": ("person__display_name", "person_id", "person__restriction"),
    "situation": (
        "event_id", "worry", "working", "where_is", "where_words", "with_whom", "with_words",
        "kept_from", "kept_from_words", "event__happened_on", "event__recorded_by__display_name",
    ),
    "contingency": (
        "trigger", "action", "by_whom", "emergency_carer", "contact", "event__happened_on",
        "event__step_id",
    ),
    "decision": (
        "event_id", "event__kind", "event__outcome", "event__happened_on", "rationale",
        "made_by__name", "made_by_name", "role",
    ),
    "around": (
        "service", "state", "organisation__name", "organisation__phone", "professional__name",
        "professional__role_title", "professional__phone", "professional__organisation__name",
        "professional__organisation__phone",
    ),
    "involved": (
        "role", "worker__name", "worker__phone", "team__name_now", "worker_id",
        "worker__line_manager__name", "worker__line_manager__phone",
    ),
    "cover": ("worker_id", "covered_by__name", "covered_by__phone", "until_on"),
    "manager": ("team_id", "worker__name", "worker__phone"),
    "duty": ("team__kind", "worker__name", "worker__phone", "team__name_now", "until_at"),
    "alone": ("event_id",),
    "visit": ("occasion_id", "visited_by__name", "visited_by_name", "place"),
}


def told_of(child: Person, steps: Sequence[Step], seen_at: int | None) -> Told:
    """Everything the card says that is in neither steps, clocks nor events; one query.

    `seen_at` is the occasion at which the child was last seen. The question is put into words
    once, for it is the same for every child but for numbers and days.
    """
    teams = tuple(sorted({step.owner_team_id for step in steps if step.owner_team_id is not None}))
    place = (child.authority_id, teams)
    rows = together_of(
        ("card", place, flags.declared()), [[child.pk], [seen_at or 0]],
        lambda whose, seen: _asks(whose[0], seen[0], *place),
    )
    alone = rows.get("alone")
    return Told(rows, int(alone[0][0]) if alone else None)


def _asks(child_id: int, seen_at: int, authority_id: int, teams: Sequence[int]) -> list[Ask]:
    asks = {**_of_the_child(child_id), **_of_the_work(child_id, seen_at, authority_id, teams)}
    wanted = [Ask(name, found, COLUMNS[name]) for name, found in asks.items()]
    return [*wanted, *flags.asks([child_id])]


def _of_the_child(child_id: int) -> dict[str, Any]:
    day = today()
    homes = HouseholdMember.objects.standing().in_force(day)
    mine = homes.filter(person_id=child_id).values("household_id")
    return {
        "address": Address.objects.standing().in_force(day).filter(person_id=child_id)
        .exclude(kind=Address.Kind.CORRESPONDENCE),
        "responsible": ParentalResponsibility.objects.standing().in_force(day)
        .filter(person_id=child_id),
        "home": homes.filter(household_id__in=mine).exclude(person_id=child_id),
        "situation": _first(written_of(child_id), 1),
        "decision": _first(decisions_of(child_id), DECISIONS),
        "around": AroundPerson.objects.standing().in_force(day).filter(person_id=child_id),
        "contingency": _first(_contingencies(child_id), 1),
    }


def _contingencies(child_id: int) -> Any:
    rows = Contingency.objects.standing().filter(
        event__child_id=child_id, event__step__opened_on__isnull=False,
        event__step__closed_on__isnull=True,
    )
    return rows.order_by("-event__happened_on", "-event__order", "-event_id")


def _first(rows: Any, many: int) -> Any:
    return rows.model.objects.filter(pk__in=rows.values("pk")[:many])


def _of_the_work(
    child_id: int, seen_at: int, authority_id: int, teams: Sequence[int]
) -> dict[str, Any]:
    moment, day = now(), today()
    involved = Involvement.objects.current().filter(child_id=child_id)
    alone = (
        ChildPart.objects.standing()
        .filter(event__child_id=child_id, event__outcome__in=SEEN, seen=Sighting.SEEN_ALONE)
        .order_by("-event__happened_on", "-event__order", "-event_id")
    )
    met = Event.objects.filter(pk__in=alone.values("event_id")[:1]).values("occasion_id")
    return {
        "involved": involved,
        "cover": Cover.objects.in_force(day).filter(worker__in=involved.values("worker_id")),
        "manager": TeamMembership.objects.in_force(day).filter(team__in=teams, manager=True),
        "duty": DutyTurn.objects.at(moment).filter(team__authorities=authority_id),
        "alone": _first(alone, 1),
        "visit": Visit.objects.standing().filter(
            Q(occasion_id=seen_at) | Q(occasion_id__in=met)
        ),
    }
