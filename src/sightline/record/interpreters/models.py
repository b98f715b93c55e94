"""An interpreter for one person at one meeting, and what came of asking for them."""

from django.db import models

from sightline.record.spine.models import EventFacts


class Booking(EventFacts):
    """Who is to interpret for whom and at what, on the day that its event sets.

    On an event that says a meeting went without one, it says for whom and in which language.
    """

    person = models.ForeignKey(
        "persons.Person", models.PROTECT, related_name="+", verbose_name="For whom?"
    )
    language = models.CharField("In which language?", max_length=60, blank=True, default="")
    what = models.CharField("For what?", max_length=24)
    agency = models.CharField(
        "Which interpreter or agency?", max_length=120, blank=True, default=""
    )
    words = models.TextField("What else is there to know?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "an interpreter"


class Said(EventFacts):
    """What came of one booking: an answer, or whether they were there."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="said")
    words = models.TextField("In their words, or yours", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what came of asking for an interpreter"
        verbose_name_plural = "what came of asking for interpreters"
