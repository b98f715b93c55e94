"""Meetings and those who were asked to them, with each agency's view of each child."""

from typing import ClassVar

from django.db import models

from sightline.record.caseloads.models import Practice
from sightline.record.spine.models import EventItem, OccasionFacts, OccasionItem


class Mode(models.TextChoices):
    """How people met."""

    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By telephone"
    VIDEO = "video", "By video"
    MIXED = "mixed", "Some in the room, some by video or telephone"


class Meeting(OccasionFacts):
    """A meeting as a whole: where, how, and who led it."""

    place = models.CharField("Where was it?", max_length=200, blank=True, default="")
    mode = models.CharField(
        "How did people meet?", max_length=12, choices=Mode, blank=True, default=""
    )
    chair = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who chaired it?",
    )
    chair_name = models.CharField(
        "The chair's name, if they are not in the list", max_length=120, blank=True, default=""
    )
    started = models.TimeField("When did it start?", null=True, blank=True)
    ended = models.TimeField("When did it end?", null=True, blank=True)
    notes = models.TextField(
        "What was said and agreed?", blank=True, default="",
        help_text="What each agency brought, what was weighed, and what was agreed.",
    )


class Agency(models.TextChoices):
    """On whose behalf somebody takes part in a meeting."""

    SOCIAL_CARE = "social_care", "Children's social care"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School, nursery or college"
    EARLY_HELP = "early_help", "Early help"
    PROBATION = "probation", "Probation"
    HOUSING = "housing", "Housing"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    ADULT_SERVICES = "adult_services", "Adult social care or drug and alcohol service"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    FAMILY = "family", "Family"
    CHILD = "child", "The child"
    ADVOCATE = "advocate", "Advocate"
    LEGAL = "legal", "Legal"
    OTHER = "other", "Another agency"


class HealthKind(models.TextChoices):
    """Which part of health somebody comes from."""

    GP = "gp", "GP"
    HEALTH_VISITOR = "health_visitor", "Health visitor"
    SCHOOL_NURSE = "school_nurse", "School nurse"
    MIDWIFE = "midwife", "Midwife"
    PAEDIATRICIAN = "paediatrician", "Paediatrician or hospital"
    MENTAL_HEALTH = "mental_health", "Mental health service"
    SAFEGUARDING = "safeguarding", "Safeguarding or named nurse"
    OTHER = "other", "Another part of health"


class Attendance(models.TextChoices):
    """What became of an invitation."""

    ATTENDED = "attended", "Took part"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"
    REPORT_ONLY = "report_only", "Sent a report only"
    UNKNOWN = "unknown", "Not known"


class ComesTo(models.TextChoices):
    """For how much of a meeting somebody is there."""

    ALL = "all", "The whole meeting"
    NOT_CONFIDENTIAL = "not_confidential", "All but the confidential part"
    APART = "apart", "Their own part, apart from somebody else"
    CONFIDENTIAL = "confidential", "The confidential part only"


class Participant(OccasionItem):
    """Somebody who was asked to a meeting or took part in it, and on whose behalf."""

    agency = models.CharField(
        "Which agency?", max_length=16, choices=Agency, blank=True, default=""
    )
    health_kind = models.CharField(
        "Which part of health?", max_length=16, choices=HealthKind, blank=True, default=""
    )
    name = models.CharField("Name", max_length=120, blank=True, default="")
    role = models.CharField(
        "Role", max_length=120, blank=True, default="",
        help_text="For example detective sergeant, class teacher, mother.",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which school, surgery or force?",
    )
    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which of our workers?",
    )
    person = models.ForeignKey(
        "persons.Person", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which family member?",
    )
    direct_contact = models.BooleanField(
        "Do they work directly with the child or family?", null=True, blank=True,
        help_text="A conference needs social care and two other agencies that do.",
    )
    invited = models.BooleanField("Were they invited?", null=True, blank=True)
    comes_to = models.CharField(
        "For which part are they there?", max_length=16, choices=ComesTo, blank=True, default="",
        help_text="Where two people must not meet, each comes apart.",
    )
    attendance = models.CharField(
        "Did they take part?", max_length=12, choices=Attendance, blank=True, default=""
    )
    report_received_on = models.DateField(
        "When did their report arrive?", null=True, blank=True
    )
    view = models.TextField("What was their view?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "who took part"
        verbose_name_plural = "who took part"

    def __str__(self) -> str:
        agency = str(self.get_agency_display()) if self.agency else ""
        return ", ".join(part for part in (self.name, self.role, agency) if part)

    @property
    def took_part(self) -> bool:
        """Whether they were there themselves; a report alone is not taking part."""
        return self.attendance == Attendance.ATTENDED


class Opinion(models.TextChoices):
    """Whether an agency agrees with what the chair decided for a child."""

    AGREES = "agrees", "Agrees"
    DISSENTS = "dissents", "Does not agree"
    NO_VIEW = "no_view", "Gave no view"


class AgencyView(EventItem):
    """One agency's view of the decision for one child; dissent stays on the record."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Whose view?",
    )
    agency = models.CharField(
        "Which agency?", max_length=16, choices=Agency, blank=True, default=""
    )
    name = models.CharField("Name", max_length=120, blank=True, default="")
    opinion = models.CharField(
        "Do they agree with the decision for this child?", max_length=10, choices=Opinion,
        blank=True, default="",
    )
    words = models.TextField("What did they say about this child?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "an agency's view"


class ConferenceTimes(Practice):
    """When and where an authority holds its conferences, from a day on: half days, days, rooms."""

    starts = models.CharField(
        "At what times do conferences begin?", max_length=80, default="09:30, 13:30"
    )
    weekdays = models.CharField("On which days?", max_length=40, default="0,1,2,3,4")
    rooms = models.TextField("In which rooms?", blank=True, default="")

    class Meta(Practice.Meta):
        """One standing row an authority and day."""

        abstract = False
        verbose_name = "times of conferences"
        verbose_name_plural = "times of conferences"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "since_on"], condition=models.Q(superseded_at__isnull=True),
                name="one_conference_times_a_day",
            ),
        ]
