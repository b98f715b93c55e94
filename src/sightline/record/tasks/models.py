"""The register of tasks, each with its history and its place on the child's timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base import moments
from sightline.base.models import Row, both_or_neither
from sightline.record.spine.models import EventFacts

if TYPE_CHECKING:
    from datetime import date

    from sightline.people.workforce.models import Team, Worker

USER = settings.AUTH_USER_MODEL


class TaskSource(models.TextChoices):
    """What gave the instruction."""

    MANAGER = "manager", "Manager's instruction"
    PLAN = "plan", "Plan"
    CONFERENCE = "conference", "Conference"
    CORE_GROUP = "core_group", "Core group"
    STRATEGY_DISCUSSION = "strategy_discussion", "Strategy discussion"
    SUPERVISION = "supervision", "Supervision"
    AUDIT = "audit", "Audit"
    CHAIR = "chair", "Conference chair"
    REVIEW = "review", "Review"
    COURT = "court", "Court"
    PANEL = "panel", "Panel"
    IMPROVEMENT_PLAN = "improvement_plan", "Improvement plan"
    CASE_REVIEW = "case_review", "Case review"
    COMPLAINT = "complaint", "Complaint"
    CONTACT = "contact", "Contact"
    REFERRER = "referrer", "Referrer"
    MATCH = "match", "Match with a record"
    IMPORT = "import", "Import"
    MISSING_ANSWERS = "missing_answers", "Missing from the record"
    REMINDER = "reminder", "Reminder"
    DUTY = "duty", "For duty to do"
    OTHER = "other", "Other"


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks by what is still to be done about them."""

    def open(self) -> TaskQuerySet:
        """Those still to be done."""
        return self.filter(state=Task.State.OPEN)

    def awaiting_check(self) -> TaskQuerySet:
        """Those done that another person has yet to check."""
        return self.filter(state=Task.State.DONE, needs_check=True)

    def unfinished(self) -> TaskQuerySet:
        """Those still to be done, and those done but not yet checked."""
        return self.filter(Q(state=Task.State.OPEN) | Q(state=Task.State.DONE, needs_check=True))

    def overdue(self, on: date) -> TaskQuerySet:
        """Those still to be done whose day has passed."""
        return self.open().filter(due_on__lt=on)

    def held_by(self, *workers: Worker) -> TaskQuerySet:
        """Those that these workers answer for."""
        return self.filter(owner_worker__in=[worker.pk for worker in workers])

    def of_team(self, team: Team) -> TaskQuerySet:
        """Those that a team answers for, whoever in it has them."""
        return self.filter(owner_team=team)

    def by_due(self) -> TaskQuerySet:
        """The most pressing first; what has no day comes last."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "id")


class Task(Row):
    """One instruction: what is to be done, by whom, by when, and what shows that it was."""

    class State(models.TextChoices):
        """What became of it; whether it is overdue is computed, never stored."""

        OPEN = "open", "To do"
        DONE = "done", "Done"
        CHECKED = "checked", "Done and checked"
        CANCELLED = "cancelled", "Cancelled"

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    child = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    step = models.ForeignKey(
        "spine.Step", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    source = models.CharField("Where does it come from?", max_length=24, choices=TaskSource)
    source_event = models.ForeignKey(
        "spine.Event", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField("What is to be done?")
    owner_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="tasks",
        verbose_name="Who is to do it?",
    )
    owner_team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="tasks",
        verbose_name="Which team answers for it?",
    )
    outside = models.CharField(
        "Who outside the service is to do it?", max_length=120, blank=True, default="",
        help_text="The owner here answers for its being done.",
    )
    due_on = models.DateField("By when?", null=True, blank=True)
    needs_check = models.BooleanField("Is it to be checked by another person?", default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    evidence = models.TextField("What shows that it was done?", blank=True, default="")
    given_on = models.DateField()
    given_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_worker__isnull=False) | Q(owner_team__isnull=False),
                name="task_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "checked"]) | Q(done_on__isnull=False),
                name="task_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("done_by")),
                name="task_checked_by_another",
            ),
            both_or_neither("checked_on", "checked_by"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owner_worker", "due_on"], condition=Q(state__in=["open", "done"]),
                name="task_of_worker",
            ),
            models.Index(
                fields=["owner_team", "due_on"], condition=Q(state__in=["open", "done"]),
                name="task_of_team",
            ),
            models.Index(fields=["step", "state"], name="task_of_step"),
            models.Index(fields=["child", "state"], name="task_of_child"),
        ]


class TaskStep(Row):
    """One thing that happened to a task: given, handed to another, re-dated, done, checked."""

    class Kind(models.TextChoices):
        """What happened to it."""

        GIVEN = "given", "Given"
        REASSIGNED = "reassigned", "Given to another"
        REDATED = "redated", "Date changed"
        DONE = "done", "Done"
        CHECKED = "checked", "Checked"
        SENT_BACK = "sent_back", "Sent back"
        REOPENED = "reopened", "Reopened"
        CANCELLED = "cancelled", "Cancelled"

    task = models.ForeignKey(Task, models.PROTECT, related_name="history")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    recorded_at = models.DateTimeField(default=moments.now, editable=False)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    owner_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["task", "id"], name="task_history")]


class TaskMark(EventFacts):
    """The task that an event on a child's timeline is about, in the words of that day."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="marks")
    words = models.TextField(blank=True, default="")

    class Meta(EventFacts.Meta):
        abstract = False
