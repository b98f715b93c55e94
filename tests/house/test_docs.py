"""The pages of docs/generated say what the code declares, and the glossary has its words."""

import re

import pytest
from typer.main import get_command

from sightline.kernel.process import SubjectKind
from sightline.kernel.register import processes
from sightline.project.commands.main import gather
from sightline.project.printing import cell, pages
from tests.house.floors import ROOT


@pytest.mark.parametrize(
    "name",
    [
        "addresses.md",
        "census-rules.md",
        "clocks.md",
        "data-dictionary.md",
        "detectors.md",
        "indicators.md",
        "permissions.md",
        "processes.md",
        "questions.md",
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


def test_every_command_that_the_readme_names_is_there():
    told = re.findall(r"`sightline ([^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    wanted = [
        [word for word in line.split() if re.fullmatch("[a-z][a-z-]+", word)] for line in told
    ]
    there = get_command(gather())
    assert len(wanted) > 10
    assert [words for words in wanted if not leads_to_a_command(there, words)] == []


def leads_to_a_command(command, words: list[str]) -> bool:
    for word in words:
        within = getattr(command, "commands", None)
        if within is None:
            return True
        if word not in within:
            return False
        command = within[word]
    return True


def test_every_picture_that_the_readme_shows_is_there():
    shown = re.findall(r"\]\((docs/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [name for name in shown if not (ROOT / name).exists()] == []


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
