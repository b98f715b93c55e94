"""The visit, shared by all who were visited, and what was so for each child."""

from django.db import models

from sightline.record.spine.models import EventFacts, OccasionFacts


class Place(models.TextChoices):
    """Where a visit was made."""

    HOME = "home", "Where the child lives"
    OTHER_PARENT = "other_parent", "The other parent's home"
    RELATIVE = "relative", "A relative's or friend's home"
    SCHOOL = "school", "School, nursery or college"
    HOSPITAL = "hospital", "Hospital or clinic"
    OFFICE = "office", "Our office or a family centre"
    PLACEMENT = "placement", "Where the child is placed"
    COMMUNITY = "community", "Somewhere else in the community"
    OTHER = "other", "Somewhere else"


class Announced(models.TextChoices):
    """Whether the family knew of the visit beforehand."""

    ANNOUNCED = "announced", "Yes, they knew we were coming"
    UNANNOUNCED = "unannounced", "No, it was unannounced"


class Interpreter(models.TextChoices):
    """Whether everyone could understand everyone."""

    NOT_NEEDED = "not_needed", "Not needed"
    USED = "used", "Yes, an interpreter took part"
    NOT_THERE = "not_there", "One was needed and there was none"


class Visit(OccasionFacts):
    """A visit as a whole: where, what for, who went, and what happened."""

    place = models.CharField(
        "Where was the visit?", max_length=20, choices=Place, blank=True, default=""
    )
    place_words = models.CharField(
        "Where exactly?", max_length=200, blank=True, default="",
        help_text="Only if the choices above do not say it.",
    )
    purpose = models.TextField(
        "What was the visit for?", blank=True, default="",
        help_text="What you set out to learn, do or check, and which part of the plan it served.",
    )
    visited_by = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who made the visit?",
        help_text="Only a visit by the child's lead or covering social worker counts towards "
        "the visits that a protection plan asks for.",
    )
    visited_by_name = models.CharField(
        "Their name, if they are not in the list", max_length=120, blank=True, default=""
    )
    others = models.CharField(
        "Who else was there?", max_length=300, blank=True, default="",
        help_text="Adults of the family, other professionals, visitors to the home.",
    )
    announced = models.CharField(
        "Did the family know you were coming?", max_length=12, choices=Announced, blank=True,
        default="",
    )
    interpreter = models.CharField(
        "Was an interpreter used?", max_length=12, choices=Interpreter, blank=True, default=""
    )
    summary = models.TextField(
        "What happened?", blank=True, default="",
        help_text="What you saw and heard, the home, and how the adults answered what you raised.",
    )


class Sighting(models.TextChoices):
    """Whether a child was seen: always about this child, never about a brother or sister."""

    SEEN = "seen", "Seen, with others present"
    SEEN_ALONE = "seen_alone", "Seen, and spoken to alone"
    NOT_SEEN = "not_seen", "Not seen"
    MOTHER_SEEN = "mother_seen", "Unborn child: the mother was seen"


class WhyNot(models.TextChoices):
    """Why a visit did not see the child."""

    NOBODY_IN = "nobody_in", "Nobody was in"
    REFUSED = "refused", "We were refused"
    CHILD_OUT = "child_out", "The child was somewhere else"
    CHILD_ASLEEP = "child_asleep", "The child was ill or asleep"
    CHILD_DECLINED = "child_declined", "The child did not want to see us"
    FAMILY_CANCELLED = "family_cancelled", "The family called it off"
    WE_CANCELLED = "we_cancelled", "We called it off"
    UNSAFE = "unsafe", "It was not safe to go in"
    MISSING = "missing", "The child is missing"
    OTHER = "other", "Another reason"


class BedroomSeen(models.TextChoices):
    """Whether the place where the child sleeps was seen."""

    YES = "yes", "Yes"
    NO = "no", "No"
    REFUSED = "declined", "We asked and were refused"
    NOT_ASKED = "not_asked", "We did not ask"
    NOT_APPLICABLE = "not_applicable", "The visit was not where the child sleeps"


class ChildPart(EventFacts):
    """What a visit was for one child: seen or not, alone or not, and what it means."""

    seen = models.CharField(
        "Was the child seen?", max_length=12, choices=Sighting, blank=True, default="",
        help_text="Answer for this child only. Seeing a brother or sister does not count.",
    )
    why_not = models.CharField(
        "Why was the child not seen?", max_length=20, choices=WhyNot, blank=True, default=""
    )
    why_not_words = models.TextField(
        "What happened, and what was done about it?", blank=True, default=""
    )
    why_not_alone = models.TextField(
        "Why was the child not seen alone?", blank=True, default="",
        help_text="For example a baby, or the child chose to have someone with them.",
    )
    bedroom_seen = models.CharField(
        "Did you see where the child sleeps?", max_length=16, choices=BedroomSeen, blank=True,
        default="",
    )
    said = models.TextField(
        "What did the child say or show?", blank=True, default="",
        help_text="In the child's own words where you can; for a baby, what you saw.",
    )
    presentation = models.TextField(
        "How did the child seem?", blank=True, default="",
        help_text="Health, mood, clothes, play, and how they were with each adult.",
    )
    changed = models.TextField("What has changed since the last visit?", blank=True, default="")
    analysis = models.TextField(
        "What does this visit mean for the child?", blank=True, default="",
        help_text="Is the child safer, the same or less safe, and what will you do about it?",
    )
    next_visit_on = models.DateField("When will the next visit be?", null=True, blank=True)

    class Meta:
        """Called by what it says on screens."""

        verbose_name = "what the visit was for this child"
