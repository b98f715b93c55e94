"""What an assessment says: its sections as they were written, the child's view, the factors."""

from typing import ClassVar

from django.db import models

from sightline.base.forms.validators import not_in_future
from sightline.law.codes import code_set
from sightline.record.spine.models import EventFacts, EventItem


class Outcome(models.TextChoices):
    """What an assessment leads to."""

    NO_FURTHER_ACTION = "no_further_action", "No further action"
    EARLY_HELP = "early_help", "Early help"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    STRATEGY_DISCUSSION = "strategy_discussion", "Strategy discussion"
    CONFERENCE = "conference", "Child protection conference"
    LOOKED_AFTER = "looked_after", "The child becomes looked after"
    LEGAL = "legal", "Legal steps"


class Reopened(models.TextChoices):
    """Why a case that had been closed is assessed once more."""

    NEW = "new", "A new worry"
    SAME = "same", "The worry that closed has come back"
    UNFINISHED = "unfinished", "What was agreed when it closed did not happen"
    REVIEW = "review", "Looked at again, it should not have been closed"
    MOVED = "moved", "The family moved back"
    OTHER = "other", "Another reason"


class Content(EventFacts):
    """The sections of an assessment that one event wrote; the newest words of each count."""

    history_acknowledged = models.BooleanField(
        "Have you read the history and taken it into account?", null=True, blank=True,
    )
    history = models.TextField(
        "What does the history tell you?", blank=True, default="",
        help_text="Earlier worries, what was tried, what helped, and what keeps coming back.",
    )
    purpose = models.TextField(
        "Why is this assessment being made?", blank=True, default="",
        help_text="The worry that led to it, and the questions that it has to answer.",
    )
    development = models.TextField(
        "How is the child growing, learning and feeling?", blank=True, default="",
        help_text="Health, education, emotions and behaviour, friends, looking after themselves.",
    )
    identity = models.TextField(
        "Who is this child?", blank=True, default="",
        help_text="Culture, faith, language, disability, gender, and how they see themselves.",
    )
    parenting = models.TextField(
        "How do the parents or carers meet the child’s needs?", blank=True, default="",
        help_text="Care, safety, warmth, guidance and steadiness; what gets in the way.",
    )
    environment = models.TextField(
        "What is around the family?", blank=True, default="",
        help_text="Wider family, home, money and work, neighbourhood, places outside the home.",
    )
    parents_views = models.TextField(
        "What do the parents or carers say?", blank=True, default="",
        help_text="Each of them, in their own words, absent parents too.",
    )
    disagreement = models.TextField(
        "What do they dispute, and how did you put it to them?", blank=True, default="",
    )
    analysis = models.TextField(
        "What does all this mean for the child?", blank=True, default="",
        help_text="What you worry about, what is going well, why, and what happens if nothing "
        "changes.",
    )
    needs = models.TextField(
        "What does the child need, and what has to change?", blank=True, default=""
    )
    recommended = models.CharField(
        "What do you recommend?", max_length=24, choices=Outcome, blank=True, default=""
    )
    over_time_reason = models.TextField(
        "If it took longer than it should, why?", blank=True, default=""
    )
    not_seen_reason = models.TextField(
        "If the child was not seen, why is it authorised all the same?", blank=True, default="",
        help_text="Only a manager can answer this. The reason stays on the record and is listed.",
    )
    response = models.TextField(
        "What did they say about it?", blank=True, default=""
    )
    reopened_because = models.CharField(
        "Was this child’s case closed before, and is it opened again? Why?", max_length=12,
        choices=Reopened, blank=True, default="",
        help_text="Leave it if the case was never closed. Figures are then shown with and "
        "without the cases that were opened again.",
    )
    names_meant = models.BooleanField(
        "If these words name a child, are they meant for every record they are written on?",
        null=True, blank=True,
        help_text="Without a yes, words that name a child stay off the records of brothers and "
        "sisters.",
    )
    same_words_reason = models.TextField(
        "If the words are the same as a brother’s or sister’s, why are they right for this child?",
        blank=True, default="",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the assessment says"


class ChildView(EventItem):
    """What the child thinks and wants, how it was learnt, and when."""

    class Source(models.TextChoices):
        """From whom the child's view was learnt."""

        CHILD = "child", "The child told us"
        OBSERVED = "observed", "We watched and listened: the child is very young or cannot say"
        ADVOCATE = "advocate", "The child’s advocate or another trusted adult"
        PROFESSIONAL = "professional", "A professional who knows the child well"
        FAMILY = "family", "Family"
        UNBORN = "unborn", "Not yet born: what the mother’s care tells us"

    class Method(models.TextChoices):
        """How the child's view was learnt."""

        TALK = "talk", "Talking"
        PLAY = "play", "Play or drawing"
        TOOL = "tool", "A worksheet or other tool for their age"
        OBSERVATION = "observation", "Observation"
        WRITTEN = "written", "A letter or message from the child"
        SIGNED = "signed", "Signs, symbols or an interpreter"

    source = models.CharField(
        "From whom is it?", max_length=12, choices=Source, blank=True, default=""
    )
    learnt_on = models.DateField(
        "When?", null=True, blank=True, validators=[not_in_future]
    )
    method = models.CharField("How?", max_length=12, choices=Method, blank=True, default="")
    tool = models.CharField("With which tool?", max_length=80, blank=True, default="")
    words = models.TextField(
        "What does the child think, feel and want?", blank=True, default="",
        help_text="In the child’s own words where you can.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the child’s view"


class Factor(EventItem):
    """A factor known at the end of the assessment, in the census's dated codes."""

    code = models.CharField(
        "Which of these were found?", max_length=4,
        choices=code_set("assessment_factors").choices(),
    )

    class Meta:
        """One line a factor."""

        verbose_name = "a factor that was found"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "code"], name="one_factor_of_a_code")
        ]


class Adult(EventItem):
    """An adult of the family as the assessment of one child finds them: one row a child."""

    person = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which adult?",
    )
    name = models.CharField(
        "Their name, if they are not in the list", max_length=120, blank=True, default=""
    )
    part = models.CharField(
        "What part do they have in the child’s life?", max_length=120, blank=True, default="",
        help_text="For example mother, mother’s partner, grandfather who looks after them on "
        "Fridays.",
    )
    met_on = models.DateField(
        "When did you last talk with them?", null=True, blank=True, validators=[not_in_future]
    )
    finding = models.TextField(
        "What did you find about them?", blank=True, default="",
        help_text="Their strengths, their own needs, and what it means for the children.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "an adult of the family"

    @property
    def called(self) -> str:
        """Their name on the record, or as it was written."""
        return self.person.display_name if self.person is not None else self.name or "Not named"


class Point(models.TextChoices):
    """What a manager looks at before authorising, and why an assessment goes back."""

    PURPOSE = "purpose", "Its purpose is clear"
    HISTORY = "history", "The history is considered"
    CHILD_VIEW = "child_view", "The child’s view is there and shapes it"
    NEEDS = "needs", "The child’s needs are clear"
    RISK = "risk", "Risk is weighed"
    IDENTITY = "identity", "The child’s identity is considered"
    CHALLENGE = "challenge", "What adults say has been challenged"
    ANALYSIS = "analysis", "There is analysis and not description only"
    PLAN = "plan", "What is to happen follows from it"


class Checked(EventItem):
    """A point of the manager's checklist: met when authorised, missing when sent back."""

    point = models.CharField(
        "Which points?", max_length=12, choices=Point, blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "a point of the manager’s checklist"
        verbose_name_plural = "points of the manager’s checklist"
