"""The person or agency a contact or referral came from, and what they heard back."""

from django.db import models

from sightline.law.codes import code_set
from sightline.record.spine.models import EventFacts


class Identity(models.TextChoices):
    """How far the referrer may be named."""

    NAMED = "named", "They gave their name"
    WITHHELD = "withheld", "They gave their name, but the family must not be told it"
    ANONYMOUS = "anonymous", "They did not give their name"


class Referrer(EventFacts):
    """Who told us of a child: coded as the census asks, and how to reach them."""

    source = models.CharField(
        "Who did this come from?", max_length=3, choices=code_set("referral_source").choices(),
        blank=True, default="", help_text="The list of the children in need census.",
    )
    identity = models.CharField(
        "Did they give their name?", max_length=10, choices=Identity, blank=True, default=""
    )
    name = models.CharField("Their name", max_length=120, blank=True, default="")
    role = models.CharField(
        "What is their job, or who are they to the child?", max_length=120, blank=True,
        default="", help_text="For example designated safeguarding lead, grandmother, neighbour.",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which organisation do they work for?",
    )
    organisation_name = models.CharField(
        "The organisation's name, if it is not in the list", max_length=200, blank=True,
        default="",
    )
    person = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="If they are family, who are they on this system?",
    )
    phone = models.CharField("Their telephone number", max_length=40, blank=True, default="")
    email = models.EmailField("Their email address", blank=True, default="")
    best_reply = models.CharField(
        "How and when can we safely reply?", max_length=200, blank=True, default=""
    )

    class Meta:
        """Words for a reader."""

        verbose_name = "referrer"

    @property
    def can_be_told(self) -> bool:
        """Whether there is anybody to reply to: the nameless without a number cannot be."""
        if self.identity != Identity.ANONYMOUS:
            return True
        return bool(self.phone or self.email or self.best_reply)


class Way(models.TextChoices):
    """How the referrer was told."""

    PHONE = "phone", "By telephone"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    IN_PERSON = "in_person", "In person"
    PORTAL = "portal", "On their page of the referral form"


class Reply(EventFacts):
    """What the referrer was told, how, and by what words; or why they could not be."""

    way = models.CharField(
        "How were they told?", max_length=10, choices=Way, blank=True, default=""
    )
    said_to = models.CharField("Who was told?", max_length=120, blank=True, default="")
    words = models.TextField(
        "What were they told?", blank=True, default="",
        help_text="The outcome and why. Nothing about the family that they need not know.",
    )
    why_not = models.CharField(
        "Why could they not be told?", max_length=200, blank=True, default=""
    )

    class Meta:
        """Words for a reader."""

        verbose_name = "reply to the referrer"
        verbose_name_plural = "replies to referrers"
