"""The categories of harm that an event names for a child, and what is known of plans elsewhere."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sightline.law.codes import code_set
from sightline.record.spine.models import EventFacts, EventItem

CATEGORIES = code_set("category_of_abuse").choices()


class Harm(EventItem):
    """One category under which a child needs protection; one of them is the main one.

    The census counts the main category; the whole set is kept so that both can be reported.
    """

    category = models.CharField("Which category of harm?", max_length=3, choices=CATEGORIES)
    main = models.BooleanField("Is it the main one?", default=False)

    class Meta:
        """One main category an event."""

        verbose_name = "category of harm"
        verbose_name_plural = "categories of harm"
        ordering: ClassVar = ["-main", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(main=True), name="one_main_harm_an_event"
            ),
            models.UniqueConstraint(fields=["event", "category"], name="one_harm_of_a_category"),
        ]

    def __str__(self) -> str:
        return str(self.get_category_display())


class PlanElsewhere(EventFacts):
    """What another authority, or the family, says of protection plans the child had there."""

    authority_name = models.CharField(
        "Which authority?", max_length=120, blank=True, default=""
    )
    category = models.CharField(
        "Under which category?", max_length=3, choices=CATEGORIES, blank=True, default=""
    )
    started_on = models.DateField("When did that plan start?", null=True, blank=True)
    ended_on = models.DateField("When did it end?", null=True, blank=True)
    how_many = models.PositiveSmallIntegerField(
        "How many protection plans has the child had elsewhere?", null=True, blank=True,
        help_text="Count the one that is being transferred, if there is one.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "protection plans elsewhere"
