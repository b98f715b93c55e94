"""What the policy is told by this floor: where children are kept, and who just made a record."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sightline.access.policy.grounds import ChildTable, Ground, register, register_children
from sightline.people.persons.person import Person

#: Long enough to finish what was begun on a shift; then grounds come from work with the child.
FRESH = timedelta(hours=24)


def people() -> QuerySet:
    """Everybody, unordered: a relative may become a child of concern, and is kept the same way."""
    return Person.objects.order_by()


def just_recorded(user: Any, now: datetime) -> QuerySet:
    """Person ids of the records a user made within the last day."""
    made = people().filter(recorded_by_id=user.pk, recorded_at__gt=now - FRESH)
    return made.values_list("pk", flat=True)


def declare() -> None:
    """Put them in the registers."""
    register_children(ChildTable(people))
    register(Ground("just_recorded", "You made this record in the last day", just_recorded))
