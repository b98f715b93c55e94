"""The alerts one person is told of: those of their own teams, or of the whole service."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Value
from django.http import HttpRequest
from django.urls import reverse

from sightline.access.policy.here import current_authority, holds
from sightline.access.policy.scope import grounds_of
from sightline.access.roles import ROLES
from sightline.base.components.words import age_words
from sightline.base.moments import today
from sightline.kernel.detectors import Detector, Finding, Level, detectors
from sightline.oversight.drift.keeping import standing
from sightline.oversight.drift.running import GRAVITY, Alert
from sightline.people.persons.models import Person
from sightline.people.workforce.models import Team, TeamMembership, Worker

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.policy.noting import Grounds

TONES = {"black": "red", "red": "red", "amber": "yellow", "answered": "grey"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a person sees it: the child, who holds the work, and who else is told."""

    finding: Finding
    detector: Detector
    child: Person
    worker: str
    team: str

    @property
    def level(self) -> Level:
        """How grave it is, in words."""
        return self.detector.level(self.finding.level)

    @property
    def tone(self) -> str:
        """The tone of its tag; its words alone say everything."""
        return TONES.get(self.finding.level, "grey")

    @property
    def age(self) -> str:
        """The child's age in words."""
        return self.child.over or age_words(self.child.born_on, self.child.expected_on)

    @property
    def href(self) -> str:
        """The work on which it was found."""
        return reverse("pages:step", args=[self.child.pk, self.finding.step])

    @property
    def told(self) -> str:
        """Who is told of it, in words."""
        return ", ".join(ROLES[key].title for key in self.finding.told) or "Nobody any more"


@dataclass
class Alerts:
    """The alerts of one person on a day, and how many more there are that they may not open."""

    as_at: date
    rows: list[Shown] = field(default_factory=list)
    shut: int = 0
    grounds: Grounds = field(default_factory=dict)
    looked_at: datetime | None = None
    caught_up: bool = True

    @property
    def live(self) -> list[Shown]:
        """Those that nobody has answered."""
        return [row for row in self.rows if row.finding.told]

    @property
    def counts(self) -> list[tuple[Detector, list[tuple[Level, int]], int]]:
        """Each detector with how many it found at each level, the gravest first."""
        found = Counter((row.detector.key, row.finding.level) for row in self.rows)
        return [
            (
                detector,
                [
                    (level, found[detector.key, level.key])
                    for level in sorted(detector.levels, key=lambda one: GRAVITY[one.key])
                    if found[detector.key, level.key]
                ],
                sum(n for (key, _), n in found.items() if key == detector.key),
            )
            for detector in detectors
        ]


def alerts_for(request: HttpRequest) -> Alerts:
    """What this person is told of: their own teams, or the authority where they see the service.

    Counted are only children whose record they may open; a sealed child is not even counted
    among those they may not.
    """
    authority = current_authority(request)
    if authority is None:
        return Alerts(today())
    found = standing(authority)
    alerts = found.alerts
    if not holds(request, "service.view"):
        mine = _teams(request.user)
        alerts = [a for a in alerts if a.team_id in mine]
    shown = _shown(today(), alerts, request.user, authority)
    shown.looked_at, shown.caught_up = found.looked_at, found.caught_up
    return shown


def _teams(user: Any) -> set[int]:
    places = TeamMembership.objects.in_force(today()).filter(worker__user_id=user.pk)
    return set(places.values_list("team_id", flat=True))


def _names(alerts: list[Alert]) -> dict[tuple[str, int | None], str]:
    """What the workers and teams of some alerts are called; one query."""
    workers = Worker.objects.filter(pk__in={a.worker_id for a in alerts}).order_by()
    teams = Team.objects.filter(pk__in={a.team_id for a in alerts}).order_by()
    rows = workers.values_list(Value("worker"), "pk", "name").union(
        teams.values_list(Value("team"), "pk", "name_now"), all=True
    )
    return {(kind, pk): name for kind, pk, name in rows}


def _shown(on: date, alerts: list[Alert], user: Any, authority: Authority) -> Alerts:
    ids = {a.finding.child for a in alerts if a.finding.child is not None}
    seen, people, shut = grounds_of(user, ids), {}, 0
    for person in Person.objects.filter(pk__in=ids, authority=authority).order_by():
        if person.pk in seen:
            people[person.pk] = person
        elif person.restriction != Person.Restriction.SEALED:
            shut += 1
    names = _names(alerts)
    rows = [
        Shown(
            a.finding, detectors[a.finding.detector], people[a.finding.child],
            names.get(("worker", a.worker_id), ""), names.get(("team", a.team_id), ""),
        )
        for a in alerts if a.finding.child in people
    ]
    return Alerts(on, rows, shut, seen)
