"""Children who came in a census file from the system before, and whom nobody has placed yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from sightline.base.moments import at
from sightline.demo.journeys.lives import add
from sightline.demo.people.families import Family
from sightline.demo.people.staff import Borough
from sightline.record.allocation.models import Allocation
from sightline.record.census_facts.carriers import rows
from sightline.record.spine.bulk import Begun, Happened, History, write

#: Names of the families, so that they can be looked for.
FAMILIES = ("Ammonite", "Quartzite")
TEAM = "protect3"


def bring(borough: Borough, families: Sequence[Family], *, on: date) -> int:
    """Write what a census file says of each child: a referral, what followed, and no worker."""
    year = on.year if on >= date(on.year, 4, 1) else on.year - 1
    source = f"cin_census:{year - 1}-{year % 100:02d}"
    histories = [
        _history(borough, child.pk, source, family.known_on, on)
        for family in families for child in family.people
    ]
    return write(histories, by=borough.opener)


def _history(borough: Borough, child_id: int, source: str, began: date, on: date) -> History:
    referral = Begun("referral")
    assessment = Begun("assessment", led_from=referral)
    help_ = Begun("child_in_need", led_from=referral)
    placed = Allocation(team=borough.teams[TEAM], reason="Came in a census file; to be placed")
    told = [
        Happened("referral.received", began, step=referral,
                 facts=rows("referral.received", {"referral_source": "2A"})),
        Happened("referral.need_recorded", began, outcome="N5", step=referral),
        Happened("assessment.started", began, step=assessment),
        Happened("assessment.authorised", add(began, 30), step=assessment,
                 facts=rows("assessment.authorised", {"factors": ["3B", "4B"]})),
        Happened("child_in_need.opened", add(began, 30), outcome="", step=help_),
        Happened("child_in_need.plan_agreed", add(began, 30), step=help_),
        Happened("allocation.placed", on, step=referral, facts=[placed]),
    ]
    for happened in told:
        happened.recorded_at, happened.by = at(on, time(18, 0)), borough.opener
    authority, begun = borough.authority, [referral, assessment, help_]
    return History(child_id, authority.pk, authority.code, told, begun, source)
