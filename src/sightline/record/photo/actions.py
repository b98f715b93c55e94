"""Putting a photograph on a record, and taking it off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people import trail
from sightline.people.persons.actions.writing import supersede
from sightline.people.persons.given import FactRefused
from sightline.record.photo.models import Photo
from sightline.record.photo.pictures import cleaned

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person


@transaction.atomic
def put_photo(
    *, person: Person, data: bytes, by: User, taken_on: date | None = None, agreed: str = ""
) -> Photo:
    """A photograph takes the place of the one before; NoPicture says why a file is not taken."""
    image, kind = cleaned(data)
    for row in Photo.objects.standing().filter(person=person).defer("image"):
        supersede(row=row, by=by, because="a newer photograph")
    made = Photo.objects.create(
        person=person, image=image, kind=kind, taken_on=taken_on, agreed=agreed, recorded_by=by
    )
    _noted(made, "photo.recorded", by)
    return made


@transaction.atomic
def take_photo_off(*, photo: Photo, by: User, reason: str) -> None:
    """The photograph is shown no longer: it was of somebody else, or is not agreed to any more."""
    if not reason.strip():
        raise FactRefused("Say why: a correction is kept with its reason.")
    supersede(row=photo, by=by, because=reason)
    _noted(photo, "photo.withdrawn", by, reason)


def _noted(photo: Photo, action: str, by: User, reason: str = "") -> None:
    trail.person_changed(
        photo.person_id, by=by, action=action, authority_id=photo.person.authority_id,
        what={"row": photo.pk, "kind": photo.kind}, reason=reason,
    )
