"""The findings as a page to keep and to print, which needs nothing but itself."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sightline.returns.cin_census.checking.told import (
    SEVERITIES,
    WHOLE,
    heading,
    sections,
    unevaluated,
)
from sightline.returns.cin_census.checking.validating import Checked
from sightline.returns.cin_census.layout import year_words

TEMPLATES = Path(__file__).parents[1] / "jinja2" / "cin_census"


def html(done: Checked, name: str) -> str:
    """A whole page; every value of the file is escaped."""
    written = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    return written.get_template("findings.jinja").render(
        name=name, year=year_words(done.year), heading=heading(done), sections=sections(done),
        unevaluated=unevaluated(done), severities=SEVERITIES, whole=WHOLE,
        summary=done.summary(),
    )
