"""What was told of a pregnancy, on the record of the child who is expected."""

from django.db import models

from sightline.people.persons.given import AddressGiven, IdentifierGiven, NameGiven
from sightline.people.persons.models import Identifier
from sightline.record.spine.models import EventFacts


class Pregnancy(EventFacts):
    """The mother as she was named, the due date as it was given, the booking, and who else."""

    mother_given = models.CharField(
        "Mother's first names", max_length=100, blank=True, default=""
    )
    mother_family = models.CharField(
        "Mother's family name", max_length=100, blank=True, default=""
    )
    mother_born_on = models.DateField("Mother's date of birth", null=True, blank=True)
    mother_nhs = models.CharField("Mother's NHS number", max_length=20, blank=True, default="")
    mother_address = models.CharField(
        "Where the mother lives", max_length=300, blank=True, default=""
    )
    mother_postcode = models.CharField(
        "Postcode where the mother lives", max_length=10, blank=True, default=""
    )
    mother_phone = models.CharField(
        "Mother's telephone number", max_length=40, blank=True, default=""
    )
    due_on = models.DateField("Due date as it was told", null=True, blank=True)
    booked_on = models.DateField("Pregnancy booked", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField("Weeks pregnant when told", null=True, blank=True)
    hospital = models.CharField(
        "Hospital or place of birth", max_length=120, blank=True, default=""
    )
    midwife = models.CharField("Midwife", max_length=120, blank=True, default="")
    others = models.TextField("The other parent, and who else is there", blank=True, default="")
    other_children = models.TextField("Her other children", blank=True, default="")
    class Meta:
        """Words for a reader."""

        verbose_name = "the pregnancy"
        verbose_name_plural = "pregnancies"

    @property
    def mother(self) -> str:
        """The mother's name as it was told."""
        return f"{self.mother_given} {self.mother_family}".strip()

    @property
    def names(self) -> tuple[NameGiven, ...]:
        """Her name, as a record takes it."""
        named = NameGiven(given=self.mother_given, family=self.mother_family)
        return (named,) if self.mother else ()

    @property
    def numbers(self) -> tuple[IdentifierGiven, ...]:
        """Her numbers, as a record takes them."""
        scheme = Identifier.Scheme.NHS.value
        return (IdentifierGiven(scheme, self.mother_nhs),) if self.mother_nhs else ()

    @property
    def addresses(self) -> tuple[AddressGiven, ...]:
        """Her address, as a record takes it."""
        if not (self.mother_address or self.mother_postcode):
            return ()
        return (AddressGiven(lines=self.mother_address, postcode=self.mother_postcode),)
