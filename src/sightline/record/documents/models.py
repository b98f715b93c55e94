"""What was sent to whom, the exact bytes of it, and what was shared on purpose."""

from django.db import models

from sightline.base.models import Row
from sightline.record.spine.models import EventFacts


class Way(models.TextChoices):
    """How a document reached its recipient."""

    TOGETHER = "together", "Read through together"
    HAND = "hand", "Given by hand"
    POST = "post", "By post"
    EMAIL = "email", "By secure email"
    SYSTEM = "system", "On a shared system"


class ForWhom(models.TextChoices):
    """What the recipient is to the child."""

    CHILD = "child", "The child"
    PARENT = "parent", "A parent, or somebody with parental responsibility"
    CARER = "carer", "Somebody who looks after the child"
    RELATIVE = "relative", "Somebody else who is close to the child"
    AGENCY = "agency", "A professional or agency"
    REFERRER = "referrer", "Whoever told us"


class SentDocument(EventFacts):
    """A document as it left: what it was, to whom, how, and the digest of its exact bytes."""

    document = models.CharField("which document", max_length=40)
    title = models.CharField("Title", max_length=200)
    for_whom = models.CharField("Made for", max_length=10, choices=ForWhom)
    recipient = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    recipient_name = models.CharField("To whom", max_length=160)
    recipient_role = models.CharField("Who they are", max_length=160, blank=True, default="")
    way = models.CharField("How", max_length=10, choices=Way)
    large = models.BooleanField("In large print", default=False)
    easy = models.BooleanField("In Easy Read", default=False)
    left_out = models.TextField("What was left out", blank=True, default="")
    digest = models.CharField("SHA-256 of the file", max_length=64)

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "document that was sent"
        verbose_name_plural = "documents that were sent"


class Copy(Row):
    """The exact bytes that were sent, on screen and on paper, so that they can be read again."""

    sent = models.OneToOneField(SentDocument, models.PROTECT, related_name="copy")
    html = models.TextField()
    pdf = models.BinaryField()


class SharedPart(EventFacts):
    """One part of a document that somebody chose to give to one recipient, and why."""

    document = models.CharField("which document", max_length=40)
    part = models.CharField("which part", max_length=80)
    title = models.CharField("What is shared", max_length=200)
    withheld_because = models.CharField("Why it is left out otherwise", max_length=300)
    recipient_key = models.CharField(max_length=200, editable=False)
    recipient_name = models.CharField("With whom", max_length=160)
    reason = models.TextField("Why it is shared all the same")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "part that was shared"
        verbose_name_plural = "parts that were shared"
