"""Who of another service works with a person, or what was found when somebody asked."""

from django.db import models
from django.db.models import Q

from sightline.people.organisations.models import Organisation, Professional
from sightline.people.persons.dated import DatedFact
from sightline.people.persons.person import Person


class Service(models.TextChoices):
    """What a professional does for the child or the family, in the order in which one asks."""

    GP = "gp", "GP"
    HEALTH_VISITOR = "health_visitor", "Health visitor"
    MIDWIFE = "midwife", "Midwife"
    SCHOOL_NURSE = "school_nurse", "School nurse"
    SCHOOL = "school", "School or college"
    NURSERY = "nursery", "Nursery or childminder"
    PAEDIATRICIAN = "paediatrician", "Paediatrician or hospital"
    CHILD_MENTAL_HEALTH = "child_mental_health", "Child mental health"
    POLICE = "police", "Police"
    EARLY_HELP = "early_help", "Early help or family support"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse service"
    ADULT_MENTAL_HEALTH = "adult_mental_health", "Adult mental health"
    SUBSTANCE_MISUSE = "substance_misuse", "Substance misuse"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    HOUSING = "housing", "Housing"
    ADVOCATE = "advocate", "Advocate or independent visitor"
    OTHER = "other", "Another service"


class State(models.TextChoices):
    """What is known of a service; one nobody has recorded is not checked."""

    INVOLVED = "involved", "Involved"
    NOT_INVOLVED = "not_involved", "Not involved"
    NOT_CHECKED = "not_checked", "Not checked"
    UNAVAILABLE = "unavailable", "Source unavailable"


class AroundPerson(DatedFact):
    """One service, and whether it works with a person: who, of what organisation, on what number.

    Several professionals of one service may be involved at once; a service that is not involved,
    not checked or could not say has one row, and names nobody.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="professionals")
    service = models.CharField("service", max_length=20, choices=Service)
    state = models.CharField("what is known", max_length=12, choices=State)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="around"
    )
    professional = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="around"
    )
    checked_on = models.DateField("checked on", null=True, blank=True)
    how = models.CharField("how this is known", max_length=200, blank=True, default="")

    class Meta(DatedFact.Meta):
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.INVOLVED)
                | Q(organisation__isnull=False)
                | Q(professional__isnull=False),
                name="involved_names_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.INVOLVED)
                | Q(organisation__isnull=True, professional__isnull=True),
                name="not_involved_names_nobody",
            ),
        ]
