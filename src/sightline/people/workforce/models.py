"""Services, districts, teams, posts, workers and cover, dated so that the past can be asked."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sightline.base import moments
from sightline.base.models import Row, in_order


def of_one(*units: str) -> models.CheckConstraint:
    """A constraint: the row tells of exactly one of these."""
    said = Q()
    for unit in units:
        said |= Q(**{f"{other}__isnull": other != unit for other in units})
    return models.CheckConstraint(condition=said, name="%(app_label)s_%(class)s_of_one_unit")


class HoldingQuerySet(models.QuerySet[Any]):
    """Rows with a first day and, once over, the day from which they no longer hold."""

    def in_force(self, on: date) -> Self:
        """Those that hold on a day."""
        begun = Q(since_on__isnull=True) | Q(since_on__lte=on)
        return self.filter(begun, Q(until_on__isnull=True) | Q(until_on__gt=on))


class Dated(Row):
    """Something of the workforce that holds from one day until another."""

    since_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    objects: ClassVar[Any] = HoldingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [in_order("since_on", "until_on")]


class Service(Dated):
    """A part of the department under one head of service: the front door, children in need.

    Whoever provides it, the department itself or somebody outside, is told apart by the day.
    """

    class Purpose(models.TextChoices):
        """What a service is for, where figures ask who provided it."""

        ANY = "", "No one purpose"
        CONFERENCES = "conferences", "Child protection conferences"

    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=16, choices=Purpose, blank=True, default=Purpose.ANY)
    authority = models.ForeignKey(
        "authorities.Authority", models.PROTECT, null=True, blank=True, related_name="services"
    )
    district = models.ForeignKey(
        "workforce.District", models.PROTECT, null=True, blank=True, related_name="services"
    )
    head = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="services_headed"
    )

    class Meta(Dated.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(Dated):
    """An area by which the police, health or the authority divides its work."""

    class Kind(models.TextChoices):
        """Whose map the district is on."""

        LOCALITY = "locality", "Locality"
        POLICE = "police", "Police"
        HEALTH = "health", "Health"

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="districts")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LOCALITY)
    name = models.CharField(max_length=120)

    class Meta(Dated.Meta):
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Team(Dated):
    """A team; its name is dated apart, and several authorities may share it."""

    class Kind(models.TextChoices):
        """What work comes to the team."""

        FRONT_DOOR = "front_door", "Front door"
        OUT_OF_HOURS = "out_of_hours", "Out of hours"
        EARLY_HELP = "early_help", "Early help"
        ASSESSMENT = "assessment", "Assessment"
        PROTECTION = "protection", "Children in need and protection"
        DISABILITY = "disability", "Disabled children"
        LOOKED_AFTER = "looked_after", "Looked-after children"
        LEAVING_CARE = "leaving_care", "Leaving care"
        FOSTERING = "fostering", "Fostering and adoption"
        REVIEWING = "reviewing", "Conference chairs and reviewing officers"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.OTHER)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="teams"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="teams_within"
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="teams"
    )
    authorities = models.ManyToManyField("authorities.Authority", related_name="teams")
    name_now = models.CharField(max_length=120, editable=False)

    class Meta(Dated.Meta):
        ordering = ["name_now"]

    def __str__(self) -> str:
        return self.name_now

    def name_on(self, on: date | None) -> str:
        """What the team was called on a day; its first name before that, as it was then unnamed."""
        if on is None:
            return self.name_now
        names = list(self.names.exclude(until_on=F("since_on")).order_by("since_on"))
        named = [name.name for name in names if name.since_on is None or name.since_on <= on]
        return named[-1] if named else (names[0].name if names else self.name_now)


class TeamName(Dated):
    """A name a team bore from one day until another."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)

    class Meta(Dated.Meta):
        ordering = ["since_on"]


class Worker(Dated):
    """A person who works, or worked, for the authority: the one a child is allocated to."""

    class Employment(models.TextChoices):
        """On what terms the worker is here."""

        PERMANENT = "permanent", "Permanent"
        AGENCY = "agency", "Agency"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="worker"
    )
    name = models.CharField(max_length=120)
    role_title = models.CharField("role", max_length=120, blank=True, default="")
    registration_body = models.CharField(max_length=60, blank=True, default="")
    registration_number = models.CharField(max_length=20, blank=True, default="")
    registration_expires_on = models.DateField(null=True, blank=True)
    employment = models.CharField(max_length=10, choices=Employment, default=Employment.PERMANENT)
    line_manager = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="manages"
    )
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")

    class Meta(Dated.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["registration_number"], name="worker_registration")]

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """A post of a team's establishment, filled or vacant; who manages the team holds one."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="posts")
    name = models.CharField(max_length=120)
    manager = models.BooleanField("manages the team", default=False)

    class Meta(Dated.Meta):
        ordering = ["-manager", "name"]

    def __str__(self) -> str:
        return self.name


class UnitName(Dated):
    """What a service, a district or a post was called from one day until another."""

    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="names")
    district = models.ForeignKey(District, models.CASCADE, null=True, related_name="names")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="names")
    name = models.CharField(max_length=120)

    class Meta(Dated.Meta):
        ordering = ["since_on"]
        constraints = [in_order("since_on", "until_on"), of_one("service", "district", "post")]


class UnitPlace(Dated):
    """To what a team, a service or a post belonged from one day until another.

    A team to a service and perhaps a district, a service perhaps to a district, a post to a team.
    """

    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="places")
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="places")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="places")
    in_service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    in_district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    in_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    class Meta(Dated.Meta):
        ordering = ["since_on"]
        constraints = [in_order("since_on", "until_on"), of_one("team", "service", "post")]


class ServiceProvider(Dated):
    """Who provided a service from one day until another: the authority, or somebody outside."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="providers")
    name = models.CharField(max_length=120, blank=True, default="")

    class Meta(Dated.Meta):
        ordering = ["since_on"]

    def __str__(self) -> str:
        return f"{self.name} (from outside)" if self.name else "In-house"


class TeamMembership(Dated):
    """A worker's place in a team, in a role, for a time; managers carry the flag."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=60, default="social worker")
    manager = models.BooleanField("manages the team", default=False)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="memberships"
    )

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["team", "until_on"], name="membership_team"),
            models.Index(fields=["worker", "until_on"], name="membership_worker"),
        ]


class Absence(Dated):
    """A time during which a worker is not at work; `until_on` is the day they are back.

    A row put down by mistake is withdrawn, and stays in the table.
    """

    class Why(models.TextChoices):
        """Why they are away, no closer than those who plan the work need to know."""

        LEAVE = "leave", "Leave"
        UNPLANNED = "unplanned", "Unplanned absence"
        ELSEWHERE = "elsewhere", "Training, court or other work"

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="absences")
    why = models.CharField(max_length=10, choices=Why, default=Why.LEAVE)
    recorded_at = models.DateTimeField(default=moments.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Dated.Meta):
        ordering = ["since_on"]
        indexes = [models.Index(fields=["worker", "until_on"], name="absence_worker")]


class Cover(Dated):
    """One worker answering for another's children while they are away."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="covered")
    covered_by = models.ForeignKey(Worker, models.CASCADE, related_name="covering")
    reason = models.CharField(max_length=120, blank=True, default="")

    class Meta(Dated.Meta):
        constraints = [
            in_order("since_on", "until_on"),
            models.CheckConstraint(
                condition=~Q(worker=F("covered_by")), name="cover_is_by_another"
            ),
        ]
        indexes = [models.Index(fields=["covered_by", "until_on"], name="cover_by")]
