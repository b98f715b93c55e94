"""Whether the agencies that must take part in a strategy discussion all did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.journey.strategy_discussion.process import HELD, MISSING
from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity
from sightline.record.meetings.constitution import RULES

ALL = "all"


def fully_constituted(relations: Mapping[str, Any], period: Period) -> Any:
    """Discussions held in a period, each once, and whether all who must took part."""
    told = relations["strategy_discussions"]
    held = told.filter(
        told.stra_held_on.between(period.since, period.until), told.source == "",
        told.stra_held_on >= min(rule.since for rule in RULES),
        told.stra_fully_constituted.notnull(),
    )
    held = held.mutate(meeting=held.stra_meeting_id.coalesce(held.stra_discussion_id))
    found = held.group_by("meeting", "authority").aggregate(
        subject=held.stra_person_id.min(), counted_on=held.stra_held_on.min(),
        met=held.stra_fully_constituted.all(), missing=held.stra_missing.max(),
        outcome=held.stra_outcome.max(), team=held.stra_team.max(),
    )
    return found.select(
        case_id=found.meeting, subject=found.subject, authority=found.authority,
        counted_on=found.counted_on, met=found.met, missing=found.missing.fill_null(ALL),
        team=found.team, outcome=found.outcome,
    )


def _missing(code: str) -> str:
    return "All of them took part" if code == ALL else MISSING.get(code, code)


def _outcome(code: str) -> str:
    return HELD.get(code, code)


INDICATORS = (
    Indicator(
        key="STRFULL",
        area="Strategy discussions and enquiries",
        title="How many strategy discussions have all the agencies that must take part?",
        numerator="Discussions in which social care, police and health all took part",
        denominator="Strategy discussions held in the period, each once however many children it "
        "was about",
        dates="The day it was held decides the period.",
        polarity=Polarity.HIGH,
        source="Working Together, strategy discussions; reported to the partnership each quarter",
        left_out="Discussions not held yet; those held before 15 April 2013, when no such rule "
        "was in force; and what was brought in from a return, which does not say who took part. "
        "Of brothers and sisters at one discussion, one is listed.",
        expression=fully_constituted,
        breakdowns=(
            Breakdown("missing", "Who was missing", codes=_missing),
            Breakdown("team", "Team", relation="department"),
            Breakdown("outcome", "What was decided", codes=_outcome),
        ),
    ),
)
