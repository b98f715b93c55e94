"""Whether we know who a child is by the time the contact is settled: language, faith, ethnicity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity

NOTHING = "nothing"
MISSING = {
    NOTHING: "Nothing: all four are known", "several": "More than one of the four",
    "ethnicity": "Ethnicity", "first language": "First language", "religion": "Religion or belief",
    "whether an interpreter is needed": "Whether an interpreter is needed",
}


def known_in_time(relations: Mapping[str, Any], period: Period) -> Any:
    """Contacts decided in a period, and whether all four answers were there by their day."""
    told = relations["contact_answers"]
    found = told.filter(
        told.coan_decided_on.between(period.since, period.until), told.source == "",
        told.coan_owed_on.notnull(),
        told.coan_whole_on.notnull() | (told.coan_owed_on < period.until),
    )
    return found.select(
        case_id=found.coan_contact_id, subject=found.coan_person_id, authority=found.authority,
        counted_on=found.coan_decided_on,
        met=(found.coan_whole_on <= found.coan_owed_on).fill_null(False),
        team=found.coan_team, missing=found.coan_missing.fill_null(NOTHING),
    )


INDICATORS = (
    Indicator(
        key="WHOKNOWN",
        area="Front door",
        title="How often do we know a child’s ethnicity, language, religion and need of an "
        "interpreter soon after the contact?",
        numerator="Contacts about a child of whom all four were in the record within ten working "
        "days of the decision",
        denominator="Contacts decided in the period, each child’s counted",
        dates="The day a contact was first decided decides its period. Declined, and not "
        "applicable, are answers; not known, and not asked, are none.",
        polarity=Polarity.HIGH,
        source="Local practice; Ofsted Kingston 2022",
        left_out="Children not yet born; contacts whose ten working days have not passed at the "
        "end of the period while something is missing; and what was brought in from a return.",
        expression=known_in_time,
        breakdowns=(
            Breakdown("team", "Team", relation="department"),
            Breakdown("missing", "What is missing now", codes=lambda code: MISSING.get(code, code)),
        ),
    ),
)
