"""The photograph that stands, for the situation card: its address, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse

from sightline.base import worded
from sightline.base.components.words import day
from sightline.record.child.panels import Slot, Standing, slots
from sightline.record.photo.models import Photo

if TYPE_CHECKING:
    from sightline.people.persons.models import Person


def standing(person_id: int) -> Photo | None:
    """The newest photograph that stands, without its bytes."""
    found = worded.found("photograph", [[person_id]], _newest)
    return found[0] if found else None


def _newest(people: Sequence[int]) -> QuerySet[Photo]:
    rows = Photo.objects.standing().filter(person_id=people[0]).defer("image")
    return rows.select_related("recorded_by").order_by("-pk")[:1]


def called(photo: Photo, name: str) -> str:
    """What the picture is called, for those who cannot see it."""
    when = f"taken {day(photo.taken_on)}" if photo.taken_on else "taken on a day not known"
    return f"{name}, {when}"


def _read(child: Person) -> Sequence[Standing]:
    photo = standing(child.pk)
    if photo is None:
        return ()
    href = reverse("photo_image", args=[child.pk, photo.pk])
    return (Standing(called(photo, child.display_name), href=href),)


def declare() -> None:
    """Put it in the place of the photograph."""
    slots.add("photo", Slot("photo", "photo", _read))
