"""An assessment read as it stands: its words, its author, the history before it, and how timely."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline import law
from sightline.journey.assessment.models import Adult, Checked, ChildView, Content, Factor
from sightline.record.spine.models import Event, Step
from sightline.record.visits.queries import SEEN

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.workforce.models import Team
    from sightline.record.spine.querysets import FactsQuerySet

OPENINGS = (
    "assessment.started", "assessment.initial_started", "assessment.core_started",
    "assessment.reassessment_decided",
)
AUTHORISED = (
    "assessment.authorised", "assessment.initial_authorised", "assessment.core_authorised",
)
#: Which authorisation answers to which opening: the two-part model beside the single assessment.
AUTHORISED_BY = {
    "assessment.initial_started": "assessment.initial_authorised",
    "assessment.core_started": "assessment.core_authorised",
}
#: Events by which somebody writes the assessment and so becomes one of its authors.
WRITING = ("assessment.history_acknowledged", "assessment.written", "assessment.submitted")
WORDS = tuple(
    f.name for f in Content._meta.concrete_fields if f.name not in ("id", "event")
)


def events_of(step: Step, *kinds: str) -> Iterable[Event]:
    """The standing events of these kinds on an assessment, as they happened."""
    return Event.objects.standing().of(*kinds).filter(step=step).in_order()


def content(step: Step) -> Content:
    """The assessment as it stands: of each section the newest words that were written."""
    merged = Content()
    rows = Content.objects.standing().filter(event__step=step)
    for row in rows.order_by("event__happened_on", "event__order", "event_id"):
        for name in WORDS:
            said = getattr(row, name)
            if said not in (None, ""):
                setattr(merged, name, said)
    return merged


def child_views(step: Step) -> FactsQuerySet[ChildView]:
    """What the child said, in every section that wrote it, in order."""
    rows = ChildView.objects.standing().filter(event__step=step)
    return rows.order_by("event__happened_on", "event__order", "event_id", "pk")


def adults(step: Step) -> list[Adult]:
    """What is found about each adult for this child: the newest of each who is on the record."""
    rows = Adult.objects.standing().filter(event__step=step).select_related("person")
    ordered = rows.order_by("event__happened_on", "event__order", "event_id", "pk")
    found: dict[object, Adult] = {}
    for row in ordered:
        found[row.person_id or row.name.strip().lower() or -row.pk] = row
    return list(found.values())


def factors(step: Step) -> list[str]:
    """The census codes found: those of the newest event that gave any."""
    rows = Factor.objects.standing().filter(event__step=step)
    newest = rows.order_by("event__happened_on", "event__order", "event_id").last()
    if newest is None:
        return []
    codes = Factor.objects.filter(event_id=newest.event_id).order_by("pk")
    return list(codes.values_list("code", flat=True))


def opening(step: Step) -> Event | None:
    """The event that opened an assessment: its actual start, of whichever model."""
    return next(iter(events_of(step, *OPENINGS)), None)


def authorised_by(step: Step) -> str:
    """The full name of the event that authorises this kind of assessment."""
    begun = opening(step)
    return AUTHORISED_BY.get(begun.kind if begun is not None else "", "assessment.authorised")


def closed_before(child_ids: Iterable[int]) -> set[int]:
    """Of some children those whose case was open once and was closed."""
    steps = Step.objects.standing().of("referral").filter(
        child_id__in=list(child_ids), closed_on__isnull=False
    )
    return set(steps.values_list("child_id", flat=True))


def submission(step: Step) -> Event | None:
    """The submission that waits for a manager, or was authorised; none once it was sent back."""
    last = list(events_of(step, "assessment.submitted", "assessment.returned"))[-1:]
    return last[0] if last and last[0].kind == "assessment.submitted" else None


def authors(step: Step) -> set[int]:
    """The users who wrote or submitted the assessment."""
    return {
        event.recorded_by_id for event in events_of(step, *WRITING)
        if event.recorded_by_id is not None
    }


def counted_from(step: Step) -> date | None:
    """The day from which the assessment counts: its referral's, or the decision to reassess."""
    begun = opening(step)
    if begun is None:
        return None
    if begun.kind == "assessment.reassessment_decided" or step.episode is None:
        return begun.happened_on
    return min(step.episode.opened_on or begun.happened_on, begun.happened_on)


def first_seen(step: Step) -> date | None:
    """The day this child (before birth, the mother) was first seen for this assessment.

    A brother or sister who was seen does not count.
    """
    since = counted_from(step)
    if since is None or step.child_id is None:
        return None
    visits = Event.objects.standing().of("visit.made").filter(
        Q(child_id=step.child_id), outcome__in=SEEN, happened_on__gte=since
    )
    found = visits.in_order().first()
    return found.happened_on if found is not None else None


def came_back(step: Step) -> bool:
    """Whether it was sent back and has not been submitted again."""
    last = list(events_of(step, "assessment.submitted", "assessment.returned"))[-1:]
    return bool(last) and last[0].kind == "assessment.returned"


def unseen(authority: Authority, since: date, until: date) -> list[tuple[Event, str]]:
    """Assessments authorised in a period though the child was not seen, with the reason."""
    rows = Content.objects.standing().exclude(not_seen_reason="").filter(
        event__authority=authority, event__kind__in=AUTHORISED,
        event__happened_on__range=(since, until),
    )
    rows = rows.select_related("event__step", "event__child").order_by("event__happened_on")
    return [(row.event, row.not_seen_reason) for row in rows]


@dataclass(frozen=True, slots=True)
class Promptness:
    """Working days from the referral (or decision to reassess) to what a child waits for."""

    started: int | None
    seen: int | None
    helped: int | None


def promptness(step: Step) -> Promptness:
    """How soon the assessment started, the child was seen, and help began beside it."""
    since, begun = counted_from(step), opening(step)
    if since is None:
        return Promptness(None, None, None)
    helps = Step.objects.standing().of("child_in_need", "protection_plan").filter(
        child_id=step.child_id, opened_on__gte=since
    )
    helped = helps.order_by("opened_on").values_list("opened_on", flat=True).first()
    calendar = law.calendar()
    days = [
        calendar.between(since, on) if on is not None else None
        for on in (begun.happened_on if begun else None, first_seen(step), helped)
    ]
    return Promptness(*days)


@dataclass(frozen=True)
class Returns:
    """How often a team's assessments were handed in and sent back, and for which points."""

    team: Team | None
    submitted: int
    returned: int
    points: dict[str, int]

    @property
    def rate(self) -> float | None:
        """The share of submissions that came back."""
        return self.returned / self.submitted if self.submitted else None


def return_rates(authority: Authority, since: date, until: date) -> list[Returns]:
    """Submissions and returns of a period by the team that holds the assessment."""
    kinds = ("assessment.submitted", "assessment.returned")
    events = Event.objects.standing().of(*kinds).filter(
        authority=authority, happened_on__range=(since, until)
    ).select_related("step__owner_team")
    teams: dict[int | None, Team | None] = {}
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    points: dict[int | None, Counter[str]] = defaultdict(Counter)
    team_of: dict[int, int | None] = {}
    for event in events:
        team = event.step.owner_team if event.step is not None else None
        key = team_of[event.pk] = team.pk if team is not None else None
        teams[key] = team
        counts[key][event.kind] += 1
    for event_id, point in Checked.objects.filter(
        event__in=events, event__kind="assessment.returned"
    ).values_list("event_id", "point"):
        points[team_of[event_id]][point] += 1
    return [
        Returns(teams[key], counted[kinds[0]], counted[kinds[1]], dict(points[key]))
        for key, counted in counts.items()
    ]


@dataclass(frozen=True, slots=True)
class Census:
    """What the children in need census asks of an assessment."""

    started_on: date | None
    authorised_on: date | None
    factors: tuple[str, ...]


def census(step: Step) -> Census:
    """Actual start date, authorisation date and factors."""
    begun = opening(step)
    done = list(events_of(step, *AUTHORISED))[-1:]
    return Census(
        begun.happened_on if begun is not None else None,
        done[0].happened_on if done else None, tuple(factors(step)),
    )
