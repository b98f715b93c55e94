"""Disabled children are worked with jointly: one who leads, from which team, and a co-worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sightline.base.moments import today
from sightline.people.persons.given import NO_DISABILITY
from sightline.people.persons.models import Disability
from sightline.people.workforce.models import Team, TeamMembership, Worker
from sightline.record.allocation.queries import current_allocations
from sightline.record.allocation.roles import InvolvementRole

#: Teams whose workers are qualified to enquire into significant harm.
PROTECTING = frozenset({Team.Kind.ASSESSMENT.value, Team.Kind.PROTECTION.value})


@dataclass(frozen=True, slots=True)
class Joint:
    """Who works with a disabled child: the lead, the team that leads, and the co-worker."""

    lead: Worker | None = None
    team: Team | None = None
    co_worker: Worker | None = None

    @property
    def protects(self) -> bool:
        """Whether the lead worker is named and of a team qualified to enquire."""
        return self.lead is not None and self.team is not None and self.team.kind in PROTECTING

    @property
    def words(self) -> str:
        """Who leads and who works beside them, each said where nobody is named."""
        lead = self.lead.name if self.lead is not None else "nobody"
        team = f", {self.team}" if self.team is not None else ""
        beside = self.co_worker.name if self.co_worker is not None else "nobody"
        return f"Disabled child: led by {lead}{team}; co-worker {beside}"

    def missing(self, *, enquiry: bool = False) -> list[str]:
        """What joint work lacks; an enquiry needs a lead from a qualified protection team."""
        found = []
        if self.lead is None:
            found.append("no lead worker is named")
        elif enquiry and not self.protects:
            found.append("the lead worker is not of a protection or assessment team")
        if self.co_worker is None:
            found.append("no co-worker is named")
        return found


def disabled(child_ids: Iterable[int]) -> set[int]:
    """Of some children those with a disability on their record today; one query."""
    rows = Disability.objects.standing().in_force(today()).filter(person_id__in=list(child_ids))
    told = rows.exclude(code__in=("", NO_DISABILITY))
    return set(told.values_list("person_id", flat=True))


def joint_of(child_ids: Iterable[int]) -> dict[int, Joint]:
    """How each disabled child of these is worked with; none of the others. Three queries."""
    ids = disabled(child_ids)
    if not ids:
        return {}
    held = current_allocations(ids)
    found = {}
    for child_id in ids:
        lead = next(
            (one for one in held.get(child_id, ())
             if one.role == InvolvementRole.LEAD and one.worker_id is not None), None,
        )
        beside = next(
            (one.worker for one in held.get(child_id, ())
             if one.role == InvolvementRole.CO_WORKER and one.worker is not None
             and (lead is None or one.worker_id != lead.worker_id)), None,
        )
        team = lead.team if lead is not None else None
        found[child_id] = Joint(lead.worker if lead is not None else None, team, beside)
    return _with_teams(found)


def _with_teams(found: dict[int, Joint]) -> dict[int, Joint]:
    """The lead's own team, where the allocation named none."""
    wanting = {one.lead.pk for one in found.values() if one.lead is not None and one.team is None}
    if not wanting:
        return found
    places = TeamMembership.objects.in_force(today()).filter(worker_id__in=wanting)
    teams = {place.worker_id: place.team for place in places.select_related("team").order_by("pk")}
    return {
        child_id: one if one.lead is None or one.team is not None
        else Joint(one.lead, teams.get(one.lead.pk), one.co_worker)
        for child_id, one in found.items()
    }
