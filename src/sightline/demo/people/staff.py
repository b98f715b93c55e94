"""The staff of the demo borough: services, teams, workers, and one invented user for each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from sightline.access.users.actions import create_user, give_role
from sightline.demo.people.names import staff_names
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import District, Service, Team, Worker
from sightline.record.decisions.thresholds import versions_since

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

#: Before this the door had another name, as its oldest letters show.
RENAMED_ON = date(2013, 1, 7)
FOUNDED = date(2008, 4, 1)


@dataclass
class Staff:
    """Somebody who works here: the user they sign in as, and the worker children are given to."""

    user: User
    worker: Worker


@dataclass(frozen=True)
class Plan:
    """A team as it is set up: its name, kind, service, district and how many work in it."""

    key: str
    name: str
    kind: Team.Kind
    service: str
    size: int
    role: str = "social_worker"
    manager_role: str = "team_manager"
    district: str = ""


PLANS = (
    Plan("door", "Single Point of Access", Team.Kind.FRONT_DOOR, "door", 5, "front_door_worker",
         "front_door_manager"),
    Plan("night", "Out of Hours Service", Team.Kind.OUT_OF_HOURS, "door", 2, "out_of_hours",
         "out_of_hours"),
    Plan("help", "Early Help", Team.Kind.EARLY_HELP, "door", 3),
    Plan("assess1", "Referral and Assessment Team 1", Team.Kind.ASSESSMENT, "door", 8,
         district="North Merrow"),
    Plan("assess2", "Referral and Assessment Team 2", Team.Kind.ASSESSMENT, "door", 8,
         district="South Merrow"),
    Plan("protect1", "Child Protection and Children in Need Team 1", Team.Kind.PROTECTION,
         "protection", 10, district="North Merrow"),
    Plan("protect2", "Child Protection and Children in Need Team 2", Team.Kind.PROTECTION,
         "protection", 10, district="South Merrow"),
    Plan("protect3", "Child Protection and Children in Need Team 3", Team.Kind.PROTECTION,
         "protection", 10, district="Merrow Docks"),
    Plan("disabled", "Disabled Children’s Team", Team.Kind.DISABILITY, "protection", 5),
    Plan("looked", "Looked After Children Team", Team.Kind.LOOKED_AFTER, "care", 8),
    Plan("leaving", "Leaving Care Team", Team.Kind.LEAVING_CARE, "care", 4),
    Plan("chairs", "Child Protection Service", Team.Kind.REVIEWING, "quality", 6,
         "conference_chair", "reviewing_officer"),
)
SERVICES = {
    "door": "Front door and assessment", "protection": "Child protection and children in need",
    "care": "Children looked after and leaving care", "quality": "Safeguarding and quality",
}


@dataclass(frozen=True)
class Staffing:
    """The teams of a place and the districts they work in; registrations run so many years."""

    plans: tuple[Plan, ...]
    districts: tuple[str, ...]
    registered_for: int = 4


MERROW = Staffing(PLANS, ("North Merrow", "South Merrow", "Merrow Docks"))
TITLES = {
    "front_door_worker": "Front door social worker", "front_door_manager": "Front door manager",
    "out_of_hours": "Out of hours social worker", "social_worker": "Social worker",
    "team_manager": "Team manager", "conference_chair": "Conference chair",
    "reviewing_officer": "Independent reviewing officer",
}
#: Who signs in by one click: the role, and the team and place in it they have (0 is its manager).
INVENTED = {
    "social_worker": ("protect1", 1), "team_manager": ("protect1", 0),
    "front_door_worker": ("door", 1), "front_door_manager": ("door", 0),
    "out_of_hours": ("night", 1), "conference_chair": ("chairs", 1),
    "reviewing_officer": ("chairs", 0),
}
#: Those who sign in and belong to no team.
BESIDE = {
    "service_manager": "Head of service", "conference_administrator": "Conference administrator",
    "analyst": "Performance analyst", "board_manager": "Partnership manager",
    "partner_professional": "Designated nurse", "director": "Director of children’s services",
    "information_governance": "Information governance officer", "inspector": "Inspector",
}


@dataclass
class Borough:
    """The authority with its teams and everybody in them."""

    authority: Authority
    opener: User
    teams: dict[str, Team] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[Staff]] = field(default_factory=dict)
    managers: dict[str, Staff] = field(default_factory=dict)
    beside: dict[str, Staff] = field(default_factory=dict)
    documents: list[tuple[date, str]] = field(default_factory=list)

    def threshold_document(self, on: date) -> str:
        """The version of the threshold document of a day; which there are is asked once."""
        if not self.documents:
            self.documents = versions_since(self.authority.pk)
        return next(version for since, version in self.documents if since <= on)

    def of(self, team: str, place: int) -> Staff:
        """A member of a team by place; places come round again."""
        return self.members[team][place % len(self.members[team])]

    def alike(self, team: str, district: str = "") -> list[str]:
        """The teams that do the same work, for a district where they have divided the districts."""
        work = team.rstrip("0123456789")
        same = [key for key in self.teams if key.rstrip("0123456789") == work]
        return [key for key in same if district and self.districts.get(key) == district] or same


class Hiring:
    """Sets up the services and teams of a borough and takes on everybody who works in them."""

    def __init__(
        self, authority: Authority, opener: User, rng: Random, since: date,
        staffing: Staffing | None = None,
    ) -> None:
        self.made = Borough(authority, opener)
        self.rng, self.since = rng, since
        self.staffing = staffing or MERROW
        self.names = staff_names(rng, wide=self.staffing is not MERROW)
        self.number = 0

    def all(self, sizes: float = 1.0) -> Borough:
        """Everything; `sizes` makes every team smaller for a small borough."""
        told: dict[str, Any] = {
            "authority": self.made.authority, "by": self.made.opener, "on": FOUNDED,
        }
        services = {
            key: workforce.open_service(name=name, **told) for key, name in SERVICES.items()
        }
        districts = {
            name: workforce.open_district(name=name, **told) for name in self.staffing.districts
        }
        for plan in self.staffing.plans:
            self._team(plan, services[plan.service], districts.get(plan.district))
            self._people(plan, max(2, round(plan.size * sizes)))
        for role, title in BESIDE.items():
            self.made.beside[role] = self._hire(role, title, demonstration=True)
        self._line(list(services.values()))
        return self.made

    def _team(self, plan: Plan, service: Service, district: District | None) -> None:
        team = workforce.open_team(
            name="ASKK" if plan.key == "door" else plan.name, kind=plan.kind, service=service,
            authorities=[self.made.authority], by=self.made.opener, on=FOUNDED, district=district,
        )
        if plan.key == "door":
            workforce.rename_team(team=team, name=plan.name, by=self.made.opener, on=RENAMED_ON)
        self.made.teams[plan.key] = team
        self.made.districts[plan.key] = plan.district

    def _people(self, plan: Plan, size: int) -> None:
        for place in range(size + 1):
            role = plan.manager_role if place == 0 else plan.role
            invented = INVENTED.get(role) == (plan.key, place)
            staff = self._hire(role, TITLES[role], demonstration=invented)
            workforce.place(
                worker=staff.worker, team=self.made.teams[plan.key], by=self.made.opener,
                on=self.since, role=TITLES[role].lower(), manager=place == 0,
            )
            if place == 0:
                self.made.managers[plan.key] = staff
            else:
                workforce.report_to(
                    worker=staff.worker, manager=self.made.managers[plan.key].worker,
                    by=self.made.opener, on=self.since,
                )
                self.made.members.setdefault(plan.key, []).append(staff)

    def _hire(self, role: str, title: str, *, demonstration: bool) -> Staff:
        name = self.names.pop()
        username = f"{name.lower().replace(' ', '.')}"
        user = create_user(
            username=username, display_name=name, by=None, demonstration=demonstration,
            email=f"{username}@merrow.example",
        )
        give_role(user=user, role=role, authority=self.made.authority, by=None, on=self.since)
        self.number += 1
        registered = role not in BESIDE or role == "service_manager"
        worker = workforce.take_on(
            name=name, user=user, by=self.made.opener, on=self.since, role_title=title,
            email=user.email, phone=f"01999 555 {100 + self.number}",
            employment="agency" if self.rng.random() < 0.18 else "permanent",
            registration_body="Social Work England" if registered else "",
            registration_number=f"SW9{self.number:05d}" if registered else "",
            registration_expires_on=date(self.staffing.registered_for + self.since.year, 11, 30)
            if registered else None,
        )
        return Staff(user, worker)

    def _line(self, services: Sequence[Service]) -> None:
        """Every team manager reports to the head of service, and services have a head."""
        head = self.made.beside["service_manager"].worker
        for service in services:
            service.head = head
            service.save(update_fields=["head"])
        for manager in self.made.managers.values():
            workforce.report_to(
                worker=manager.worker, manager=head, by=self.made.opener, on=self.since
            )
