"""The pages of docs/generated say what the code declares."""

import pytest

from sightline.project.printing import cell, pages
from tests.house.floors import ROOT


@pytest.mark.parametrize(
    "name",
    [
        "addresses.md",
        "clocks.md",
        "data-dictionary.md",
        "detectors.md",
        "indicators.md",
        "permissions.md",
        "processes.md",
        "relations.md",
    ],
)
def test_a_generated_page_is_fresh(name):
    kept = (ROOT / "docs" / "generated" / name).read_text(encoding="utf-8")
    assert kept == pages()[name], "run: sightline docs"


def test_every_generated_page_is_one_we_print():
    kept = {path.name for path in (ROOT / "docs" / "generated").iterdir()}
    assert kept == set(pages())


def test_a_word_in_a_cell_cannot_break_its_table():
    assert cell("a | b\nc") == "a \\| b c"
