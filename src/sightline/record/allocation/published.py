"""Who held each child, published: involvements, the teams, and the team that held work on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sightline.kernel.relations import Relation, Row, day, text
from sightline.people.workforce.models import Team
from sightline.record.allocation import owners
from sightline.record.allocation.models import Allocation
from sightline.record.spine.following import turns
from sightline.record.spine.published import StepLine, Subject, Told, step_life, versions

if TYPE_CHECKING:
    from sightline.record.spine.models import Event


def allocations(subject: Subject) -> list[Told]:
    """Everything ever told of who holds the child, whatever kind of event carried it."""
    carrying = subject.batch.facts(Allocation)
    return [told for told in subject.told if told.id in carrying and told.step is not None]


def team_on(subject: Subject, known: Sequence[Told], step: StepLine, on: date | None) -> str | None:
    """The team that held a step on a day, as these events say: of its own journey, else of any."""
    if on is None:
        return None
    leads = [(root, lead) for root, lead in _leads(subject, known) if lead.since_on <= on]
    own = [lead for root, lead in leads if root == subject.root(step)]
    found = own or [lead for _, lead in leads]
    latest = max(found, key=lambda lead: (lead.since_on, lead.event_id), default=None)
    return str(latest.team_id) if latest is not None else None


def team_of(subject: Subject, known: Sequence[Told], on: date) -> str | None:
    """The team that held any of a child’s work on a day, as these events say; the latest one."""
    leads = [lead for _, lead in _leads(subject, known) if lead.since_on <= on]
    latest = max(leads, key=lambda lead: (lead.since_on, lead.event_id), default=None)
    return str(latest.team_id) if latest is not None else None


def _leads(subject: Subject, known: Iterable[Told]) -> list[tuple[int, owners.Held]]:
    """Every team that ever led a journey, as these events say; worked out once for as many."""
    carrying = subject.batch.facts(Allocation)
    said = [told for told in known if told.id in carrying]
    key = ("leads", *(told.id for told in said))
    if key not in subject.worked_out:
        subject.worked_out[key] = [
            (root, lead)
            for root, journey in _journeys(subject, said).items()
            for lead in owners.leads(owners.held(journey))
            if lead.team_id is not None
        ]
    found: list[tuple[int, owners.Held]] = subject.worked_out[key]
    return found


def _journeys(
    subject: Subject, known: Iterable[Told], *, whole: bool = False
) -> dict[int, owners.Journey]:
    """The child's journeys with what was known of who holds them; `whole` adds their steps."""
    carrying = subject.batch.facts(Allocation)
    listed = list(known)
    found: dict[int, owners.Journey] = defaultdict(lambda: owners.Journey(subject.id))
    for told in listed:
        step = subject.by_id.get(told.step or 0)
        if step is None:
            continue
        for row in carrying.get(told.id, ()):
            found[subject.root(step)].told.append(owners.Told(
                told.id, step.id, told.kind, told.on, True, row.role, row.worker_id, row.team_id,
            ))
    for line in subject.steps if whole else ():
        ran = step_life(line, listed)
        found[subject.root(line)].steps.append(
            {"opened_on": ran.opened_on, "closed_on": ran.closed_on}
        )
    return found


def _involvements(subject: Subject) -> Iterator[Row]:
    turning = [told for told in subject.told if turns(cast("Event", told))]
    yield from versions(
        [*allocations(subject), *turning], "invo_involvements_id",
        lambda known: _involved(subject, known),
    )


def _involved(subject: Subject, known: list[Told]) -> Iterator[Row]:
    for journey in _journeys(subject, known, whole=True).values():
        for held in owners.held(journey):
            step = subject.by_id[held.step_id]
            yield {
                "invo_involvements_id": subject.token("event", held.event_id),
                "invo_person_id": subject.ident,
                "invo_professional_id": subject.token("worker", held.worker_id),
                "invo_professional_role_id": str(held.role),
                "invo_professional_team": str(held.team_id) if held.team_id else None,
                "invo_involvement_start_date": held.since_on,
                "invo_involvement_end_date": held.until_on,
                "invo_referral_id": subject.referral(step),
                "authority": step.authority, "source": step.source,
            }


def _teams(_: Any) -> Iterator[Row]:
    for team in Team.objects.order_by("pk"):
        yield {
            "dept_team_id": str(team.pk), "dept_team_name": team.name_now, "dept_kind": team.kind,
        }


RELATIONS = (
    Relation(
        name="involvements", ssd="ssd_involvements", subject="invo_person_id",
        key="invo_involvements_id", extract=_involvements,
        title="Who was involved with a child, in what role, from when until when",
        columns=(
            text("invo_involvements_id", "The event that began it"),
            text("invo_person_id", "The child"),
            text("invo_professional_id", "The worker; empty for a team until somebody is named"),
            text("invo_professional_role_id", "lead, co_worker, covering, family_support, chair, "
                 "reviewing_officer"),
            text("invo_professional_team", "The team"),
            day("invo_involvement_start_date", "The first day"),
            day("invo_involvement_end_date", "The last day; empty while it goes on"),
            text("invo_referral_id", "The referral whose episode of need it belongs to"),
        ),
    ),
    Relation(
        name="department", ssd="ssd_department", key="dept_team_id", extract=_teams,
        title="The teams",
        columns=(
            text("dept_team_id", "The team"),
            text("dept_team_name", "What it is called now"),
            text("dept_kind", "What work comes to it"),
        ),
    ),
)
