"""What an application rested on, and how an order ended."""

from django.db import models

from sightline.record.spine.models import EventFacts


class Grounds(EventFacts):
    """Why a court made the order, and who was told of it."""

    class Notice(models.TextChoices):
        """Whether those with parental responsibility could be heard."""

        WITH = "with", "Yes, they had notice"
        WITHOUT = "without", "No, it was made without notice"
        NOT_KNOWN = "not_known", "Not known"

    reason = models.TextField("Why was it made?", blank=True, default="")
    notice = models.CharField(
        "Were the parents told before?", max_length=10, choices=Notice, blank=True, default=""
    )
    served = models.CharField(
        "Who was given the order, and when?", max_length=200, blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "why the order was made"
        verbose_name_plural = "why orders were made"


class Ended(EventFacts):
    """How an order ended: who decided, where the child went, what keeps them safe."""

    who = models.CharField("Who decided?", max_length=160, blank=True, default="")
    goes_to = models.CharField(
        "Where does the child go, and to whom?", max_length=200, blank=True, default=""
    )
    safe_because = models.TextField("What keeps the child safe there?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "how the order ended"
