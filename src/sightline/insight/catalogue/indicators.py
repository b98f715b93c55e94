"""Re-referrals: a family that comes back within a year, which no single process answers for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity
from sightline.law.codes import code_set

#: What the breakdown by the earlier referral's end says where there is no reason for closing.
NONE, UNSAID = "none", "unsaid"


def _how_it_ended(code: str) -> str:
    if code == NONE:
        return "No referral in the year before"
    return "No reason recorded" if code == UNSAID else code_set("reason_for_closure").label(code)


def rereferred(relations: Mapping[str, Any], period: Period) -> Any:
    """Referrals of a period, and whether the child had one in the twelve months before."""
    import ibis

    told = relations["cin_episodes"]
    year = ibis.interval(months=12)
    days = told.select("cine_person_id", "authority", "cine_referral_date").distinct()
    by_child = ibis.window(
        group_by=[days.cine_person_id, days.authority], order_by=days.cine_referral_date
    )
    before = days.mutate(earlier=days.cine_referral_date.lag().over(by_child))
    ended = told.group_by("cine_person_id", "authority", "cine_referral_date").aggregate(
        ended=told.cine_close_reason.max()
    ).rename(earlier="cine_referral_date")
    before = before.left_join(ended, ["cine_person_id", "authority", "earlier"])
    before = before.select("cine_person_id", "authority", "cine_referral_date", "earlier", "ended")
    here = ibis.window(group_by=told.authority)
    reached = told.mutate(known_since=told.cine_known_since.min().over(here))
    found = reached.join(before, ["cine_person_id", "authority", "cine_referral_date"])
    sure = found.known_since.isnull() | (found.known_since + year <= found.cine_referral_date)
    found = found.filter(
        found.cine_referral_date.between(period.since, period.until), sure
    )
    met = (found.earlier + year >= found.cine_referral_date).fill_null(False)
    return found.select(
        case_id=found.cine_referral_id, subject=found.cine_person_id, authority=found.authority,
        counted_on=found.cine_referral_date, met=met,
        before=ibis.ifelse(met, found.ended.fill_null(UNSAID), NONE),
        team=found.cine_referral_team, source=found.cine_referral_source_code,
        need=found.cine_cin_primary_need_code,
    )


INDICATORS = (
    Indicator(
        key="RR12",
        area="Front door",
        title="How many referrals are of a child who was referred in the twelve months before?",
        numerator="Referrals of a child who had another referral to this authority on an earlier "
        "day, twelve months before or less",
        denominator="Referrals received in the period, each counted",
        dates="The day a referral was received decides its period. Twelve months before includes "
        "the same date a year earlier.",
        polarity=Polarity.LOW,
        source="DfE children in need statistics, re-referrals within 12 months",
        left_out="Referrals about a child nobody has identified; and referrals made less than "
        "twelve months after the first day that imported files tell of, because nobody can say "
        "what came before.",
        expression=rereferred,
        breakdowns=(
            Breakdown("before", "How the one before closed", codes=_how_it_ended),
            Breakdown("team", "Team", relation="department"),
            Breakdown("source", "Who it came from", codes=code_set("referral_source").label),
            Breakdown("need", "Primary need", codes=code_set("primary_need").label),
        ),
    ),
)
