"""The findings as a workbook for the analyst who mends from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sightline.returns.cin_census.checking.register import rule as rule_of
from sightline.returns.cin_census.checking.told import (
    SEVERITIES,
    heading,
    sections,
    unevaluated,
)
from sightline.returns.cin_census.checking.validating import Checked

COLUMNS = ("Child", "Severity", "Rule", "What is wrong", "What to do", "Where, and what it says",
           "Line", "Part of the census", "Guide")
#: The most a sheet holds beneath its heading.
MOST_ROWS = 1_048_575


def write(done: Checked, out: Path) -> None:
    """Write the workbook; what begins like a formula is kept as the text it is."""
    book = xlsxwriter.Workbook(str(out), {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    })
    try:
        rows = (
            (section.child, SEVERITIES[item.finding.severity], item.finding.rule,
             item.finding.message, item.mend,
             "; ".join(f"{name}: {value}" for name, value in item.values)[:32000],
             item.finding.line or "", item.module, item.guide)
            for section in sections(done) for item in section.found
        )
        _sheet(book, "Findings", COLUMNS, rows, (18, 10, 14, 60, 60, 60, 8, 28, 60))
        _sheet(book, "By rule", ("Rule", "Findings", "What must hold"), (
            (code, count, _holds(code)) for code, count in done.summary()["by_rule"].items()
        ), (20, 10, 90))
        _sheet(book, "Not checked", ("Rule", "Why", "First at", "Times"), unevaluated(done),
               (16, 80, 24, 8))
        _sheet(book, "Summary", ("What was checked",), [(heading(done),)], (120,))
    finally:
        book.close()


def _holds(code: str) -> str:
    rule = rule_of(code)
    return rule.must_hold if rule is not None else "The file keeps to the layout of the census."


def _sheet(
    book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]],
    widths: Sequence[int],
) -> None:
    sheet = book.add_worksheet(name)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            break
        sheet.write_row(number, 0, row)
    if number:
        sheet.autofilter(0, 0, min(number, MOST_ROWS), len(columns) - 1)
