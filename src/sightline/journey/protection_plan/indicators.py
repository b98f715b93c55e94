"""Protection plans at a date, by the category of harm they are for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity, Shape
from sightline.law.codes import code_set


def by_category(relations: Mapping[str, Any], period: Period) -> Any:
    """The plans in force at the end of a period's last day, with their category that day."""
    import ibis

    told, at = relations["cp_plan_categories"], period.until
    open_then = told.filter(
        told.cppc_since <= at, told.cppc_until.isnull() | (told.cppc_until > at)
    )
    held = relations["involvements"]
    held = held.filter(
        held.invo_professional_role_id == "lead", held.invo_involvement_start_date <= at,
        held.invo_involvement_end_date.isnull() | (held.invo_involvement_end_date > at),
    )
    newest = ibis.window(
        group_by=held.invo_person_id,
        order_by=[ibis.desc(held.invo_involvement_start_date), held.invo_involvements_id],
    )
    held = held.mutate(place=ibis.row_number().over(newest))
    held = held.filter(held.place == 0)
    held = held.select(held_for=held.invo_person_id, team=held.invo_professional_team)
    found = open_then.left_join(held, open_then.cppc_person_id == held.held_for)
    return found.select(
        case_id=found.cppc_cp_plan_id, subject=found.cppc_person_id, authority=found.authority,
        counted_on=ibis.literal(at).cast("date"), met=ibis.literal(True),
        category=found.cppc_category, team=found.team,
    )


INDICATORS = (
    Indicator(
        key="CPCAT",
        title="For which categories of harm do children have a protection plan?",
        numerator="Plans under each category, as last named by that date",
        denominator="Protection plans in force at the end of the date",
        dates="The last day of the period decides. A plan that ended on that day is not in force "
        "at its end; one that started on it is.",
        polarity=Polarity.NEUTRAL,
        source="DfE children in need statistics, plans by category",
        left_out="Nothing: a plan whose category was not recorded is counted as such.",
        expression=by_category,
        shape=Shape.SPREAD,
        at_a_date=True,
        breakdowns=(
            Breakdown("category", "Category of harm", codes=code_set("category_of_abuse").label),
            Breakdown("team", "Team", relation="department"),
        ),
    ),
)
