"""What the browser is given: nothing that is the Crown's, and nothing from elsewhere."""

import re

import pytest

from tests.house.floors import HOUSE, ROOT
from tools.assets import strip_style

VENDOR = HOUSE / "base" / "static" / "vendor"
NEEDED = [
    "govuk-frontend.min.css",
    "govuk-frontend.min.js",
    "moj-frontend.min.css",
    "moj-frontend.min.js",
    "htmx.min.js",
]


@pytest.mark.parametrize("name", NEEDED)
def test_an_asset_is_there(name):
    assert (VENDOR / name).stat().st_size > 10_000, "run: python3 start.py demo --check"


@pytest.mark.parametrize("mark", ["GDS Transport", "govuk-crest", "@font-face"])
def test_the_typeface_and_the_crest_are_nowhere(mark):
    carrying = [
        str(path.relative_to(ROOT))
        for path in HOUSE.rglob("*")
        if path.suffix in {".css", ".js", ".html", ".jinja", ".svg", ".txt"}
        and mark in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert carrying == []


def test_no_font_and_no_logo_is_shipped():
    kinds = {path.suffix for path in VENDOR.rglob("*") if path.is_file()}
    assert kinds <= {".css", ".js", ".svg", ".txt"}
    assert [path.name for path in VENDOR.rglob("*logo*")] == []


def test_every_picture_that_a_style_sheet_names_is_there():
    for sheet in VENDOR.glob("*.css"):
        for named in re.findall(r"url\(([^)]+)\)", sheet.read_text(encoding="utf-8")):
            if not named.strip("\"'").startswith("data:"):
                assert (VENDOR / named.strip("\"'")).exists(), f"{sheet.name} names {named}"


def test_no_page_asks_another_machine_for_anything():
    asking = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in [*HOUSE.rglob("*.jinja"), *HOUSE.rglob("*.html")]
        if (found := re.findall(r"(?:src|<link[^>]+href)=[\"']https?://[^\"']+", path.read_text()))
    ]
    assert asking == []


def test_stripping_leaves_the_rest_of_a_style_sheet_alone():
    given = (
        '@font-face{font-family:"GDS Transport";src:url(/assets/fonts/x.woff2)}'
        'a{font-family:"GDS Transport",arial,sans-serif;color:red}'
        ".b{background-image:url(/assets/images/govuk-crest.svg);width:1px}"
        ".c{background:url(/assets/images/icon-x.svg)}"
    )
    assert strip_style(given) == (
        "a{font-family:arial,sans-serif;color:red}"
        ".b{width:1px}.c{background:url(assets/images/icon-x.svg)}"
    )
