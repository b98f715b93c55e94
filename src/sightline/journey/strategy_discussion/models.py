"""Why a strategy discussion is asked for, what it decided for each child, and what was agreed."""

from django.db import models

from sightline.base.forms.validators import not_in_future
from sightline.record.meetings.models import Agency
from sightline.record.spine.models import EventFacts, EventItem


class Known(models.TextChoices):
    """Yes, no, or that we do not know."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Request(EventFacts):
    """The worry that asks for a discussion, and whether it has to be held today."""

    asked_by = models.CharField(
        "Which agency asked for it?", max_length=16, choices=Agency, blank=True, default="",
        help_text="Any agency may ask.",
    )
    worry = models.TextField("What is the worry?", blank=True, default="")
    injury = models.CharField(
        "Has the child been injured?", max_length=10, choices=Known, blank=True, default=""
    )
    sexual_abuse = models.CharField(
        "Is sexual abuse suspected?", max_length=10, choices=Known, blank=True, default=""
    )
    immediate_risk = models.CharField(
        "Is the child at immediate risk?", max_length=10, choices=Known, blank=True, default=""
    )
    safe_now = models.TextField(
        "Where is the child now, and what keeps them safe until then?", blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "why it is asked for"

    @property
    def is_urgent(self) -> bool:
        """Whether it is due today: injury, sexual abuse or immediate risk."""
        return Known.YES in (self.injury, self.sexual_abuse, self.immediate_risk)


class Discussion(EventFacts):
    """What was weighed and decided for one child, and what had been done before."""

    class Before(models.TextChoices):
        """What had been done before the agencies talked."""

        NOTHING = "nothing", "Nothing"
        EMERGENCY = "emergency", "Emergency action to protect the child"
        ENQUIRY = "enquiry", "Enquiry work had begun"
        NOT_KNOWN = "not_known", "Not known"

    before = models.CharField(
        "Was anything done before the discussion?", max_length=10, choices=Before, blank=True,
        default="", help_text="Protecting a child in an emergency comes first and is no failing.",
    )
    before_words = models.TextField("What was done, and when?", blank=True, default="")
    harm = models.TextField(
        "What harm is suspected or likely?", blank=True, default=""
    )
    safe_tonight = models.TextField(
        "What keeps the child safe tonight?", blank=True, default=""
    )
    medical = models.TextField(
        "Is a medical needed, and who arranges it?", blank=True, default=""
    )
    interviews = models.TextField(
        "Who will be spoken to, by whom, and when?", blank=True, default=""
    )
    others = models.TextField(
        "Which other children may be at risk?", blank=True, default="",
        help_text="Do not name children of another family in a record that this family may see.",
    )
    parents_told = models.TextField(
        "What are the parents told, when and by whom?", blank=True, default=""
    )
    again_on = models.DateField(
        "If you need to know more, when will you talk again?", null=True, blank=True
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what was decided for the child"


class Agreed(EventItem):
    """An action that the discussion agreed on: it becomes a task with an owner and a day."""

    text = models.TextField("What is to be done?", blank=True, default="")
    owner_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which of our workers does it, or sees that it is done?",
    )
    owner_name = models.CharField(
        "Who does it, if outside the service?", max_length=120, blank=True, default=""
    )
    due_on = models.DateField("By when?", null=True, blank=True)

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what was agreed"


class WhyNotAll(EventFacts):
    """The chair's reason for holding it without all who must take part."""

    reason = models.TextField(
        "Why was it held without them?", blank=True, default="",
        help_text="The discussion stays marked as not fully constituted.",
    )
    view = models.TextField(
        "What was done to learn their view?", blank=True, default=""
    )
    view_learnt_on = models.DateField(
        "When was it learnt?", null=True, blank=True, validators=[not_in_future]
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "why it was not fully constituted"
