"""Whether initial conferences are held in time (Working Together: 15 working days)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.journey.conference.process import DECISIONS, KINDS
from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity

ALLOWED = 15


def in_fifteen_days(relations: Mapping[str, Any], period: Period) -> Any:
    """Initial conferences held in a period, and whether they were in time."""
    told, days = relations["initial_cp_conference"], relations["calendar"]
    start = days.select(counted_from=days.cale_day, start_number=days.cale_counted)
    end = days.select(held_on=days.cale_day, end_number=days.cale_reached)
    held = told.filter(
        told.icpc_icpc_date.between(period.since, period.until),
        told.icpc_kind.isin(["initial", "pre_birth"]),
        told.icpc_counted_from.notnull(),
    )
    found = held.join(start, held.icpc_counted_from == start.counted_from)
    found = found.join(end, found.icpc_icpc_date == end.held_on)
    return found.select(
        case_id=found.icpc_icpc_id, subject=found.icpc_person_id, authority=found.authority,
        counted_on=found.icpc_icpc_date, met=found.end_number - found.start_number <= ALLOWED,
        team=found.icpc_icpc_team, outcome=found.icpc_icpc_outcome, kind=found.icpc_kind,
    )


def _decision(code: str) -> str:
    return DECISIONS.get(code, code)


def _kind(code: str) -> str:
    return KINDS.get(code, code)


INDICATORS = (
    Indicator(
        key="ICPC15",
        title="How many initial child protection conferences are held within 15 working days?",
        numerator="Initial conferences that decided for the child within 15 working days of the "
        "strategy discussion at which the enquiry began",
        denominator="Initial and pre-birth conferences that decided for a child in the period",
        dates="The day a conference decided for the child decides its period. The day of the "
        "strategy discussion is day 0; bank holidays and weekends are not counted, and a "
        "conference on a Saturday was not held by the Friday.",
        polarity=Polarity.HIGH,
        source="DfE children in need statistics; Working Together, initial conferences",
        left_out="Conferences not held yet, adjourned or stood down; transfer-in conferences; and "
        "conferences whose enquiry's beginning the source cannot say: they are neither in time "
        "nor late.",
        expression=in_fifteen_days,
        breakdowns=(
            Breakdown("team", "Team", relation="department"),
            Breakdown("outcome", "What was decided", codes=_decision),
            Breakdown("kind", "Kind of conference", codes=_kind),
        ),
    ),
)
