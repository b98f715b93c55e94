"""The pages of docs/generated say what the code declares, and the glossary has its words."""

import re

import pytest

from sightline.kernel.process import SubjectKind
from sightline.kernel.register import processes
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


def glossary() -> list[str]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return re.findall(r"^\| ([^|]+?) \| [^|]{10,} \|$", text, re.MULTILINE)[1:]


def test_the_glossary_is_in_order_and_says_each_word_once():
    words = [word.lower() for word in glossary()]
    assert words == sorted(set(words))


def test_every_process_about_a_child_is_in_the_glossary():
    words = " ".join(glossary()).lower()
    lacking = [
        process.key
        for process in processes
        if process.opens
        and process.subject is SubjectKind.CHILD
        and process.key.replace("section47", "section 47").replace("_", " ") not in words
    ]
    assert lacking == []
