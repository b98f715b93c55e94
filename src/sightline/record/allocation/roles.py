"""The capacities in which a worker may be involved with a child."""

from django.db import models


class InvolvementRole(models.TextChoices):
    """In what capacity a worker is involved with a child."""

    LEAD = "lead", "Lead worker"
    CO_WORKER = "co_worker", "Co-worker"
    COVERING = "covering", "Covering for the lead worker"
    FAMILY_SUPPORT = "family_support", "Family support worker"
    CHAIR = "chair", "Conference chair"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"


#: Roles that one person holds at a time: naming another ends the one before.
HELD_BY_ONE = frozenset(
    {InvolvementRole.LEAD, InvolvementRole.CHAIR, InvolvementRole.REVIEWING_OFFICER}
)
#: Those who do the work with the child, whose visits and records are the case's own.
WORKING = frozenset(
    {
        InvolvementRole.LEAD,
        InvolvementRole.CO_WORKER,
        InvolvementRole.COVERING,
        InvolvementRole.FAMILY_SUPPORT,
    }
)
#: Those who decide and review independently of the line that works the case.
INDEPENDENT = frozenset({InvolvementRole.CHAIR, InvolvementRole.REVIEWING_OFFICER})
