"""A need that comes from who the child is, and the reason why a plan leaves one out."""

from django.db import models

from sightline.record.spine.models import EventItem


class Aspect(models.TextChoices):
    """The part of who a child is from which a need comes."""

    ETHNICITY = "ethnicity", "Ethnicity"
    CULTURE = "culture", "Culture and family ways"
    FAITH = "faith", "Religion or belief"
    LANGUAGE = "language", "Language, and how they communicate"
    DISABILITY = "disability", "Disability"
    GENDER = "gender", "Gender"
    SEXUALITY = "sexuality", "Whom they are drawn to"
    OTHER = "other", "Something else about who they are"


#: What a child may have told nobody at home: given to nobody but the child unasked.
OWN_TO_TELL = frozenset({Aspect.GENDER.value, Aspect.SEXUALITY.value})


class IdentityNeed(EventItem):
    """Something a child needs because of who they are, as one event names it."""

    aspect = models.CharField(
        "Which part of who they are does it come from?", max_length=12, choices=Aspect,
        blank=True, default="",
    )
    text = models.TextField(
        "What do they need because of it?", blank=True, default="",
        help_text="One need at a time. It is offered to every plan written for the child.",
    )
    difference = models.TextField(
        "What would that change in their days?", blank=True, default="",
        help_text="For example: Ana prays on Fridays with her grandmother again.",
    )
    action = models.TextField("Which help would meet it?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "a need that comes from who the child is"
        verbose_name_plural = "needs that come from who the child is"

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same need when the page that named it was written again."""
        return self.aspect, " ".join(self.text.lower().split())


class IdentityLeft(EventItem):
    """A need from who the child is that one version of a plan leaves out, and why."""

    need = models.ForeignKey(
        IdentityNeed, models.PROTECT, related_name="+", verbose_name="Which need?"
    )
    reason = models.TextField("Why does the plan leave it out?")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "a need that a plan leaves out"
        verbose_name_plural = "needs that a plan leaves out"
