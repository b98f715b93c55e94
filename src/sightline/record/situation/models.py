"""What somebody wrote of a child's situation: the worry, what works, and tonight."""

from django.db import models

from sightline.record.spine.models import EventFacts


class Where(models.TextChoices):
    """Where the child sleeps tonight, or why nobody can say."""

    HOME = "home", "At home"
    OTHER_PARENT = "other_parent", "At the other parent's home"
    RELATIVE = "relative", "With a relative or friend"
    PLACEMENT = "placement", "Where we placed the child"
    HOSPITAL = "hospital", "In hospital"
    MISSING = "missing", "Missing"
    OTHER = "other", "Somewhere else"
    NOT_KNOWN = "not_known", "Not known: we asked and could not find out"
    NOT_ASKED = "not_asked", "Not asked yet"
    DECLINED = "declined", "They declined to say"


class Company(models.TextChoices):
    """Who is with the child, or why nobody can say."""

    NAMED = "named", "Somebody, named here"
    NOT_APPLICABLE = "not_applicable", "Nobody: the young person lives alone"
    NOT_KNOWN = "not_known", "Not known: we asked and could not find out"
    NOT_ASKED = "not_asked", "Not asked yet"
    DECLINED = "declined", "They declined to say"


class KeptFrom(models.TextChoices):
    """Who must not learn where the child is, or why nobody can say."""

    NAMED = "named", "Somebody, named here"
    NOT_APPLICABLE = "not_applicable", "Nobody has to be kept from knowing"
    NOT_KNOWN = "not_known", "Not known: we asked and could not find out"
    NOT_ASKED = "not_asked", "Not asked yet"
    DECLINED = "declined", "They declined to say"


class Situation(EventFacts):
    """How a child is now, in the words of the person who knows best, for whoever must act."""

    worry = models.TextField(
        "What are we worried about?", blank=True, default="",
        help_text="Two lines: what has happened or may happen to this child, and who from.",
    )
    working = models.TextField(
        "What is working?", blank=True, default="",
        help_text="Two lines: who and what keeps this child safe.",
    )
    where_is = models.CharField(
        "Where is the child tonight?", max_length=14, choices=Where, blank=True, default=""
    )
    where_words = models.CharField(
        "Where exactly, and on which number?", max_length=200, blank=True, default="",
        help_text="Leave a confidential address out: it has its own place on the record.",
    )
    with_whom = models.CharField(
        "Who is with the child?", max_length=14, choices=Company, blank=True, default=""
    )
    with_words = models.CharField(
        "Who are they to the child?", max_length=200, blank=True, default="",
        help_text="Names, and what they are to the child.",
    )
    kept_from = models.CharField(
        "Who must not be told where the child is?", max_length=14, choices=KeptFrom, blank=True,
        default="",
    )
    kept_from_words = models.CharField(
        "Who, and why?", max_length=300, blank=True, default=""
    )

    class Meta(EventFacts.Meta):
        """Called by what it is on screens."""

        abstract = False
        verbose_name = "situation now"
        verbose_name_plural = "situations"
