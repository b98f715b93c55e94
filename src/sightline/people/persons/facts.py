"""What is held about a person: names, addresses, numbers, ways to reach them, hazards, flags."""

from typing import Any

from django.db import models
from django.db.models import Q

from sightline.base.models import known_or_why
from sightline.people.persons.dated import AbsentableFact, DatedFact
from sightline.people.persons.person import Person


class Name(AbsentableFact):
    """A name a person bears or bore."""

    class Kind(models.TextChoices):
        """What the name is to its bearer."""

        LEGAL = "legal", "Legal name"
        KNOWN = "known", "Known as"
        ALIAS = "alias", "Alias"
        FORMER = "former", "Former name"

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LEGAL)
    given = models.CharField("given names", max_length=100, blank=True, default="")
    family = models.CharField("family name", max_length=100, blank=True, default="")

    class Meta(AbsentableFact.Meta):
        constraints = [
            *AbsentableFact.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(absence="") & ~Q(given="", family=""))
                | (~Q(absence="") & Q(given="", family="")),
                name="name_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class Address(AbsentableFact):
    """Where a person lives, stays or is written to."""

    class Kind(models.TextChoices):
        """What the address is for."""

        HOME = "home", "Home"
        TEMPORARY = "temporary", "Temporary"
        CORRESPONDENCE = "correspondence", "Correspondence"
        OTHER = "other", "Other"

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.HOME)
    lines = models.TextField("address", blank=True, default="")
    postcode = models.CharField(max_length=10, blank=True, default="")
    uprn = models.CharField("property reference", max_length=12, blank=True, default="")
    place_key = models.CharField(max_length=120, blank=True, default="", editable=False)
    confidential = models.BooleanField("not to be told to the family", default=False)

    class Meta(AbsentableFact.Meta):
        indexes = [models.Index(fields=["place_key"], name="address_place")]
        constraints = [
            *AbsentableFact.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(absence="") & ~Q(lines="", postcode=""))
                | (~Q(absence="") & Q(lines="", postcode="")),
                name="address_or_why_not",
            ),
        ]


class Identifier(AbsentableFact):
    """A number another system knows the person by, or the reason it is not known."""

    class Scheme(models.TextChoices):
        """Whose number it is."""

        LA_CHILD_ID = "la_child_id", "Local child ID"
        UPN = "upn", "Unique pupil number"
        FORMER_UPN = "former_upn", "Former unique pupil number"
        NHS = "nhs", "NHS number"
        SINGLE_UNIQUE = "single_unique", "Single unique identifier"
        LEGACY = "legacy", "Number in an earlier system"
        NATIONAL_INSURANCE = "national_insurance", "National Insurance number"
        HOME_OFFICE = "home_office", "Home Office number"
        YOUTH_JUSTICE = "youth_justice", "Youth justice number"
        COURT = "court", "Court case number"
        OTHER = "other", "Other"

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers")
    scheme = models.CharField("kind", max_length=20, choices=Scheme)
    value = models.CharField("number", max_length=60, blank=True, default="")
    value_key = models.CharField(max_length=60, blank=True, default="", editable=False)
    unknown_code = models.CharField(
        "reason code", max_length=6, blank=True, default="", help_text="UN1 to UN7 for a UPN"
    )

    class Meta(AbsentableFact.Meta):
        indexes = [models.Index(fields=["value_key", "scheme"], name="identifier_value")]
        constraints = [*AbsentableFact.Meta.constraints, known_or_why("value", "absence")]


class ContactPoint(AbsentableFact):
    """A telephone number or an e-mail address, and when it is safe to use."""

    class Kind(models.TextChoices):
        """How the person is reached."""

        MOBILE = "mobile", "Mobile"
        PHONE = "phone", "Telephone"
        EMAIL = "email", "Email"

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MOBILE)
    value = models.CharField("number or address", max_length=120, blank=True, default="")
    caution = models.CharField("when it is safe to use", max_length=200, blank=True, default="")

    class Meta(AbsentableFact.Meta):
        constraints = [*AbsentableFact.Meta.constraints, known_or_why("value", "absence")]


class Hazard(DatedFact):
    """A danger to those who visit or work with the person, which they were told of or not."""

    class Kind(models.TextChoices):
        """What sort of danger it is."""

        VIOLENCE = "violence", "Violence or threats"
        WEAPON = "weapon", "Weapons"
        ANIMAL = "animal", "Animals"
        ALONE = "alone", "Do not visit alone"
        INFECTION = "infection", "Infection"
        PREMISES = "premises", "Premises"
        OTHER = "other", "Other"

    person = models.ForeignKey(Person, models.CASCADE, related_name="hazards")
    kind = models.CharField(max_length=12, choices=Kind)
    detail = models.TextField("what it is and what to do")
    told_on = models.DateField("person told on", null=True, blank=True)
    not_told_because = models.CharField(
        "why the person was not told", max_length=200, blank=True, default=""
    )
    review_on = models.DateField("review by", null=True, blank=True)


class Flag(DatedFact):
    """Something of a child that whoever opens the record must not miss, and that nothing else says.

    Plans, orders, missing children and hazards are told by their own rows and are never flagged
    by hand; a flag that has an end is gone on that day without anybody's doing.
    """

    class Kind(models.TextChoices):
        """What it warns of."""

        OUT_OF_AREA = "out_of_area", "Lives here, another authority is responsible"
        PLACED_AWAY = "placed_away", "Ours, lives in another area"
        EXPLOITATION = "exploitation", "Exploitation concern"
        OTHER_AGENCY = "other_agency", "Another agency has told us"
        OTHER = "other", "Something else"

    class Audience(models.TextChoices):
        """Who of those that may open the record is shown it."""

        READERS = "readers", "Everybody who may open the record"
        WORKERS = "workers", "Those who work with the family, and their managers"
        MANAGERS = "managers", "Managers and the night team only"

    person = models.ForeignKey(Person, models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=14, choices=Kind)
    detail = models.TextField("what it is and what to do")
    told_by = models.CharField("who told us", max_length=160, blank=True, default="")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.READERS)
    review_on = models.DateField("review by", null=True, blank=True)

    #: What a reader must be permitted, besides opening the record, to be shown it.
    PERMISSIONS = {
        Audience.READERS: "", Audience.WORKERS: "person.record",
        Audience.MANAGERS: "allocation.decide",
    }

    @classmethod
    def audiences_of(cls, user: Any, authority_id: int | None) -> frozenset[str]:
        """The audiences to which a user belongs in an authority."""
        held = {
            audience for audience, permission in cls.PERMISSIONS.items()
            if not permission or user.may(permission, authority_id)
        }
        return frozenset(str(audience) for audience in held)
