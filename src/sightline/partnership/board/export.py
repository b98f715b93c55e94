"""The grid as a file for a spreadsheet: the same marks and the same counts as the page."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from sightline.partnership.board.attendance import NO_SEAT, Attendance

#: What a spreadsheet would take for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: Attendance) -> str:
    """The grid, its totals and its agencies, as comma-separated values."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerows([_safe(cell) for cell in row] for row in _rows(found))
    return written.getvalue()


def _safe(cell: Any) -> Any:
    text = "" if cell is None else cell
    if isinstance(text, str) and text != NO_SEAT and text.startswith(FORMULA):
        return f"'{text}"
    return text


def _rows(found: Attendance) -> Iterable[list[Any]]:
    days = [held.meeting.held_on.isoformat() for held in found.meetings]
    yield ["Seat", "Agency", *days, "Attended", "Of", "Per cent"]
    for sat in found.seats:
        count = sat.tally
        yield [sat.seat.role, sat.seat.agency, *sat.cells, count.attended, count.base,
               count.percent]
    whole = found.all_marks
    for words, name in (
        ("Attended", "attended"), ("Of (marked Y, N or Sub)", "base"), ("Per cent", "percent"),
        ("Substitutes", "substitutes"), ("Vacant", "vacant"), ("Blank", "blank"),
        ("Per cent with substitutes", "percent_with_substitutes"),
    ):
        counts = [getattr(held.tally, name) for held in found.meetings]
        total = [] if name.startswith("percent") else [getattr(whole, name)]
        yield [words, "", *counts, *total]
    yield ["Mean of the meetings' percentages", "", found.mean]
    yield ["All marks together", "", found.pooled]
    yield []
    yield ["Agency", "Meetings attended by any seat", "Of meetings with any mark", "Per cent"]
    for agency in found.agencies:
        yield [agency.name, agency.attended, agency.marked, agency.percent]
