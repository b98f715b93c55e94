"""How a rule of the census is written down: on a row, on a child, or on the whole return."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import permutations
from typing import Any

from sightline.returns.cin_census.tables import Census
from sightline.returns.kit.rules import Row, Rule, Scope, Severity

ERROR, QUERY = Severity.ERROR, Severity.QUERY

MODULES = {
    "Header": "0 Header", "ChildIdentifiers": "1 Child identifiers",
    "ChildCharacteristics": "2 Child characteristics", "Disabilities": "2 Child characteristics",
    "CINdetails": "3 Episodes of need", "Assessments": "3a Assessments",
    "CINplanDates": "3b Child in need plans", "Section47": "3c Section 47 enquiries",
    "ChildProtectionPlans": "4 Child protection plans", "Reviews": "4 Child protection plans",
    "PreProceedingsandFGDM": "5 Pre-proceedings",
}

#: The department's number for each element, by which its guide names it.
ITEMS = {
    "ReferenceDate": "N00603", "LAchildID": "N00097", "UPN": "N00001", "FormerUPN": "N00002",
    "UPNunknown": "N00135", "PersonBirthDate": "N00066", "ExpectedPersonBirthDate": "N00098",
    "GenderCurrent": "N00065", "Sex": "N00783", "PersonDeathDate": "N00108",
    "Ethnicity": "N00177", "Disability": "N00099", "CINreferralDate": "N00100",
    "ReferralSource": "N00152", "PrimaryNeedCode": "N00101", "CINclosureDate": "N00102",
    "ReasonForClosure": "N00103", "DateOfInitialCPC": "N00110", "ReferralNFA": "N00112",
    "AssessmentActualStartDate": "N00159", "AssessmentAuthorisationDate": "N00160",
    "AssessmentFactors": "N00181", "CINPlanStartDate": "N00689", "CINPlanEndDate": "N00690",
    "S47ActualStartDate": "N00148", "InitialCPCtarget": "N00109", "ICPCnotRequired": "N00111",
    "CPPstartDate": "N00105", "CPPendDate": "N00115", "InitialCategoryOfAbuse": "N00113",
    "LatestCategoryOfAbuse": "N00114", "NumberOfPreviousCPP": "N00106",
    "CPPreviewDate": "N00116", "PPStartDate": "N00826", "LBPSentDate": "N00827",
    "FGDMMeetingOffer": "N00828", "FGDMMeetingFac": "N00829", "InitialPPMeetingDate": "N00830",
    "ReviewMeetingsCount": "N00831", "PPOutcome": "N00833", "CourtAppDate": "N00834",
}
#: What is known of 2026-27 comes from work that was not finished when it was read.
UNFINISHED = " The rules of 2026-27 were not yet published when this was written: confirm it."
FIRST = 2023


def on_row(table: type[Row], broken: Callable[..., bool], code: str, severity: Severity,
           **words: Any) -> Rule:
    """A rule on each row of a table: `broken(row, above, census)`, above being what it lies in."""
    return _rule(broken, code, severity, Scope.ROW, table=table.table, **words)


def on_child(broken: Callable[..., Iterable[Any]], code: str, severity: Severity,
             **words: Any) -> Rule:
    """A rule on one child: `broken(child, census)` gives the marks of each breach."""
    return _rule(broken, code, severity, Scope.CHILD, **words)


def on_return(watch: Callable[[Census], Any], code: str, severity: Severity, **words: Any) -> Rule:
    """A rule on the whole return: `watch(census)` sees every child go by, and tells at the end."""
    return _rule(watch, code, severity, Scope.RETURN, **words)


def _rule(
    test: Callable[..., Any], code: str, severity: Severity, scope: Scope, *, fields: str,
    must_hold: str, message: str, mend: str, table: str = "", since: int = FIRST,
    until: int = 9999, dispute: str = "",
) -> Rule:
    places = tuple(fields.split())
    module = MODULES[table or places[0].partition(".")[0]]
    names = dict.fromkeys(place.partition(".")[2] for place in places)
    items = ", ".join(ITEMS[name] for name in names if name in ITEMS)
    guide = (
        f"Department for Education, children in need census: guide and validation rules, "
        f"rule {code}{f' (data items {items})' if items else ''}."
    )
    return Rule(
        code=code, severity=severity, module=module, fields=places, must_hold=must_hold,
        message=message, mend=mend, scope=scope, test=test, table=table, since=since, until=until,
        guide=guide + (UNFINISHED if since > 2026 else ""), dispute=dispute,
    )


def earlier(one: date | None, other: date | None) -> bool:
    """Whether both days are given and the first comes before the second."""
    return one is not None and other is not None and one < other


def overlapping(
    rows: list[Any], start: str, end: str, last: date, *, last_day: bool = False
) -> Iterable[tuple[Any, Any]]:
    """Each two spells of which the second starts before the first is over, the earlier first.

    One without an end runs to the last day of the return, that day included; `last_day` includes
    the last day of one that has ended. Two that start together are given in both orders.
    """
    begun = [row for row in rows if getattr(row, start) is not None]
    for one, other in permutations(begun, 2):
        over, follows = getattr(one, end), getattr(other, start)
        if follows < getattr(one, start):
            continue
        if follows <= last if over is None else follows < over or last_day and follows == over:
            yield one, other
