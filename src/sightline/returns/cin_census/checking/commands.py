"""`sightline returns validate`, `check-cases` and `rules`: the census checked before it is sent."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.base.terminal import AnswerFormat, Format, show, tell, working

if TYPE_CHECKING:
    from sightline.returns.cin_census.checking.validating import Checked

validating = typer.Typer(no_args_is_help=True, help="Check a return by the rules of its year.")
explaining = typer.Typer(no_args_is_help=True, help="The rules of a return, and why each is there.")
FAILED, REFUSED = 1, 2
#: What a terminal would obey instead of showing: a value of the file may hold anything.
UNPRINTED = dict.fromkeys([*range(32), *range(127, 160)], "\N{REPLACEMENT CHARACTER}")


class Shape(StrEnum):
    """How findings are written: for a machine, for a terminal, to print, or as a workbook."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"


def add_to(returns: typer.Typer) -> None:
    """Put these commands beneath `sightline returns`."""
    returns.add_typer(validating, name="validate")
    returns.add_typer(explaining, name="rules")
    returns.command("check-cases")(check_cases)


@validating.callback()
def validate_a_return() -> None:
    """Check a return by the rules of its year."""


@explaining.callback()
def rules_of_a_return() -> None:
    """The rules of a return, and why each is there."""


@validating.command("cin")
def validate_cin(
    file: Annotated[Path, typer.Argument(help="the census XML file")],
    ruleset: Annotated[
        str, typer.Option(help="the census year, as 2025-26; the file's own when left out")
    ] = "",
    shape: Annotated[Shape, typer.Option("--format", help="how to write it")] = Shape.TEXT,
    out: Annotated[Path | None, typer.Option(help="the file to write instead of telling")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="end with 1 when there is any error")
    ] = False,
) -> None:
    """Check a children in need census file by every rule of a year.

    A rule that could not be applied is listed as such, never as passed. Ends with 2 when the file
    cannot be read at all.
    """
    from sightline.returns.cin_census.checking.validating import ALL, validate

    year = the_year(ruleset, file)
    if shape is Shape.XLSX and out is None:
        raise typer.BadParameter("a workbook needs --out FILE.xlsx")
    with working("Checking the census") as advance:
        done = validate(file, year, advance)
    write(done, file, shape, out)
    if not done.children and any(each.rule == ALL for each in done.not_evaluated):
        raise typer.Exit(REFUSED)
    if strict and done.summary()["errors"]:
        raise typer.Exit(FAILED)


def the_year(ruleset: str, file: Path) -> int:
    from sightline.returns.cin_census.checking.register import FIRST_YEAR, LAST_YEAR
    from sightline.returns.cin_census.checking.validating import year_in
    from sightline.returns.cin_census.layout import year_of, year_words

    known = f"{year_words(FIRST_YEAR)} to {year_words(LAST_YEAR)}"
    try:
        year = year_of(ruleset) if ruleset else year_in(file)
    except ValueError as unread:
        raise typer.BadParameter(str(unread)) from None
    if year is None:
        raise typer.BadParameter(f"the file does not say its year; give --ruleset, {known}")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise typer.BadParameter(
            f"the rules of {year_words(year)} are not known here; those of {known} are")
    return year


def write(done: Checked, file: Path, shape: Shape, out: Path | None) -> None:
    """Tell the findings, or put them whole into a file."""
    if shape is Shape.XLSX and out is not None:
        from sightline.returns.cin_census.checking import workbook

        partial = out.with_name(f".{out.name}.part")
        workbook.write(done, partial)
        os.replace(partial, out)
    else:
        text = worded(done, file, shape)
        if out is None:
            typer.echo(text)
            return
        partial = out.with_name(f".{out.name}.part")
        partial.write_text(f"{text}\n", encoding="utf-8")
        os.replace(partial, out)
    typer.echo(f"{out}: {len(done.findings)} findings.", err=True)


def worded(done: Checked, file: Path, shape: Shape) -> str:
    from sightline.returns.cin_census.checking import page, told

    if shape is Shape.JSON:
        return json.dumps(done.as_data(), ensure_ascii=False, separators=(",", ":"))
    if shape is Shape.HTML:
        return page.html(done, file.name)
    return "\n".join(line.translate(UNPRINTED) for line in told.lines(done))


def check_cases(
    folder: Annotated[Path, typer.Argument(help="the folder of case files")],
    of: Annotated[str, typer.Option("--return", help="the return they are of: cin")] = "cin",
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Run cases made by others against the rules, and say where the answers differ.

    Ends with 1 when a case fails that its makers do not mark as disputed.
    """
    from sightline.returns.cin_census.checking.cases import run_folder

    if of != "cin":
        raise typer.BadParameter(f"the rules of {of!r} are not known here; those of cin are")
    if not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}")
    cases = run_folder(folder)
    if answer is Format.JSON:
        tell({"cases": [case.as_data() for case in cases]})
    else:
        for case in cases:
            if not case.passed:
                disputed = f" (disputed: {case.disputed})" if case.disputed else ""
                typer.echo(f"{case.file}: rule {case.rule} fails{disputed}. {case.reason}")
                typer.echo(f"    missing {sorted(case.missing)}")
                typer.echo(f"    extra {sorted(case.extra)}")
        typer.echo(f"{len(cases)} cases, {sum(case.passed for case in cases)} pass.")
    if any(not case.passed and not case.disputed for case in cases):
        raise typer.Exit(FAILED)


@explaining.command("cin")
def rules_cin(
    code: Annotated[str, typer.Argument(help="one rule's code, or none for all")] = "",
    ruleset: Annotated[str, typer.Option(help="only those of a census year, as 2025-26")] = "",
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """The rules of the children in need census; with a code, everything about one."""
    from sightline.returns.cin_census.checking.register import rules
    from sightline.returns.cin_census.checking.words import row_of
    from sightline.returns.cin_census.layout import year_of

    try:
        year = year_of(ruleset) if ruleset else None
    except ValueError as unread:
        raise typer.BadParameter(str(unread)) from None
    found = [rule for rule in rules() if (not code or rule.code.upper() == code.upper())
             and (year is None or rule.in_force(year))]
    if not found:
        raise typer.BadParameter(f"there is no rule {code!r}; `sightline returns rules cin` lists "
                                 "them")
    rows = [row_of(rule) for rule in found]
    if code and answer is Format.TEXT:
        for name, value in rows[0].items():
            typer.echo(f"{name.replace('_', ' ').capitalize()}: {value}")
        return
    show(rows, {"code": "Rule", "severity": "Severity", "module": "Part", "must_hold":
                "What must hold", "years": "Years"}, answer=answer)
