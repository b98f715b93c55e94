"""Where a child was put to be safe, and what a court order says."""

from django.db import models

from sightline.record.spine.models import EventFacts


class PlaceOfSafety(EventFacts):
    """Where a child was taken or kept to be safe, with whom, and from whom it is kept."""

    class Kind(models.TextChoices):
        """The kind of place."""

        HOSPITAL = "hospital", "Hospital"
        FOSTER = "foster", "A foster carer"
        HOME = "home", "A children's home"
        RELATIVE = "relative", "A relative or friend"
        STAYED = "stayed", "Where they were: the danger was taken away"
        POLICE = "police", "A police station, until somewhere better was found"
        OTHER = "other", "Somewhere else"
        NOT_KNOWN = "not_known", "Not known: we asked and could not find out"

    kind = models.CharField(
        "Where is the child?", max_length=10, choices=Kind, blank=True, default=""
    )
    where = models.CharField(
        "Where exactly, and on which number?", max_length=200, blank=True, default="",
        help_text="Leave a confidential address out: it has its own place on the record.",
    )
    with_whom = models.CharField("Who is with the child?", max_length=200, blank=True, default="")
    kept_from = models.CharField(
        "Who must not be told where the child is, and why?", max_length=300, blank=True,
        default="", help_text="Write “nobody” if nobody has to be kept from knowing.",
    )
    agreed_by = models.CharField(
        "Who agreed to the child being there?", max_length=200, blank=True, default="",
        help_text="The manager on call, and a parent where one agreed.",
    )

    class Meta(EventFacts.Meta):
        """Called by what it is on screens."""

        abstract = False
        verbose_name = "where the child is"
        verbose_name_plural = "places of safety"

    @property
    def words(self) -> str:
        """The place as one line says it."""
        kind = self.get_kind_display() if self.kind else "Somewhere"
        line = f"{kind}: {self.where}" if self.where else kind
        return f"{line}, with {self.with_whom}" if self.with_whom else line


class OrderTerms(EventFacts):
    """What a court ordered: which court, under which number, and the hour at which it ends."""

    court = models.CharField("Which court?", max_length=160, blank=True, default="")
    number = models.CharField("What is the case number?", max_length=60, blank=True, default="")
    until_time = models.TimeField(
        "At what time does it end?", null=True, blank=True,
        help_text="As the order says. If it says only the day, leave this empty.",
    )
    directions = models.TextField(
        "What else does it direct?", blank=True, default="",
        help_text="Who may see the child, medical examination, who must leave the home, who must "
        "say where the child is.",
    )

    class Meta(EventFacts.Meta):
        """Called by what it is on screens."""

        abstract = False
        verbose_name = "what the court ordered"
        verbose_name_plural = "what courts ordered"
