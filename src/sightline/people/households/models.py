"""A household: the people who live together at one address, each from a day until a day."""

from django.db import models

from sightline.base.models import RecordedRow
from sightline.people.persons.dated import DatedFact
from sightline.people.persons.person import Person


class Household(RecordedRow):
    """A home that one authority knows of; the people in it are dated."""

    authority = models.ForeignKey(
        "authorities.Authority", models.PROTECT, related_name="households"
    )
    lines = models.TextField("address")
    postcode = models.CharField(max_length=10, blank=True, default="")
    uprn = models.CharField("property reference", max_length=12, blank=True, default="")
    place_key = models.CharField(max_length=120, blank=True, default="", editable=False)

    class Meta:
        indexes = [models.Index(fields=["authority", "place_key"], name="household_place")]


class HouseholdMember(DatedFact):
    """A person's place in a household."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="household_places")
    role = models.CharField("place in the household", max_length=60, blank=True, default="")

    class Meta(DatedFact.Meta):
        indexes = [models.Index(fields=["household", "superseded_at"], name="member_household")]
