"""A contact taken in a test, in one line."""

from datetime import date, time

from sightline.journey.contact import actions
from sightline.journey.contact.actions import About
from sightline.record.spine.models import Step

TODAY = date(2026, 6, 10)


def take(borough, *children, on=TODAY, at=time(9, 30), **more):
    """The contact steps of an occasion about these children."""
    occasion = actions.receive(
        authority=borough.authority, about=[About(child) for child in children],
        by=borough.asha, on=on, at=at, **more,
    )
    return list(Step.objects.filter(events__occasion=occasion).order_by("pk"))
