"""The records of decisions, and the documents that are printed from the declarations."""

import re

import pytest

from tests.house.floors import ROOT

ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
STATUS = re.compile(r"^Status: (accepted|proposed|superseded by \[?\d{4}.*)$", re.MULTILINE)


def test_decisions_are_numbered_once_and_without_gaps():
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_says_its_status(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.split()) <= 300
    assert STATUS.search(text)
    for heading in ("## Context", "## Decision", "## Consequences"):
        assert heading in text
