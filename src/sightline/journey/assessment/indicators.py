"""Whether assessments are finished and children seen in time, and how often work is sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.journey.assessment.models import Outcome, Point, Reopened
from sightline.kernel.indicators import (
    Breakdown,
    Indicator,
    Period,
    Polarity,
    Shape,
    working_days,
)

AREA = "Assessment"
ALLOWED = 45
TEAM = Breakdown("team", "Team", relation="department")
#: Working days up to and including, with the code of each band; more than the last is over it.
BANDS = ((1, "1"), (5, "5"), (10, "10"), (20, "20"))
IN_BANDS = {
    "1": "Within 1 working day", "5": "2 to 5 working days", "10": "6 to 10 working days",
    "20": "11 to 20 working days", "over": "More than 20 working days", "not": "Not yet",
}
FROM_REFERRAL = {"in_time": "In time", "late": "Late"}


def _authorised(relations: Mapping[str, Any], period: Period, kind: str) -> Any:
    told = relations["cin_assessments"]
    return told.filter(
        told.cina_kind == kind,
        told.cina_assessment_auth_date.between(period.since, period.until),
    )


def _cases(found: Any, met: Any, **more: Any) -> Any:
    return found.select(
        case_id=found.cina_assessment_id, subject=found.cina_person_id, authority=found.authority,
        counted_on=found.cina_assessment_auth_date, met=met, team=found.cina_assessment_team,
        **more,
    )


def in_forty_five_days(relations: Mapping[str, Any], period: Period) -> Any:
    """Single assessments authorised in a period, and whether within 45 working days of start."""
    import ibis

    found = working_days(
        relations, _authorised(relations, period, "single"), "cina_assessment_start_date",
        "cina_assessment_auth_date", "took",
    )
    kept = ibis.ifelse(found.cina_assessment_auth_date <= found.cina_due_on, "in_time", "late")
    return _cases(
        found, found.took <= ALLOWED,
        from_referral=ibis.ifelse(found.cina_due_on.isnull(), "", kept),
        outcome=found.cina_assessment_outcome,
        reopened=ibis.ifelse(found.cina_reopened_because.isnull(), "no", "yes"),
        because=found.cina_reopened_because.fill_null(""),
    )


def under_its_own_law(kind: str) -> Any:
    """The expression for one half of the two-part model, due by the law of its own day."""

    def expression(relations: Mapping[str, Any], period: Period) -> Any:
        found = _authorised(relations, period, kind)
        found = found.filter(found.cina_due_on.notnull())
        return _cases(found, found.cina_assessment_auth_date <= found.cina_due_on)

    return expression


def first_seen(relations: Mapping[str, Any], period: Period) -> Any:
    """Assessments counted from a day of the period: how soon begun, the child seen, helped."""
    told = relations["cin_assessments"]
    found = told.filter(
        told.cina_counted_from.between(period.since, period.until), told.source == "",
        told.cina_seen_due_on.notnull(),
        told.cina_seen_on.notnull() | (told.cina_seen_due_on < period.until),
    )
    for name, day in (("began", "cina_assessment_start_date"), ("saw", "cina_seen_on"),
                      ("helped", "cina_helped_on")):
        found = working_days(relations, found, "cina_counted_from", day, name)
    return found.select(
        case_id=found.cina_assessment_id, subject=found.cina_person_id, authority=found.authority,
        counted_on=found.cina_counted_from,
        met=(found.cina_seen_on <= found.cina_seen_due_on).fill_null(False),
        team=found.cina_assessment_team, seen=_banded(found.saw), started=_banded(found.began),
        help=_banded(found.helped),
    )


def _banded(days: Any) -> Any:
    import ibis

    over = ibis.ifelse(days.isnull(), "not", "over")
    return ibis.cases(*[(days <= most, code) for most, code in BANDS], else_=over)


def sent_back(relations: Mapping[str, Any], period: Period) -> Any:
    """Assessments answered by a manager in a period, and whether they were sent back."""
    told = relations["assessment_submissions"]
    found = told.filter(
        told.asub_answered_on.between(period.since, period.until), told.source == ""
    )
    return found.select(
        case_id=found.asub_submission_id, subject=found.asub_person_id,
        authority=found.authority, counted_on=found.asub_answered_on, met=found.asub_returned,
        team=found.asub_team,
    )


def why_sent_back(relations: Mapping[str, Any], period: Period) -> Any:
    """The points for which assessments were sent back in a period."""
    import ibis

    told = relations["assessment_return_points"]
    found = told.filter(
        told.aret_returned_on.between(period.since, period.until), told.source == ""
    )
    return found.select(
        case_id=found.aret_point_id, subject=found.aret_person_id, authority=found.authority,
        counted_on=found.aret_returned_on, met=ibis.literal(True), point=found.aret_point,
        team=found.aret_team,
    )


def _word(words: Mapping[str, str]) -> Any:
    return lambda code: words.get(code, code)


OUTCOMES = {one.value: str(one.label) for one in Outcome}
REOPENED = {"yes": "Closed before and opened again", "no": "All others"}
BECAUSE = {one.value: str(one.label) for one in Reopened} | {"": "Not opened again"}
POINTS = {one.value: str(one.label) for one in Point}


def _two_part(key: str, kind: str, days: int, since: str) -> Indicator:
    return Indicator(
        key=key,
        area=AREA,
        title=f"How many {kind} assessments were finished within their {days} working days?",
        numerator=f"{kind.capitalize()} assessments authorised by the day on which their own law "
        "made them due",
        denominator=f"{kind.capitalize()} assessments authorised in the period",
        dates=f"The day of authorisation decides the period. {since} The law in force that day "
        "decides the limit, until the day on which the authority went over to the single "
        "assessment.",
        polarity=Polarity.HIGH,
        source="Working Together 2010; the national figures until 2013",
        left_out="Assessments not authorised yet; and those begun on a day on which no law set "
        "this limit for the authority.",
        expression=under_its_own_law(kind),
        breakdowns=(TEAM,),
    )


INDICATORS = (
    Indicator(
        key="ASM02",
        area=AREA,
        title="How many assessments are finished within 45 working days?",
        numerator="Assessments authorised no more than 45 working days after they started",
        denominator="Single assessments authorised in the period",
        dates="The day of authorisation decides the period; the day it started is day 0, as the "
        "national figures count. Working Together counts from the referral, which is earlier: "
        "the part below says how many were in time by that.",
        polarity=Polarity.HIGH,
        source="DfE children in need statistics; Working Together, 45 working days",
        left_out="Assessments not authorised yet.",
        expression=in_forty_five_days,
        breakdowns=(
            TEAM,
            Breakdown("from_referral", "Counted from the referral", codes=_word(FROM_REFERRAL)),
            Breakdown("outcome", "What it led to", codes=_word(OUTCOMES)),
            Breakdown("reopened", "With the cases opened again apart", codes=_word(REOPENED)),
            Breakdown("because", "Why it was opened again", codes=_word(BECAUSE)),
        ),
    ),
    _two_part("ASM02I", "initial", 10, "It counts from the referral."),
    _two_part("ASM02C", "core", 35, "It counts from its own start."),
    Indicator(
        key="ASMSEEN",
        area=AREA,
        title="How many children are seen in time after a referral?",
        numerator="Assessments whose child was first seen by the day the authority's own limit "
        "gives (5 working days where it has set none)",
        denominator="Assessments of referrals received, or decided on again, in the period",
        dates="The day of the referral, or of the decision to assess again, decides the period "
        "and is day 0. Before birth, the mother is seen.",
        polarity=Polarity.HIGH,
        source="Local; Ofsted looks at how soon assessments start and help begins",
        left_out="Children not seen yet whose limit had not passed on the last day of the period; "
        "and what was brought in from a return, which does not tell of visits.",
        expression=first_seen,
        breakdowns=(
            TEAM,
            Breakdown("seen", "From referral until the child was seen", codes=_word(IN_BANDS)),
            Breakdown("started", "From referral until it started", codes=_word(IN_BANDS)),
            Breakdown("help", "From referral until a plan of help began", codes=_word(IN_BANDS)),
        ),
    ),
    Indicator(
        key="ASMBACK",
        area=AREA,
        title="How many assessments do managers send back?",
        numerator="Assessments sent back to their author",
        denominator="Assessments handed in that a manager sent back or authorised in the period, "
        "each time counted",
        dates="The day of the manager's answer decides the period.",
        polarity=Polarity.NEUTRAL,
        source="Local; Ofsted looks at whether managers challenge weak work",
        left_out="Assessments that wait for an answer; and what was brought in from a return.",
        expression=sent_back,
        breakdowns=(TEAM,),
    ),
    Indicator(
        key="ASMWHY",
        area=AREA,
        title="Why are assessments sent back?",
        numerator="Points of the checklist that were wanting",
        denominator="Points for which an assessment was sent back in the period; one that was "
        "sent back for three counts three times",
        dates="The day it was sent back decides the period.",
        polarity=Polarity.NEUTRAL,
        source="Local: the manager's checklist",
        left_out="What was brought in from a return.",
        expression=why_sent_back,
        shape=Shape.SPREAD,
        breakdowns=(Breakdown("point", "What was wanting", codes=_word(POINTS)), TEAM),
    ),
)
