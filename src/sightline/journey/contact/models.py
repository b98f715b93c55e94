"""What a contact says: the account of it, what the family was told, and each child's own part."""

from django.db import models

from sightline.record.spine.models import EventFacts, OccasionFacts


class Known(models.TextChoices):
    """Yes, no, or that we do not know; never blank once it has been asked."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"
    NOT_ASKED = "not_asked", "Not asked"


class Account(OccasionFacts):
    """What was said and how it came, once for everybody it is about."""

    class Method(models.TextChoices):
        """How the contact reached us."""

        PHONE = "phone", "Telephone call"
        FORM = "form", "Referral form"
        EMAIL = "email", "Email or letter"
        IN_PERSON = "in_person", "In person"
        POLICE = "police", "Police notification"
        MEETING = "meeting", "At a meeting"
        OTHER = "other", "Another way"

    worry = models.CharField(
        "What is the worry, in one line?", max_length=160, blank=True, default="",
        help_text="This line is what everybody sees in the list.",
    )
    detail = models.TextField(
        "What were we told?", blank=True, default="",
        help_text="Use the referrer's own words where you can. "
        "Keep what they saw apart from what they think.",
    )
    method = models.CharField(
        "How did it reach us?", max_length=10, choices=Method, blank=True, default=""
    )
    danger = models.CharField(
        "Is anyone in immediate danger?", max_length=10, choices=Known, blank=True, default="",
    )
    danger_action = models.TextField(
        "What has been done about it?", blank=True, default="",
        help_text="Call the police first. Protecting a child never waits for a form.",
    )

    class Meta:
        """Words for a reader."""

        verbose_name = "what we were told"


class FamilyTold(OccasionFacts):
    """What the family was told and agreed to, or why not asked, and the basis for sharing."""

    class Answer(models.TextChoices):
        """What came of telling the family."""

        AGREED = "agreed", "They were told and agreed"
        REFUSED = "refused", "They were told and did not agree"
        TOLD_ONLY = "told_only", "They were told; agreement was not needed"
        NOT_TOLD = "not_told", "They have not been told"
        NOT_KNOWN = "not_known", "Not known"

    class WhyNot(models.TextChoices):
        """Why the family was not asked."""

        RISK = "risk", "Telling them would put a child or someone else at risk"
        CRIME = "crime", "Telling them could get in the way of an investigation"
        URGENT = "urgent", "There was no time"
        NOT_REACHED = "not_reached", "They could not be reached"
        NOT_YET = "not_yet", "Not yet: they will be told"
        REFERRER = "referrer", "The referrer had not asked them"

    class Basis(models.TextChoices):
        """On what lawful basis information is shared (UK GDPR art. 6)."""

        PUBLIC_TASK = "public_task", "Public task: safeguarding or promoting the child's welfare"
        LEGAL_DUTY = "legal_duty", "Legal obligation"
        VITAL = "vital", "Vital interests: to protect someone's life"
        CONSENT = "consent", "Consent"

    answer = models.CharField(
        "What was the family told, and did they agree?", max_length=10, choices=Answer,
        blank=True, default="",
        help_text="A refusal is recorded. It never delays a decision about a child.",
    )
    agreed_to = models.TextField("What did they agree to?", blank=True, default="")
    told_who = models.CharField("Who was told?", max_length=200, blank=True, default="")
    told_by = models.CharField("Who told them?", max_length=120, blank=True, default="")
    told_on = models.DateField("When were they told?", null=True, blank=True)
    why_not = models.CharField(
        "Why were they not asked?", max_length=12, choices=WhyNot, blank=True, default=""
    )
    why_not_words = models.TextField("Say more about why", blank=True, default="")
    basis = models.CharField(
        "What is the lawful basis for sharing this?", max_length=12, choices=Basis, blank=True,
        default="", help_text="Safeguarding a child does not depend on consent.",
    )
    basis_words = models.TextField(
        "What is shared, with whom and why?", blank=True, default=""
    )

    class Meta:
        """Words for a reader."""

        verbose_name = "what the family was told"
        verbose_name_plural = "what families were told"


class ChildPart(EventFacts):
    """Whom the contact is about, where they are, and whether they are safe now."""

    class About(models.TextChoices):
        """Who or what it is about."""

        CHILD = "child", "A child"
        UNBORN = "unborn", "An unborn child"
        ADULT = "adult", "An adult"
        UNIDENTIFIED = "unidentified", "A child we cannot yet identify"
        ADDRESS = "address", "An address"

    about = models.CharField(
        "Who is it about?", max_length=12, choices=About, blank=True, default=About.CHILD
    )
    described = models.TextField(
        "What is known that could identify them?", blank=True, default="",
        help_text="For example age, clothes, school, first name, who they were with.",
    )
    where = models.CharField(
        "Where is the child now, and with whom?", max_length=200, blank=True, default=""
    )
    safe = models.CharField(
        "Are they safe now?", max_length=10, choices=Known, blank=True, default=""
    )
    safe_because = models.CharField("How do we know?", max_length=200, blank=True, default="")
    own_worry = models.TextField(
        "What is different for this child?", blank=True, default="",
        help_text="Only what is not true of the others.",
    )

    class Meta:
        """Words for a reader."""

        verbose_name = "this child"
        verbose_name_plural = "each child"


class Completeness(EventFacts):
    """How much of what a referral form asks about one child was told; it holds nothing back."""

    class Form(models.TextChoices):
        """Which form it was."""

        CHILD = "child", "Referral form"
        UNBORN = "unborn", "Maternity form"

    form = models.CharField("Which form?", max_length=6, choices=Form)
    asked = models.PositiveSmallIntegerField("Questions asked")
    told = models.PositiveSmallIntegerField("Questions answered")
    not_known = models.TextField("Answered “I do not know”", blank=True, default="")
    left_out = models.TextField("Not answered", blank=True, default="")

    class Meta:
        """Words for a reader."""

        verbose_name = "how complete the form is"
        verbose_name_plural = "how complete forms are"
