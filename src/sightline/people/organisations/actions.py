"""Entering an organisation or a professional, and saying that one has closed or left."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.people import trail
from sightline.people.organisations.models import Organisation, Professional
from sightline.people.persons.given import FactRefused

if TYPE_CHECKING:
    from sightline.access.users.models import User


@transaction.atomic
def enter_organisation(
    *, name: str, kind: str, by: "User", on: date | None, **details: Any
) -> Organisation:
    """An organisation that knows children."""
    row = Organisation.objects.create(name=name.strip(), kind=kind, since_on=on, **details)
    trail.changed("organisation", row.pk, by=by, what={"entered": row.name, "kind": kind})
    return row


@transaction.atomic
def close_organisation(*, organisation: Organisation, by: "User", on: date) -> Organisation:
    """The organisation closed, or took another name and number, from a day."""
    if organisation.since_on is not None and on < organisation.since_on:
        raise FactRefused(f"It began on {organisation.since_on:%-d %B %Y}. Give a later day.")
    organisation.until_on = on
    organisation.save(update_fields=["until_on"])
    trail.changed("organisation", organisation.pk, by=by, what={"closed": on.isoformat()})
    return organisation


@transaction.atomic
def enter_professional(
    *,
    name: str,
    by: "User",
    on: date,
    organisation: Organisation | None = None,
    user: "User | None" = None,
    **details: Any,
) -> Professional:
    """A professional who works with children outside the department."""
    row = Professional.objects.create(
        name=name.strip(), organisation=organisation, user=user, since_on=on, **details
    )
    trail.changed("professional", row.pk, by=by, what={"entered": on.isoformat()})
    return row


@transaction.atomic
def professional_left(*, professional: Professional, by: "User", on: date) -> Professional:
    """The professional no longer works there from a day."""
    professional.until_on = on
    professional.save(update_fields=["until_on"])
    trail.changed("professional", professional.pk, by=by, what={"left": on.isoformat()})
    return professional
