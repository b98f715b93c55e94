"""The conference service was provided from outside until a day, and is in-house since."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sightline.demo.people.staff import FOUNDED
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Service

if TYPE_CHECKING:
    from sightline.demo.people.staff import Borough

#: So long ago that a year's figures have conferences of before and of since.
IN_HOUSE_FOR = timedelta(days=180)


def bring_in_house(borough: Borough, *, today: date) -> None:
    """The service with its provider of before and of now, its team, and a post that is vacant."""
    by, chairs = borough.opener, borough.teams["chairs"]
    on = (today - IN_HOUSE_FOR).replace(day=1)
    service = workforce.open_service(
        name="Conference service", authority=borough.authority, by=by, on=FOUNDED,
        purpose=Service.Purpose.CONFERENCES,
    )
    workforce.provide(service=service, by=by, on=FOUNDED, name="Merrow Safeguarding Trust")
    workforce.provide(service=service, by=by, on=on)
    workforce.move(unit=chairs, by=by, on=on, service=service)
    head = workforce.open_post(
        name="Head of conferences", team=chairs, by=by, on=on, manager=True
    )
    workforce.fill(post=head, worker=borough.managers["chairs"].worker, by=by, on=on)
    workforce.open_post(name="Conference chair", team=chairs, by=by, on=on)
