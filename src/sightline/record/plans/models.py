"""A plan as it stood at one event: needs, outcomes, actions, contingency and progress."""

from typing import ClassVar

from django.db import models

from sightline.record.spine.models import EventFacts, EventItem


class PlanKind(models.TextChoices):
    """Which plan it is."""

    PROTECTION = "protection", "Child protection plan"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"


class PlanState(models.TextChoices):
    """How far the document has come; it never decides whether the child has a plan."""

    OUTLINE = "outline", "Outline"
    AGREED = "agreed", "Agreed"
    FINAL = "final", "Final"


class PlanDocument(EventFacts):
    """One version of a child's plan: why there is one, and what would make it no longer needed."""

    kind = models.CharField("Which plan is it?", max_length=16, choices=PlanKind)
    state = models.CharField(
        "How far has it come?", max_length=10, choices=PlanState, default=PlanState.OUTLINE
    )
    why = models.TextField(
        "Why does the child need this plan?", blank=True, default="",
        help_text="What has happened, what harm it did or could do, in words the family would "
        "recognise.",
    )
    success = models.TextField(
        "How will we know the plan is no longer needed?", blank=True, default="",
        help_text="What will be different for the child every day.",
    )
    visiting = models.TextField(
        "Who will see the child, how often and where?", blank=True, default="",
        help_text="Include seeing the child alone and where the child sleeps.",
    )
    child_view = models.TextField(
        "What does the child want?", blank=True, default="",
        help_text="In the child's own words. If nobody has asked yet, say so and when they will.",
    )
    family_part = models.TextField(
        "What will the wider family do?", blank=True, default="",
        help_text="Relatives and friends who help, and with what.",
    )
    review_on = models.DateField("When will the plan be reviewed?", null=True, blank=True)

    class Meta:
        """Called a plan on screens."""

        verbose_name = "plan"


class Need(EventItem):
    """Something in the child's life that must change."""

    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(
        "What does the child need?", blank=True, default="",
        help_text="One need at a time, about this child.",
    )
    identity = models.ForeignKey(
        "identity.IdentityNeed", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="From which need that comes from who the child is?", editable=False,
    )

    class Meta:
        """In the order of the document."""

        ordering: ClassVar = ["number", "id"]

    def __str__(self) -> str:
        return self.text


class Outcome(EventItem):
    """What will be different for the child when a need is met, and how it is measured."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField("What will be different for the child?", blank=True, default="")
    measure = models.TextField(
        "How will we know?", blank=True, default="",
        help_text="Something that can be seen, counted or told by the child.",
    )
    review_on = models.DateField("When will progress be looked at?", null=True, blank=True)

    class Meta:
        """In the order of the document."""

        ordering: ClassVar = ["number", "id"]

    def __str__(self) -> str:
        return self.text


class Action(EventItem):
    """What one named person will do by a day; in an agreed plan it is a task in the register."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField("What will be done?", blank=True, default="")
    owner_name = models.CharField(
        "Who will do it?", max_length=120, blank=True, default="",
        help_text="A name, not a service.",
    )
    owner_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which of our workers?",
    )
    due_on = models.DateField("By when?", null=True, blank=True)
    task = models.ForeignKey(
        "tasks.Task", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        """In the order of the document."""

        ordering: ClassVar = ["number", "id"]

    def __str__(self) -> str:
        return self.text


class Contingency(EventFacts):
    """What happens if the plan fails or the risk grows; without it no plan is final."""

    trigger = models.TextField(
        "What would tell us that the plan is not working?", blank=True, default="",
        help_text="The signs that the child is less safe, so that anyone would know them.",
    )
    action = models.TextField(
        "What will be done then?", blank=True, default="",
        help_text="Today, tonight and at the weekend.",
    )
    by_whom = models.TextField(
        "Who will act then?", blank=True, default="",
        help_text="Names, and who stands in for each at night and at the weekend.",
    )
    emergency_carer = models.TextField(
        "Who would look after the child in an emergency, and where?", blank=True, default="",
        help_text="A named person or place that has been asked.",
    )
    contact = models.TextField(
        "Who should be called, on which number?", blank=True, default=""
    )

    class Meta:
        """Called by its trade name on screens."""

        verbose_name = "contingency plan"
        verbose_name_plural = "contingency plans"


class Progress(models.TextChoices):
    """How a child stands against an outcome when it is reviewed."""

    ACHIEVED = "achieved", "Achieved"
    BETTER = "better", "Better"
    SAME = "same", "No change"
    WORSE = "worse", "Worse"


class OutcomeReview(EventItem):
    """How far an outcome of a plan had come when it was reviewed."""

    outcome = models.ForeignKey(
        Outcome, models.PROTECT, related_name="reviews", verbose_name="Which outcome?"
    )
    progress = models.CharField(
        "How is the child doing?", max_length=10, choices=Progress, blank=True, default=""
    )
    words = models.TextField("What shows it?", blank=True, default="")

    class Meta:
        """Called progress on screens."""

        verbose_name = "progress against an outcome"
