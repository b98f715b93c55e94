"""Who a person says they are, and what is said of them: each asked apart, each dated."""

from django.db import models
from django.db.models import Q

from sightline.base.models import known_or_why
from sightline.people.persons.absence import Absence
from sightline.people.persons.dated import AbsentableFact
from sightline.people.persons.person import Person, SexCode


class IdentityFact(AbsentableFact):
    """One answer about a person's identity; several may be kept over time, one in force."""

    class Meta(AbsentableFact.Meta):
        abstract = True


class Sex(IdentityFact):
    """Legal sex, which returns ask for; never copied from gender."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sexes")
    code = models.CharField("sex", max_length=1, choices=SexCode, blank=True, default="")

    class Meta(IdentityFact.Meta):
        constraints = [*IdentityFact.Meta.constraints, known_or_why("code", "absence")]


class Gender(IdentityFact):
    """Gender in the person's own words; never copied into sex."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="genders")
    words = models.CharField("gender", max_length=60, blank=True, default="")

    class Meta(IdentityFact.Meta):
        constraints = [*IdentityFact.Meta.constraints, known_or_why("words", "absence")]


class Ethnicity(IdentityFact):
    """Ethnicity in the census code set; refused and not yet obtained are absences here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="ethnicities")
    code = models.CharField("ethnicity", max_length=6, blank=True, default="")

    class Meta(IdentityFact.Meta):
        constraints = [*IdentityFact.Meta.constraints, known_or_why("code", "absence")]


class Religion(IdentityFact):
    """Religion or belief, in the person's own words."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="religions")
    words = models.CharField("religion or belief", max_length=80, blank=True, default="")

    class Meta(IdentityFact.Meta):
        constraints = [*IdentityFact.Meta.constraints, known_or_why("words", "absence")]


class Language(IdentityFact):
    """A person's first language, and whether an interpreter is needed."""

    class Interpreter(models.TextChoices):
        """Whether an interpreter is needed, or why that is not known."""

        NEEDED = "needed", "Interpreter needed"
        NOT_NEEDED = "not_needed", "No interpreter needed"
        NOT_KNOWN = Absence.NOT_KNOWN.value, Absence.NOT_KNOWN.label
        NOT_ASKED = Absence.NOT_ASKED.value, Absence.NOT_ASKED.label
        DECLINED = Absence.DECLINED.value, Absence.DECLINED.label
        NOT_APPLICABLE = Absence.NOT_APPLICABLE.value, Absence.NOT_APPLICABLE.label
        SOURCE_CANNOT_SAY = Absence.SOURCE_CANNOT_SAY.value, Absence.SOURCE_CANNOT_SAY.label

    person = models.ForeignKey(Person, models.CASCADE, related_name="languages")
    words = models.CharField("first language", max_length=60, blank=True, default="")
    interpreter = models.CharField(
        max_length=20, choices=Interpreter, default=Interpreter.NOT_ASKED
    )

    class Meta(IdentityFact.Meta):
        constraints = [*IdentityFact.Meta.constraints, known_or_why("words", "absence")]


class Disability(IdentityFact):
    """One disability code of the set in force; NONE says there is none, and stands alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="disabilities")
    code = models.CharField("disability", max_length=6, blank=True, default="")

    class Meta(IdentityFact.Meta):
        constraints = [
            *IdentityFact.Meta.constraints,
            known_or_why("code", "absence"),
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(superseded_at__isnull=True, until_on__isnull=True),
                name="disability_told_once",
            ),
        ]
