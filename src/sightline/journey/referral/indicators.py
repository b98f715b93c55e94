"""Whether those who made a referral were told what came of it, within the authority's own limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity
from sightline.kernel.register import processes


def told_in_time(relations: Mapping[str, Any], period: Period) -> Any:
    """Decisions of a period whose referrer was owed an answer, and whether it came in time."""
    told = relations["referrer_replies"]
    answered = told.repl_answered_on.notnull()
    found = told.filter(
        told.repl_decided_on.between(period.since, period.until), told.source == "",
        told.repl_due_on.notnull(), answered | (told.repl_due_on < period.until),
        told.repl_answer.fill_null("told") == "told",
    )
    return found.select(
        case_id=found.repl_reply_id, subject=found.repl_person_id, authority=found.authority,
        counted_on=found.repl_decided_on,
        met=(found.repl_answered_on <= found.repl_due_on).fill_null(False),
        team=found.repl_team, outcome=found.repl_outcome,
    )


def _decision(code: str) -> str:
    for process in ("referral", "contact"):
        words = processes[process].event("decided").outcomes
        if code in words:
            return words[code]
    return code


INDICATORS = (
    Indicator(
        key="REFTOLD",
        area="Front door",
        title="How many referrers are told in time what was decided?",
        numerator="Decisions of which the referrer was told by the day the authority's own limit "
        "gives (3 working days where it has set none)",
        denominator="Decisions on a referral, or on a contact that ended there, in the period",
        dates="The day of the first decision decides the period and is day 0.",
        polarity=Polarity.HIGH,
        source="Local; Ofsted asks for consistent feedback to those who refer",
        left_out="Decisions still within the limit on the last day of the period; referrers who "
        "could not be told, such as those who gave no name; and what was brought in from a "
        "return, which does not say.",
        expression=told_in_time,
        breakdowns=(
            Breakdown("team", "Team", relation="department"),
            Breakdown("outcome", "What was decided", codes=_decision),
        ),
    ),
)
