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
