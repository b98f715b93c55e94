"""Where one goes on with a conference: the page before it, or what follows the decision."""

from __future__ import annotations

from django.urls import reverse

from sightline.record.pages.homes import homes
from sightline.record.spine.models import Event, Step

DECIDED = "conference.decided"


def home(step: Step) -> tuple[str, str]:
    """The title and the address of a conference's own page, as the conference stands."""
    decided = Event.objects.standing().filter(step=step, kind=DECIDED).exists()
    name = "after" if decided else "before"
    title = "After the conference" if decided else "The conference: who comes, what is ready"
    return title, reverse(f"conference:{name}", args=[step.child_id, step.pk])


def declare() -> None:
    """Say so to the pages of the record."""
    homes.add("conference", home)
