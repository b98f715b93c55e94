"""Saying that a service is involved with a person, that it is not, and that it no longer is."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people import trail
from sightline.people.around.models import AroundPerson, State
from sightline.people.organisations.models import Organisation, Professional
from sightline.people.persons.actions.writing import ended, entered, supersede
from sightline.people.persons.given import FactRefused
from sightline.people.persons.person import Person

if TYPE_CHECKING:
    from sightline.access.users.models import User

NAMING_NOBODY = [State.NOT_INVOLVED.value, State.NOT_CHECKED.value, State.UNAVAILABLE.value]


@transaction.atomic
def say_around(
    *,
    person: Person,
    service: str,
    state: str,
    by: "User",
    on: date | None,
    organisation: Organisation | None = None,
    professional: Professional | None = None,
    checked_on: date | None = None,
    how: str = "",
) -> AroundPerson:
    """What is known of one service from a day.

    Somebody involved ends a "not involved" and stands beside others of the same service; "not
    involved" ends everybody of it.
    """
    involved = state == State.INVOLVED
    if involved and organisation is None and professional is None:
        raise FactRefused("Say who is involved: a name, or the organisation.")
    beside = {"service": service, "state__in": NAMING_NOBODY} if involved else {"service": service}
    values = {
        "service": service, "state": state, "checked_on": checked_on, "how": how,
        "organisation": organisation if involved else None,
        "professional": professional if involved else None,
    }
    row: AroundPerson = entered(
        model=AroundPerson, person_id=person.pk, by=by, on=on, values=values, beside=beside
    )
    _noted(row, "professional.recorded", by)
    return row


@transaction.atomic
def end_around(*, row: AroundPerson, by: "User", on: date) -> AroundPerson:
    """The service is no longer involved from a day."""
    fresh: AroundPerson = ended(row=row, by=by, on=on)
    _noted(fresh, "professional.ended", by)
    return fresh


@transaction.atomic
def withdraw_around(*, row: AroundPerson, by: "User", reason: str) -> None:
    """What was recorded by mistake, taken out of what stands."""
    if not reason.strip():
        raise FactRefused("Say why: a correction is kept with its reason.")
    supersede(row=row, by=by, because=reason)
    _noted(row, "professional.withdrawn", by, reason)


def _noted(row: AroundPerson, action: str, by: "User", reason: str = "") -> None:
    trail.person_changed(
        row.person_id, by=by, action=action, authority_id=row.person.authority_id, reason=reason,
        what={"service": row.service, "state": row.state, "row": row.pk},
    )
