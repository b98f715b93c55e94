"""Organisations that know children, and the professionals who work in them."""

from django.conf import settings
from django.db import models

from sightline.base.models import Row, in_order


class Organisation(Row):
    """A school, a surgery, a police force: a body outside the department, installation-wide."""

    class Kind(models.TextChoices):
        """What the organisation is."""

        SCHOOL = "school", "School"
        NURSERY = "nursery", "Nursery or childminder"
        COLLEGE = "college", "College"
        GP = "gp", "GP practice"
        HOSPITAL = "hospital", "Hospital"
        COMMUNITY_HEALTH = "community_health", "Community health"
        MENTAL_HEALTH = "mental_health", "Mental health trust"
        POLICE = "police", "Police"
        PROBATION = "probation", "Probation"
        HOUSING = "housing", "Housing"
        COURT = "court", "Court"
        CAFCASS = "cafcass", "Cafcass"
        AUTHORITY = "authority", "Local authority"
        VOLUNTARY = "voluntary", "Voluntary organisation"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    code = models.CharField("official number", max_length=20, blank=True, default="")
    lines = models.TextField("address", blank=True, default="")
    postcode = models.CharField(max_length=10, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    since_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [in_order("since_on", "until_on")]
        indexes = [models.Index(fields=["kind", "name"], name="organisation_by_kind")]

    def __str__(self) -> str:
        return self.name


class Professional(Row):
    """A person who works with children for an organisation outside the department."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="professionals"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="professional",
    )
    name = models.CharField(max_length=120)
    role_title = models.CharField("role", max_length=120, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    since_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [in_order("since_on", "until_on")]
