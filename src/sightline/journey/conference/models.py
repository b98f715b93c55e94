"""What a conference knows: the chair's decision for each child, delays, reports, exclusions."""

from django.db import models

from sightline.record.spine.models import EventFacts, EventItem


class ChildsPart(models.TextChoices):
    """How a child was heard at a conference."""

    ATTENDED = "attended", "Came to the whole conference"
    CAME_FOR_PART = "came_for_part", "Came for part of it"
    ADVOCATE = "advocate", "Was spoken for by an advocate"
    OWN_WORDS = "own_words", "Sent their own words, drawing or recording"
    THROUGH_WORKER = "through_worker", "Told a worker, who passed it on"
    OBSERVED = "observed", "Is too young to say: was observed"
    DECLINED = "declined", "Was asked and did not want to"
    NOT_ASKED = "not_asked", "Was not asked"


class Advocate(models.TextChoices):
    """Whether the child had somebody to speak for them."""

    PRESENT = "present", "Yes, an advocate took part"
    DECLINED = "declined", "One was offered and the child said no"
    NOT_OFFERED = "not_offered", "None was offered"
    NOT_APPLICABLE = "not_applicable", "The child is too young or not yet born"


class Follows(models.TextChoices):
    """What help goes on when there is no protection plan, or none any more."""

    CHILD_IN_NEED = "child_in_need", "A child in need plan"
    EARLY_HELP = "early_help", "Early help, once they have accepted"
    NOTHING = "nothing", "Nothing, for the reason given"


class ConferenceDecision(EventFacts):
    """What the chair decided for one child, why, how the child was heard, and what follows."""

    chair = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who chaired and decided?",
    )
    chair_name = models.CharField(
        "The chair's name, if they are not in the list", max_length=120, blank=True, default=""
    )
    reasons = models.TextField(
        "Why was this decided for this child?", blank=True, default="",
        help_text="Is this child likely to suffer significant harm, and what shows it? Write for "
        "this child, not for the family.",
    )
    below_quorum_reason = models.TextField(
        "If too few agencies were there, why did the chair go on?", blank=True, default="",
        help_text="Say when an early review will be held.",
    )
    child_part = models.CharField(
        "How was the child heard?", max_length=16, choices=ChildsPart, blank=True, default=""
    )
    not_heard_reason = models.TextField(
        "Why was the child not heard?", blank=True, default="",
        help_text="What was offered, and what would make it possible next time.",
    )
    child_view = models.TextField(
        "What did the child say or show?", blank=True, default="",
        help_text="In the child's own words where you can.",
    )
    advocate = models.CharField(
        "Was there an advocate?", max_length=16, choices=Advocate, blank=True, default=""
    )
    report_quality = models.PositiveSmallIntegerField(
        "How good was the social worker's report on this child?",
        choices=[(1, "1: outstanding"), (2, "2: good"), (3, "3: must be better"), (4, "4: poor")],
        null=True, blank=True,
        help_text="The child's view, the analysis and the draft plan.",
    )
    report_words = models.TextField("What would make it better?", blank=True, default="")
    confidential = models.TextField(
        "What was said of this child in the confidential part?", blank=True, default="",
        help_text="What the family must not hear. It is never on the meeting’s screen, and in "
        "nobody’s copy unless somebody authorises that.",
    )
    first_core_group_on = models.DateField(
        "When will the core group first meet?", null=True, blank=True,
        help_text="Within 10 working days of this conference.",
    )
    end_child_in_need = models.BooleanField(
        "Does the child in need plan end today?", null=True, blank=True,
        help_text="A child has one plan at a time. The protection plan takes over what it says.",
    )
    follows = models.CharField(
        "If there is no plan, or none any more: what follows?", max_length=14, choices=Follows,
        blank=True, default="",
    )
    follow_reason = models.TextField("Why does that follow?", blank=True, default="")
    to_team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which early help team is asked to take it?",
    )
    to_outside = models.CharField(
        "Or who outside the authority?", max_length=160, blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the chair's decision"

    @property
    def chaired_by(self) -> str:
        """The chair's name."""
        return self.chair.name if self.chair is not None else self.chair_name


class ReportBy(models.TextChoices):
    """Whose report it is."""

    SOCIAL_CARE = "social_care", "The social worker's report"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School, nursery or college"
    POLICE = "police", "Police"
    OTHER = "other", "Another agency"


class Sharing(EventFacts):
    """What was given or sent to whom, and how: a report, the decision, or the record."""

    report = models.CharField(
        "Which report?", max_length=12, choices=ReportBy, blank=True, default=""
    )
    written_by = models.CharField("Who wrote it?", max_length=120, blank=True, default="")
    recipients = models.TextField(
        "To whom, by name?", blank=True, default="", help_text="One name a line."
    )
    way = models.CharField(
        "How?", max_length=120, blank=True, default="",
        help_text="For example gone through at home, secure email or post.",
    )
    explained = models.BooleanField(
        "Was it gone through with them?", null=True, blank=True,
        help_text="With an interpreter, or in a form a child can read, where that is needed.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what was shared"


class Delay(EventFacts):
    """Why a conference is late, adjourned, stood down or called off, and how the child is safe."""

    reason = models.TextField("Why?", blank=True, default="")
    safety_plan = models.TextField(
        "How is the child kept safe until then?", blank=True, default="",
        help_text="The interim safety plan: who does what, and who checks that it is done.",
    )
    decided_by = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who decided, and looked at the reason?",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "why it is delayed"


class Exclusion(EventItem):
    """Somebody whom the chair keeps out of a conference, wholly or in part, and why."""

    name = models.CharField("Who is not to come?", max_length=120, blank=True, default="")
    reason = models.TextField("Why?", blank=True, default="")
    limits = models.TextField(
        "For which part, and how will their view be heard?", blank=True, default=""
    )
    told_on = models.DateField("When were they told in writing?", null=True, blank=True)

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "an exclusion"
