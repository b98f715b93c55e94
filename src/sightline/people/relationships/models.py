"""Who is what to whom, from when until when, and who holds parental responsibility."""

from django.db import models
from django.db.models import F, Q

from sightline.people.persons.dated import DatedFact
from sightline.people.persons.person import Person
from sightline.people.relationships.kinds import KINDS


class Relationship(DatedFact):
    """What one person is to another; stored once, and read from both sides."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Person, models.CASCADE, related_name="relationships_back")
    kind = models.CharField(
        "what the other is to the person",
        max_length=15,
        choices=[(kind.key, kind.label) for kind in KINDS.values()],
    )
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta(DatedFact.Meta):
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=F("other")), name="related_to_another"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="related_as_declared"),
        ]


class ParentalResponsibility(DatedFact):
    """All the rights and duties of a parent (Children Act 1989 s.3), on a stated basis."""

    class Basis(models.TextChoices):
        """How it was acquired."""

        MOTHER = "mother", "Mother, from birth (s.2)"
        MARRIED = "married", "Married or civil partner of the mother at the birth (s.2)"
        REGISTERED = "registered", "Registered as father or second parent (s.4, s.4ZA)"
        AGREEMENT = "agreement", "Parental responsibility agreement (s.4)"
        COURT = "court", "Parental responsibility order (s.4)"
        STEP_PARENT = "step_parent", "Step-parent agreement or order (s.4A)"
        CHILD_ARRANGEMENTS = "child_arrangements", "Child arrangements order (s.12)"
        GUARDIAN = "guardian", "Guardian of the child (s.5)"
        SPECIAL_GUARDIAN = "special_guardian", "Special guardianship order (s.14C)"
        CARE_ORDER = "care_order", "Care order (s.33)"
        EMERGENCY = "emergency", "Emergency protection order (s.44)"
        ADOPTION = "adoption", "Adoption order"
        NOT_KNOWN = "not_known", "Basis not known"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="parental_responsibilities", verbose_name="child"
    )
    holder = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="responsible_for"
    )
    holder_authority = models.ForeignKey(
        "authorities.Authority", models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.NOT_KNOWN)

    class Meta(DatedFact.Meta):
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(holder__isnull=True, holder_authority__isnull=False)
                | Q(holder__isnull=False, holder_authority__isnull=True),
                name="responsibility_has_one_holder",
            ),
        ]


class Withheld(DatedFact):
    """Where or how somebody can be found, kept from one named person, for a reason.

    It is said of the person and not of one row of address, so that the next address is kept too.
    """

    class What(models.TextChoices):
        """What is kept from them."""

        ADDRESS = "address", "Where they live, stay or are placed"
        PHONE = "phone", "Telephone and email"
        SCHOOL = "school", "School, nursery or college"

    person = models.ForeignKey(Person, models.CASCADE, related_name="withholdings")
    what = models.CharField("what is kept from them", max_length=10, choices=What)
    from_person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="kept_from"
    )
    from_name = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField("why", max_length=300, blank=True, default="")

    class Meta(DatedFact.Meta):
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(from_person__isnull=True) ^ Q(from_name=""),
                name="withheld_from_one",
            ),
        ]


class ContactLimit(DatedFact):
    """What keeps one person from another: no contact, only with somebody there, or an order."""

    class Kind(models.TextChoices):
        """What limits them."""

        NO_CONTACT = "no_contact", "No contact"
        SUPERVISED = "supervised", "Contact only with somebody there"
        NON_MOLESTATION = "non_molestation", "Non-molestation order (Family Law Act 1996 s.42)"
        OCCUPATION = "occupation", "Occupation order (Family Law Act 1996 s.33)"
        PROHIBITED_STEPS = "prohibited_steps", "Prohibited steps order (Children Act 1989 s.8)"
        RESTRAINING = "restraining", "Restraining order"
        PROTECTION = "protection", "Domestic abuse protection notice or order"
        BAIL = "bail", "Bail condition"
        OTHER = "other", "Another limit"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="limits", verbose_name="whom it protects"
    )
    other = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="limited_by"
    )
    other_name = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField("what it is", max_length=20, choices=Kind)
    detail = models.CharField("what it says", max_length=300, blank=True, default="")

    class Meta(DatedFact.Meta):
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(other__isnull=True) ^ Q(other_name=""), name="limit_on_one"
            ),
        ]
