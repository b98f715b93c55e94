"""A person, and the one account of when they were expected, were born and died."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base import moments
from sightline.base.components.words import day
from sightline.base.models import Row, both_or_neither, one_of
from sightline.people.persons.dated import StandingFact


class SexCode(models.TextChoices):
    """Legal sex as every return asks for it; U for an unborn child."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"
    UNKNOWN = "U", "Not known"


class Precision(models.TextChoices):
    """How exactly a date of birth is known."""

    EXACT = "", "Exact"
    MONTH = "month", "Month and year only"
    YEAR = "year", "Year only"
    ESTIMATED = "estimated", "Estimated"


class Person(Row):
    """A child, an unborn child or an adult known to one authority.

    The columns after `ref` repeat the facts in force, for lists; only actions refresh them.
    """

    class Restriction(models.TextChoices):
        """How far the record is kept from staff."""

        NONE = "", "Not restricted"
        RESTRICTED = "restricted", "Restricted"
        SEALED = "sealed", "Sealed"

    #: In `restriction`: another record of the same person leads, and this one opens for nobody.
    MERGED = "merged"

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="people")
    ref = models.CharField("reference", max_length=20, unique=True, null=True, editable=False)  # noqa: DJ001  null only until the number is known
    display_name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=100, blank=True, default="")
    given_names = models.CharField(max_length=100, blank=True, default="")
    born_on = models.DateField("date of birth", null=True, blank=True)
    expected_on = models.DateField("expected date of birth", null=True, blank=True)
    died_on = models.DateField("date of death", null=True, blank=True)
    pregnancy_ended_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=SexCode, default=SexCode.UNKNOWN)
    restriction = models.CharField(
        max_length=10, choices=Restriction, blank=True, default=Restriction.NONE
    )
    recorded_at = models.DateTimeField(default=moments.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["family_name", "given_names", "id"]
        indexes = [
            models.Index(fields=["authority", "born_on"], name="person_born"),
            models.Index(fields=["authority", "family_name", "given_names"], name="person_name"),
            models.Index(
                fields=["restriction"], condition=~Q(restriction=""), name="person_restricted"
            ),
            models.Index(fields=["recorded_by", "recorded_at"], name="person_recorder"),
            models.Index(
                fields=["expected_on"], condition=Q(expected_on__isnull=False),
                name="person_expected",
            ),
        ]
        constraints = [one_of("sex", SexCode)]

    @property
    def unborn(self) -> bool:
        """Whether the person is expected and neither born nor lost."""
        expected = self.expected_on is not None and self.born_on is None
        return expected and not self.over

    @property
    def over(self) -> str:
        """How the life ended, in words; empty while it goes on."""
        if self.died_on is not None:
            return f"Died {day(self.died_on)}"
        if self.pregnancy_ended_on is not None:
            return f"Pregnancy ended {day(self.pregnancy_ended_on)}"
        return ""


class Life(StandingFact):
    """When a person was expected, was born and died: one standing row for each person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lives")
    expected_on = models.DateField("expected date of birth", null=True, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    born_precision = models.CharField(
        max_length=10, choices=Precision, blank=True, default=Precision.EXACT
    )
    pregnancy_ended_on = models.DateField(null=True, blank=True)
    died_on = models.DateField("date of death", null=True, blank=True)
    absence = models.CharField(
        "why the date of birth is missing", max_length=20, blank=True, default=""
    )

    class Meta(StandingFact.Meta):
        constraints = [
            both_or_neither("superseded_at", "superseded_by"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(superseded_at__isnull=True), name="one_life_each"
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=False) | Q(expected_on__isnull=False) | ~Q(absence=""),
                name="life_begins_or_says_why",
            ),
        ]
