"""Whether conferences are held in time, their reports reach the family in time, and who comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.journey.conference.process import DECISIONS, KINDS, SHARED_WITH
from sightline.kernel.indicators import Breakdown, Indicator, Period, Polarity
from sightline.record.meetings.models import Agency, HealthKind

ALLOWED = 15
AREA = "Conferences"
#: From which age a child's part in a conference is counted, as the national returns do.
OF_AGE = 4


def provided(relations: Mapping[str, Any], found: Any) -> Any:
    """The same cases with who provided the authority's conferences on the day of each."""
    told = relations["conference_providers"]
    who = told.select(
        provider=told.prov_provider_id, theirs=told.prov_authority, first=told.prov_since,
        last=told.prov_until,
    )
    then = found.left_join(who, [
        found.authority == who.theirs,
        who.first.isnull() | (who.first <= found.counted_on),
        who.last.isnull() | (who.last > found.counted_on),
    ])
    return then.select(*found.columns, "provider")


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
    return provided(relations, found.select(
        case_id=found.icpc_icpc_id, subject=found.icpc_person_id, authority=found.authority,
        counted_on=found.icpc_icpc_date, met=found.end_number - found.start_number <= ALLOWED,
        team=found.icpc_icpc_team, outcome=found.icpc_icpc_outcome, kind=found.icpc_kind,
    ))


def reports_in_time(relations: Mapping[str, Any], period: Period) -> Any:
    """What parents, child and chair were owed of conferences in a period, and whether in time."""
    import ibis

    told, people = relations["conference_reports"], relations["person"]
    born = people.select(whose=people.pers_person_id, born=people.pers_dob).distinct()
    held = told.filter(
        told.crep_conference_on.between(period.since, period.until), told.source == "",
        told.crep_due_on.notnull(),
    )
    held = held.left_join(born, held.crep_person_id == born.whose)
    of_age = held.born + ibis.interval(months=12 * OF_AGE) <= held.crep_conference_on
    found = held.filter(
        (held.crep_recipient == "parents")
        | ((held.crep_recipient == "child") & of_age.fill_null(False))
        | ((held.crep_recipient == "chair") & (held.crep_kind == "review"))
    )
    return provided(relations, found.select(
        case_id=found.crep_report_id, subject=found.crep_person_id, authority=found.authority,
        counted_on=found.crep_conference_on,
        met=(found.crep_shared_on <= found.crep_due_on).fill_null(False),
        recipient=found.crep_recipient, kind=found.crep_kind, team=found.crep_team,
    ))


def _asked(relations: Mapping[str, Any], period: Period) -> Any:
    """Each invitation once, however many children the conference was about."""
    told = relations["conference_invitations"]
    held = told.filter(
        told.catt_held_on.between(period.since, period.until), told.source == ""
    )
    return held.group_by("catt_invitation_id", "authority").aggregate(
        subject=held.catt_person_id.min(), counted_on=held.catt_held_on.min(),
        attended=held.catt_attended.any(), reported=held.catt_reported.any(),
        agency=held.catt_agency.min(), kind=held.catt_kind.min(), team=held.catt_team.min(),
    )


def _answers(relations: Mapping[str, Any], found: Any, met: Any) -> Any:
    return provided(relations, found.select(
        case_id=found.catt_invitation_id, subject=found.subject, authority=found.authority,
        counted_on=found.counted_on, met=met, agency=found.agency, kind=found.kind,
        team=found.team,
    ))


def came(relations: Mapping[str, Any], period: Period) -> Any:
    """Invitations to conferences of a period, and whether somebody came."""
    found = _asked(relations, period)
    found = found.filter(found.attended.notnull())
    return _answers(relations, found, found.attended)


def reported(relations: Mapping[str, Any], period: Period) -> Any:
    """Invitations to conferences of a period, and whether a report arrived."""
    found = _asked(relations, period)
    return _answers(relations, found, found.reported)


def _recipient(code: str) -> str:
    return SHARED_WITH.get(code, code)


def _agency(code: str) -> str:
    if code == "gp":
        return str(HealthKind.GP.label)
    if code == Agency.HEALTH:
        return "Health, apart from the GP"
    return str(Agency(code).label) if code in Agency.values else code


def _decision(code: str) -> str:
    return DECISIONS.get(code, code)


def _kind(code: str) -> str:
    return KINDS.get(code, code)


BY_PROVIDER = Breakdown(
    "provider", "Who provided conferences then", relation="conference_providers"
)
BY_AGENCY = (
    Breakdown("agency", "Agency", codes=_agency),
    Breakdown("kind", "Kind of conference", codes=_kind),
    Breakdown("team", "Team", relation="department"),
    BY_PROVIDER,
)

INDICATORS = (
    Indicator(
        key="ICPC15",
        area=AREA,
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
            BY_PROVIDER,
        ),
    ),
    Indicator(
        key="CONFREP",
        area=AREA,
        title="How many conference reports are shared in time?",
        numerator="Reports of the social worker that reached them by the day the authority's own "
        "limit gives (2 working days before an initial conference and 5 before a review, where "
        "it has set none)",
        denominator="Reports owed to parents, to children aged four or over and, before a review, "
        "to the chair, for conferences that decided for a child in the period",
        dates="The day the conference decided decides the period, and the days are counted back "
        "from it.",
        polarity=Polarity.HIGH,
        source="Local; Ofsted asked in 2015 that families have time to prepare",
        left_out="Conferences not held yet; and what was brought in from a return, which does not "
        "tell of reports. A child's age is counted from the month of birth.",
        expression=reports_in_time,
        breakdowns=(
            Breakdown("recipient", "Shared with whom", codes=_recipient),
            Breakdown("kind", "Kind of conference", codes=_kind),
            Breakdown("team", "Team", relation="department"),
            BY_PROVIDER,
        ),
    ),
    Indicator(
        key="CONFATT",
        area=AREA,
        title="How many of those invited come to conferences?",
        numerator="Invitations that somebody answered by coming",
        denominator="Invitations, on behalf of an agency, to conferences that decided in the "
        "period, and those who came unasked",
        dates="The day the conference decided decides the period.",
        polarity=Polarity.HIGH,
        source="Local; reported to the partnership by agency",
        left_out="The family, the child and advocates; invitations of which nobody wrote down "
        "what became; and what was brought in from a return, which does not say who was there. "
        "Of brothers and sisters at one conference, one is listed.",
        expression=came,
        breakdowns=BY_AGENCY,
    ),
    Indicator(
        key="CONFWRI",
        area=AREA,
        title="How many of those invited send a report to conferences?",
        numerator="Invitations for which a report arrived, whether or not somebody came",
        denominator="Invitations, on behalf of an agency, to conferences that decided in the "
        "period, and those who came unasked",
        dates="The day the conference decided decides the period.",
        polarity=Polarity.HIGH,
        source="Local; reported to the partnership by agency",
        left_out="The family, the child and advocates; and what was brought in from a return. Of "
        "brothers and sisters at one conference, one is listed.",
        expression=reported,
        breakdowns=BY_AGENCY,
    ),
)
