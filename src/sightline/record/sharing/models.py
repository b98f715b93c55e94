"""What a parent said of a document, what they were answered, and who is not sent it and why."""

from django.db import models

from sightline.record.spine.models import EventFacts


class Settled(models.TextChoices):
    """Whether every parent of the child has it now, or is not to have it."""

    EVERYBODY = "everybody", "No other parent waits for it"
    NOT_ALL = "not_all", "Another parent still waits for it"


class Wish(models.TextChoices):
    """Whether a parent tells what they think, or asks for something to be put right."""

    COMMENT = "comment", "What they think of it"
    CORRECTION = "correction", "They ask for something to be put right"


class Reply(models.TextChoices):
    """What became of what a parent asked for."""

    CORRECTED = "corrected", "It was wrong and was put right"
    NOTED = "noted", "Their view is kept beside what was written"
    NOT_AGREED = "not_agreed", "It was looked at and stays as it is"


class NotSent(EventFacts):
    """A parent who is not sent a document, as a manager decided, and why."""

    person = models.ForeignKey(
        "persons.Person", models.PROTECT, related_name="+", verbose_name="To whom?"
    )
    reason = models.TextField("Why is it not sent to them?")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "a parent who is not sent it"


class Remark(EventFacts):
    """What one parent says of a document, in their own words."""

    person = models.ForeignKey(
        "persons.Person", models.PROTECT, related_name="+", verbose_name="Who said it?"
    )
    words = models.TextField("What do they say?")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what a parent said of it"

    def __str__(self) -> str:
        return self.person.display_name


class Answer(EventFacts):
    """What one parent was answered."""

    remark = models.ForeignKey(
        Remark, models.PROTECT, related_name="answers", verbose_name="Who asked?"
    )
    words = models.TextField("What were they answered?")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the answer to a parent"
