"""How many enquiries lead to an initial conference, and how the others ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.journey.section47.process import CONCLUDED
from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity

OUTCOMES = {
    **CONCLUDED, "not_required": "Ended without a conference; no reason is known",
    "open": "Not concluded yet",
}
CONFERENCES = {
    "plan_made": "Held: the child had a protection plan", "no_plan": "Held: no protection plan",
    "none": "None held",
}


def to_conference(relations: Mapping[str, Any], period: Period) -> Any:
    """Enquiries begun in a period, and whether an initial conference answered them by its end."""
    import ibis

    told, held = relations["s47_enquiry"], relations["initial_cp_conference"]
    held = held.filter(
        held.icpc_s47_enquiry_id.notnull(), held.icpc_icpc_date <= period.until,
        held.icpc_kind.isin(["initial", "pre_birth"]),
    )
    held = held.group_by(answers="icpc_s47_enquiry_id").aggregate(
        made=held.icpc_icpc_outcome_cp_flag.any()
    )
    begun = told.filter(told.s47e_s47_start_date.between(period.since, period.until))
    found = begun.left_join(held, begun.s47e_s47_enquiry_id == held.answers)
    needless = found.s47e_conference_not_required.fill_null(False)
    unsaid = ibis.ifelse(needless, "not_required", "open")
    conference = ibis.cases(
        (found.answers.isnull(), "none"), (found.made.fill_null(False), "plan_made"),
        else_="no_plan",
    )
    return found.select(
        case_id=found.s47e_s47_enquiry_id, subject=found.s47e_person_id, authority=found.authority,
        counted_on=found.s47e_s47_start_date, met=found.answers.notnull(),
        outcome=found.s47e_s47_outcome.coalesce(unsaid), conference=conference,
        team=found.s47e_s47_completed_by_team,
    )


def _outcome(code: str) -> str:
    return OUTCOMES.get(code, code)


def _conference(code: str) -> str:
    return CONFERENCES.get(code, code)


INDICATORS = (
    Indicator(
        key="S4702",
        area="Strategy discussions and enquiries",
        title="How many section 47 enquiries lead to an initial conference?",
        numerator="Enquiries answered by an initial or pre-birth conference that decided for the "
        "child by the end of the period",
        denominator="Section 47 enquiries begun in the period, each counted",
        dates="The day an enquiry began decides its period. Those begun in its last weeks may "
        "have their conference after it.",
        polarity=Polarity.NEUTRAL,
        source="DfE children in need statistics, section 47 enquiries and initial conferences",
        left_out="Nothing: an enquiry that is not concluded is counted as such. Transfer-in "
        "conferences answer no enquiry of ours.",
        expression=to_conference,
        breakdowns=(
            Breakdown("outcome", "What the enquiry concluded", codes=_outcome),
            Breakdown("conference", "Initial conference", codes=_conference),
            Breakdown("team", "Team", relation="department"),
        ),
    ),
)
