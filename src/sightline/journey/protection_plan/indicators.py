"""Protection plans by category and by length, and those of children who had one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sightline.journey.protection_plan.queries.lengths import BANDS
from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity, Shape
from sightline.law.codes import code_set

AREA = "Child protection plans"
CATEGORY = code_set("category_of_abuse").label
#: Days of two years as the national figures count them, the first and the last both counted.
TWO_YEARS = 730
#: From how many brothers and sisters on a group is counted as large, together.
MANY = 5


def by_category(relations: Mapping[str, Any], period: Period) -> Any:
    """The plans in force at the end of a period's last day, with their category that day."""
    import ibis

    told, at = relations["cp_plan_categories"], period.until
    open_then = told.filter(
        told.cppc_since <= at, told.cppc_until.isnull() | (told.cppc_until > at)
    )
    held = _held(relations, at)
    found = open_then.left_join(held, open_then.cppc_person_id == held.held_for)
    return found.select(
        case_id=found.cppc_cp_plan_id, subject=found.cppc_person_id, authority=found.authority,
        counted_on=ibis.literal(at).cast("date"), met=ibis.literal(True),
        category=found.cppc_category, team=found.team,
    )


def _held(relations: Mapping[str, Any], at: date) -> Any:
    """Which team led with each child at the end of a day."""
    import ibis

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
    return held.select(held_for=held.invo_person_id, team=held.invo_professional_team)


def by_length(relations: Mapping[str, Any], period: Period) -> Any:
    """The plans in force at the end of a period's last day, by how long they have lasted."""
    import ibis

    told, at = relations["cp_plans"], period.until
    open_then = told.filter(
        told.cppl_cp_plan_start_date <= at,
        told.cppl_cp_plan_end_date.isnull() | (told.cppl_cp_plan_end_date > at),
    )
    held = _held(relations, at)
    found = open_then.left_join(held, open_then.cppl_person_id == held.held_for)
    day = ibis.literal(at).cast("date")
    return found.select(
        case_id=found.cppl_cp_plan_id, subject=found.cppl_person_id, authority=found.authority,
        counted_on=day, met=ibis.literal(True),
        length=_band(found.cppl_cp_plan_start_date, day),
        category=found.cppl_cp_plan_latest_category, team=found.team,
    )


def _band(since: Any, until: Any) -> Any:
    """The code of the band of a plan: its place among the bands of the child's page."""
    import ibis

    return ibis.cases(
        *[
            (until < since + ibis.interval(months=months), str(place))
            for place, (months, _) in enumerate(BANDS) if months is not None
        ],
        else_=str(len(BANDS) - 1),
    )


def ended_after_two_years(relations: Mapping[str, Any], period: Period) -> Any:
    """The plans that ended in a period, and whether they had lasted two years or more."""
    import ibis

    told = relations["cp_plans"]
    found = told.filter(told.cppl_cp_plan_end_date.between(period.since, period.until))
    since, until = found.cppl_cp_plan_start_date, found.cppl_cp_plan_end_date
    return found.select(
        case_id=found.cppl_cp_plan_id, subject=found.cppl_person_id, authority=found.authority,
        counted_on=until, met=since + ibis.interval(days=TWO_YEARS - 1) <= until,
        length=_band(since, until), category=found.cppl_cp_plan_latest_category,
        team=found.cppl_team,
    )


def _repeated(column: str) -> Any:
    """The expression for plans begun in a period, met where a column says so."""

    def expression(relations: Mapping[str, Any], period: Period) -> Any:
        import ibis

        told = relations["cp_plans"]
        begun = told.filter(
            told.cppl_cp_plan_start_date.between(period.since, period.until)
        )
        beside = begun.count().over(
            ibis.window(group_by=[begun.authority, begun.cppl_meeting_id])
        )
        begun = begun.mutate(beside=beside)
        counted = begun.filter(begun[column].notnull())
        met = counted[column] if column == "cppl_within_two_years" else counted[column] > 0
        group = ibis.cases(
            (counted.cppl_meeting_id.isnull(), ""), (counted.beside >= MANY, str(MANY)),
            else_=counted.beside.cast("string"),
        )
        return counted.select(
            case_id=counted.cppl_cp_plan_id, subject=counted.cppl_person_id,
            authority=counted.authority, counted_on=counted.cppl_cp_plan_start_date, met=met,
            together=group, category=counted.cppl_cp_plan_initial_category,
            team=counted.cppl_team,
        )

    return expression


def _length(code: str) -> str:
    words = BANDS[int(code)][1] if code.isdigit() else code
    return words[:1].upper() + words[1:]


def _together(code: str) -> str:
    if code == "1":
        return "One child of the family"
    return f"{code} or more brothers and sisters" if code == str(MANY) else (
        f"{code} brothers and sisters"
    )


def _repeat(key: str, when: str, column: str, left_out: str, dates: str) -> Indicator:
    return Indicator(
        key=key,
        area=AREA,
        title=f"How many plans are for a child who had one {when}?",
        numerator=f"Plans of a child who had an earlier plan, here or elsewhere, {when}",
        denominator="Protection plans begun in the period, each counted",
        dates=f"The day the plan began decides the period. {dates}",
        polarity=Polarity.LOW,
        source="DfE children in need statistics, second or subsequent plans",
        left_out=left_out,
        expression=_repeated(column),
        breakdowns=(
            Breakdown("together", "Children whose plans one conference made", codes=_together),
            Breakdown("category", "Category of harm", codes=CATEGORY),
            Breakdown("team", "Team", relation="department"),
        ),
    )


INDICATORS = (
    Indicator(
        key="CPCAT",
        area=AREA,
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
            Breakdown("category", "Category of harm", codes=CATEGORY),
            Breakdown("team", "Team", relation="department"),
        ),
    ),
    Indicator(
        key="CPPLEN",
        area=AREA,
        title="How long have children had their protection plan?",
        numerator="Plans of each length",
        denominator="Protection plans in force at the end of the date",
        dates="The last day of the period decides. A plan of exactly six months is in the band "
        "that begins at six.",
        polarity=Polarity.NEUTRAL,
        source="DfE children in need statistics, plans by length; the local mark is 18 months",
        left_out="Nothing.",
        expression=by_length,
        shape=Shape.SPREAD,
        at_a_date=True,
        breakdowns=(
            Breakdown("length", "Length so far", codes=_length),
            Breakdown("category", "Category of harm", codes=CATEGORY),
            Breakdown("team", "Team", relation="department"),
        ),
    ),
    Indicator(
        key="CPP06",
        area=AREA,
        title="How many plans that end have lasted two years or more?",
        numerator="Plans that ended after 730 days or more",
        denominator="Protection plans that ended in the period",
        dates="The day the plan ended decides the period; its first and its last day both count.",
        polarity=Polarity.LOW,
        source="DfE children in need statistics, plans lasting two years or more",
        left_out="Plans still in force.",
        expression=ended_after_two_years,
        breakdowns=(
            Breakdown("length", "Length when it ended", codes=_length),
            Breakdown("category", "Category of harm", codes=CATEGORY),
            Breakdown("team", "Team", relation="department"),
        ),
    ),
    _repeat(
        "CPP04", "at any time before", "cppl_plans_before",
        "Plans brought in from a return that does not say how many went before.",
        "A number of earlier plans that another authority or the return tells counts.",
    ),
    _repeat(
        "CPP05", "in the two years before", "cppl_within_two_years",
        "Plans before which there was another of which nobody says when it ended, as in most "
        "returns; and those whose return does not say how many went before.",
        "Two years before includes the same date two years earlier.",
    ),
)
