"""Referrals that came without the referral form, by agency and by month, and each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy import visible_children
from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.base.moments import today
from sightline.journey.contact.formless import Reached, families, reached
from sightline.law.codes import code_set
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.front_door import authority_of
from sightline.people.persons.models import Person

if TYPE_CHECKING:
    from sightline.access.users.models import User

MONTHS = 6
HEADINGS = ("Agency", "Month", "Referrals", "Without the form", "On the form")


@dataclass
class Cell:
    """Referrals of one agency in one month: each a family told of at once."""

    found: list[list[Reached]] = field(default_factory=list)

    @property
    def without(self) -> list[list[Reached]]:
        """Those that came without the form."""
        return [family for family in self.found if not any(row.form for row in family)]

    @property
    def words(self) -> str:
        """How many of how many."""
        return f"{len(self.without)} of {len(self.found)}" if self.found else "None"


@dataclass
class Line:
    """One agency, or all of them, with a cell for each month and one for all."""

    code: str
    title: str
    cells: list[Cell]
    whole: Cell


@dataclass
class Report:
    """The months shown, a line for each agency, and the line that adds them up."""

    months: list[date]
    lines: list[Line]
    total: Line
    shut: int = 0


def months_to(last: date) -> list[date]:
    """The first day of each month shown, the latest last."""
    found = [last.replace(day=1)]
    while len(found) < MONTHS:
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    return found


def report(request: HttpRequest, last: date) -> Report:
    """The figures as far as this reader may open the children behind them."""
    authority, user = authority_of(request), cast("User", request.user)
    months = months_to(last)
    until = (months[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    seen = reached(authority, months[0], until, children=visible_children(user))
    there = reached(
        authority, months[0], until,
        children=Person.objects.exclude(restriction=Person.Restriction.SEALED),
    )
    codes = {row.source for row in seen}
    lines = [_line(code, code_set("referral_source").label(code), seen, months) for code in codes]
    lines.sort(key=lambda line: (-len(line.whole.without), line.title))
    shut = {row.child_id for row in there} - {row.child_id for row in seen}
    return Report(months, lines, _line("", "All agencies", seen, months), len(shut))


def _line(code: str, title: str, rows: Sequence[Reached], months: list[date]) -> Line:
    cells = {month: Cell() for month in months}
    for family in families(row for row in rows if code in ("", row.source)):
        cells[family[0].on.replace(day=1)].found.append(family)
    whole = Cell([family for cell in cells.values() for family in cell.found])
    return Line(code, title, list(cells.values()), whole)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def _chosen(request: HttpRequest, found: Report) -> tuple[Line, str, list[list[Reached]]]:
    """The line and month asked for, and what came there without the form."""
    agency, month = request.GET.get("agency", ""), _month(request.GET.get("month", ""))
    line = next((each for each in found.lines if each.code == agency), found.total)
    if month not in found.months:
        return line, "", line.whole.without
    return line, f"{month:%Y-%m}", line.cells[found.months.index(month)].without


@permission("frontdoor.view")
@require_GET
def without_form(request: HttpRequest) -> HttpResponse:
    """How many referrals of each agency came without the form, month by month, and which."""
    last = min(_month(request.GET.get("to", "")) or today(), today())
    found = report(request, last)
    line, month, behind = _chosen(request, found)
    paging = Paging.of(sorted(behind, key=lambda each: each[0].on, reverse=True), request)
    people = Person.objects.in_bulk([row.child_id for family in paging.items for row in family])
    noted(request, "without_form", people, {})
    context = {
        "report": found, "line": line, "month": month, "paging": paging, "people": people,
        "earlier": (found.months[0] - timedelta(days=1)).replace(day=1),
        "later": (found.months[-1] + timedelta(days=32 * MONTHS)).replace(day=1)
        if found.months[-1] < today().replace(day=1) else None,
        "to": found.months[-1],
    }
    return render(request, "worklists/without_form.jinja", context)


@permission("frontdoor.view")
@require_GET
def without_form_export(request: HttpRequest) -> HttpResponse:
    """The same figures as a file for a spreadsheet, a line for each agency and month."""
    found = report(request, min(_month(request.GET.get("to", "")) or today(), today()))
    cells = [
        [line.title, f"{month:%Y-%m}", str(len(cell.found)), str(len(cell.without)),
         str(len(cell.found) - len(cell.without))]
        for line in [*found.lines, found.total]
        for month, cell in zip(found.months, line.cells, strict=True)
    ]
    return exporting.written(
        request, HEADINGS, cells, kind="without-a-form", ident=None, children=[]
    )
