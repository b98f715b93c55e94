"""Step, event, occasion and clock: what every process has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sightline.base.models import ReadWhole
from sightline.kernel.process import SubjectKind
from sightline.record.spine.querysets import (
    EventQuerySet,
    FactsQuerySet,
    OccasionFactsQuerySet,
    StepQuerySet,
)

if TYPE_CHECKING:
    from datetime import date

USER = settings.AUTH_USER_MODEL
SUBJECTS = [(kind.value, kind.value.title()) for kind in SubjectKind]


def _subject_is_one(name: str) -> models.CheckConstraint:
    """Exactly the key that the subject kind names is filled."""
    empty = {"child__isnull": True, "worker__isnull": True, "organisation__isnull": True}
    allowed = Q(subject_kind=SubjectKind.NONE, **empty)
    for kind in ("child", "worker", "organisation"):
        keys = {**empty, f"{kind}__isnull": False}
        allowed |= Q(subject_kind=kind, **keys)
    return models.CheckConstraint(condition=allowed, name=name)


class Step(ReadWhole):
    """One subject in one run of one process."""

    subject_kind = models.CharField(max_length=12, choices=SUBJECTS, default=SubjectKind.CHILD)
    child = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="steps"
    )
    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    process = models.CharField(max_length=40)
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    led_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="led_to"
    )
    episode = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="in_episode"
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    owner_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="steps_owned"
    )
    owner_team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="steps_owned"
    )
    source = models.CharField(max_length=40, blank=True, default="")

    objects: ClassVar = StepQuerySet.as_manager()

    class Meta:
        """One subject; quick to list by child, by owner and by process."""

        constraints: ClassVar = [_subject_is_one("step_has_one_subject")]
        indexes: ClassVar = [
            models.Index(fields=["child", "process"], name="step_child_process"),
            models.Index(
                fields=["authority", "process", "opened_on"],
                condition=Q(closed_on__isnull=True),
                name="step_open_by_process",
            ),
            models.Index(
                fields=["owner_team", "owner_worker"],
                condition=Q(closed_on__isnull=True),
                name="step_open_by_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} step {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it was opened and has not been closed."""
        return self.opened_on is not None and self.closed_on is None


class Happening(ReadWhole):
    """When something happened, who recorded it, and whether it still stands."""

    kind = models.CharField(max_length=60)
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.TextField(blank=True, default="")

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        """Shared by events and occasions."""

        abstract = True

    @property
    def stands(self) -> bool:
        """Whether it has not been voided."""
        return self.voided_at is None


class Occasion(Happening):
    """What happened once for several: a visit, meeting or contact about a family."""

    class Meta:
        """Ordered as they happened."""

        indexes: ClassVar = [models.Index(fields=["kind", "happened_on"], name="occasion_kind")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened_on}"


class Event(Happening):
    """One thing that happened to one subject; never edited, only voided and replaced."""

    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="events")
    subject_kind = models.CharField(max_length=12, choices=SUBJECTS, default=SubjectKind.CHILD)
    child = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="events"
    )
    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="parts"
    )
    outcome = models.CharField(max_length=40, blank=True, default="")
    for_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    source = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        """One subject, voided wholly or not at all."""

        constraints: ClassVar = [
            _subject_is_one("event_has_one_subject"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="event_voided_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["child", "happened_on", "order"], name="event_child_day"),
            models.Index(fields=["step", "kind"], name="event_step_kind"),
            models.Index(fields=["kind", "happened_on"], name="event_kind_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened_on}"


class Clock(ReadWhole):
    """A duty running on a step, derived from events and law; rebuilt at any time."""

    class State(models.TextChoices):
        """What became of the duty; overdue is computed, never stored."""

        RUNNING = "running", "Running"
        STOPPED = "stopped", "Done"
        ABANDONED = "abandoned", "No longer required"
        UNKNOWN = "unknown", "Not known from this source"

    step = models.ForeignKey(Step, models.CASCADE, related_name="clocks")
    child = models.ForeignKey(
        "persons.Person", models.CASCADE, null=True, blank=True, related_name="clocks"
    )
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    start_event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    stop_event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    stopped_on = models.DateField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    note = models.TextField(blank=True, default="")

    class Meta:
        """One run a start event and key on a step."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "key", "start_event"], name="one_run_a_start")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "key"], condition=Q(state="running"), name="clock_running_due"
            ),
            models.Index(fields=["child", "state", "due_on"], name="clock_child_due"),
            models.Index(fields=["step", "state", "due_on"], name="clock_step_due"),
            # what is owed after work has closed is a ground: asked on every page about a child
            models.Index(fields=["key", "state"], name="clock_key_state"),
        ]

    def __str__(self) -> str:
        return f"{self.key} due {self.due_on}"


class LocalValue(models.Model):
    """An authority's own limit for a clock: dated, owned and approved; empty means no alarm."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    allowed = models.CharField(max_length=60, blank=True, default="")
    outcome = models.CharField(max_length=40, blank=True, default="")
    cut_over_on = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=120)
    approved_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One standing value an authority, clock and day."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "key", "outcome", "since_on"],
                condition=Q(superseded_at__isnull=True),
                name="one_local_value_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="local_value_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.authority_id} since {self.since_on}"


class Repointed(models.Model):
    """One column of one row, given another value because two records were merged or parted.

    The trigger on events lets an event be given to another child, or taken off its step, only
    as the newest of these rows says; nothing else of it ever changes.
    """

    class Why(models.TextChoices):
        """What moved it."""

        MERGED = "merged", "Merged"
        PARTED = "parted", "Put back"
        SET_ASIDE = "set_aside", "Taken off work that was put back"
        PLACED = "placed", "Placed"

    merge = models.ForeignKey("matching.MergedInto", models.PROTECT, related_name="moves")
    why = models.CharField(max_length=10, choices=Why)
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    column = models.CharField(max_length=40)
    was = models.CharField(max_length=60, blank=True, default="")
    became = models.CharField(max_length=60, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Read by the row, newest last, and by the merge."""

        indexes: ClassVar = [
            models.Index(fields=["row", "table", "column"], name="repointed_row"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.column} {self.was} to {self.became}"


class EventFacts(models.Model):
    """What one event knows in typed columns; belongs to its event and is never edited."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="+")

    objects: ClassVar = FactsQuerySet.as_manager()

    class Meta:
        """A typed row of a slice."""

        abstract = True

    @property
    def on(self) -> date:
        """The day of the event."""
        return self.event.happened_on


class EventItem(models.Model):
    """One of several things an event knows: a factor, an action, a view."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects: ClassVar = FactsQuerySet.as_manager()

    class Meta:
        """A typed list row of a slice."""

        abstract = True


class OccasionFacts(models.Model):
    """What an occasion knows once for everybody it was about."""

    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="+")

    objects: ClassVar = OccasionFactsQuerySet.as_manager()

    class Meta:
        """A typed row shared by the parts of an occasion."""

        abstract = True


class OccasionItem(models.Model):
    """One of several things an occasion knows once: a participant, an invitation."""

    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="+")

    objects: ClassVar = OccasionFactsQuerySet.as_manager()

    class Meta:
        """A typed list row shared by the parts of an occasion."""

        abstract = True
