"""How soon after a visit it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity
from sightline.record.visits.process import OUTCOMES

#: Working days of the local recording standard.
WITHIN = 2
BANDS = {"same": "The same day", "in_time": "Within two working days", "week": "Within a week",
         "later": "Later"}


def written_in_time(relations: Mapping[str, Any], period: Period) -> Any:
    """Visits made in a period, each once, and whether they were written down in time."""
    import ibis

    told = relations["visits_entered"]
    made = told.filter(
        told.vise_visited_on.between(period.since, period.until), told.source == "",
        told.vise_working_days.notnull(),
    )
    made = made.mutate(visit=made.vise_meeting_id.coalesce(made.vise_visit_id))
    found = made.group_by("visit", "authority").aggregate(
        subject=made.vise_person_id.min(), counted_on=made.vise_visited_on.min(),
        days=made.vise_working_days.min(), team=made.vise_team.max(),
        outcome=made.vise_outcome.max(),
    )
    band = ibis.cases(
        (found.days == 0, "same"), (found.days <= WITHIN, "in_time"), (found.days <= 5, "week"),
        else_="later",
    )
    return found.select(
        case_id=found.visit, subject=found.subject, authority=found.authority,
        counted_on=found.counted_on, met=found.days <= WITHIN, band=band, team=found.team,
        outcome=found.outcome,
    )


def _band(code: str) -> str:
    return BANDS.get(code, code)


def _outcome(code: str) -> str:
    return OUTCOMES.get(code, code)


INDICATORS = (
    Indicator(
        key="RECLATE",
        area="Recording",
        title="How many visits are written down within two working days?",
        numerator="Visits first recorded on the day or within two working days after it (local)",
        denominator="Visits made in the period, each once however many children it was to",
        dates="The day of the visit decides the period. A correction changes nothing: the first "
        "record of the visit counts.",
        polarity=Polarity.HIGH,
        source="Local recording standard; Ofsted, protection inspection: records too brief or late",
        left_out="Visits brought in from another system, which do not say when they were written. "
        "Visits that nobody has written down yet cannot be counted. Of brothers and sisters seen "
        "at one visit, one is listed.",
        expression=written_in_time,
        breakdowns=(
            Breakdown("band", "When it was written", codes=_band),
            Breakdown("team", "Team", relation="department"),
            Breakdown("outcome", "Who was seen", codes=_outcome),
        ),
    ),
)
