"""What an enquiry began with, what it found, and what was concluded."""

from django.db import models

from sightline.base.forms.validators import not_in_future
from sightline.record.spine.models import EventFacts


class Emergency(EventFacts):
    """The emergency action with which an enquiry began, before the agencies had talked."""

    class Action(models.TextChoices):
        """What was done at once."""

        POLICE_PROTECTION = "police_protection", "Police protection"
        PROTECTION_ORDER = "protection_order", "Emergency protection order"
        AGREED_MOVE = "agreed_move", "The child went somewhere safe by agreement"
        SEEN_AT_ONCE = "seen_at_once", "The child was seen at once to be made safe"
        OTHER = "other", "Something else"

    action = models.CharField(
        "What was done at once?", max_length=20, choices=Action, blank=True, default=""
    )
    words = models.TextField("What happened?", blank=True, default="")
    done_by = models.CharField("Who did it?", max_length=120, blank=True, default="")
    where = models.TextField("Where is the child now?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the emergency action"
        verbose_name_plural = "emergency actions"


class Enquiry(EventFacts):
    """The sections of an enquiry that one event wrote; the newest words of each count."""

    class Recommended(models.TextChoices):
        """What the enquiry concludes."""

        NOT_SUBSTANTIATED = "not_substantiated", "Concerns not substantiated"
        NO_CONTINUING_HARM = (
            "no_continuing_harm", "Substantiated; significant harm is not likely to continue"
        )
        CONFERENCE = "conference", "Substantiated: initial child protection conference"
        REVIEW_CONFERENCE = "review_conference", "Already on a plan: early review conference"
        LOOKED_AFTER = "looked_after", "Looked after: a decision which process leads"

    child_account = models.TextField(
        "What did the child say or show?", blank=True, default="",
        help_text="In the child’s own words, with who heard it and when.",
    )
    seen_and_found = models.TextField(
        "What was seen and found about this child?", blank=True, default="",
        help_text="Injuries, how the child was, what the medical found.",
    )
    parents_account = models.TextField(
        "What do the parents or carers say?", blank=True, default=""
    )
    others_account = models.TextField(
        "What do others say?", blank=True, default="",
        help_text="Police, health, school, family, neighbours: what each knows at first hand.",
    )
    checks = models.TextField(
        "Which checks were made, and what did they show?", blank=True, default=""
    )
    analysis = models.TextField(
        "What does it mean for this child?", blank=True, default="",
        help_text="What harm there was, how likely it is again, and what lowers that.",
    )
    safe_now = models.TextField("What keeps the child safe now?", blank=True, default="")
    recommended = models.CharField(
        "What do you recommend?", max_length=20, choices=Recommended, blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the enquiry found"


class Conclusion(EventFacts):
    """What follows when an enquiry needs no initial conference."""

    class Next(models.TextChoices):
        """What help goes on."""

        NOTHING = "nothing", "Nothing more from this enquiry"
        ASSESSMENT = "assessment", "The assessment goes on"
        CHILD_IN_NEED = "child_in_need", "Child in need plan"
        EARLY_HELP = "early_help", "Early help"

    class Leads(models.TextChoices):
        """Which process leads for a looked-after child."""

        LOOKED_AFTER = "looked_after", "The care plan and its reviews"
        CONFERENCE = "conference", "A child protection conference"

    next = models.CharField(
        "What help goes on?", max_length=16, choices=Next, blank=True, default=""
    )
    leads = models.CharField(
        "For a looked-after child, which process leads?", max_length=16, choices=Leads,
        blank=True, default="",
    )
    agencies_told_on = models.DateField(
        "When were the agencies told?", null=True, blank=True, validators=[not_in_future]
    )
    family_told_on = models.DateField(
        "When was the family told?", null=True, blank=True, validators=[not_in_future]
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what follows"
        verbose_name_plural = "what follows"
