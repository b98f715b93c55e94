"""docs/coverage.csv: what of the field's needs is there, and the test that proves each."""

import ast
import re
from collections import Counter

from django.urls import Resolver404, resolve

from tests.house.floors import ROOT
from tools.results import rows

STATES = {"works", "partly", "planned"}


def test_every_row_of_the_product_is_listed_once():
    counts = Counter(row["id"] for row in rows())
    assert [row for row, number in counts.items() if number > 1] == []
    letters = Counter(row[0] for row in counts)
    assert letters == {"S": 353, "D": 98, "F": 222}


def test_every_row_has_a_state_and_words():
    assert [row["id"] for row in rows() if row["state"] not in STATES or not row["title"]] == []


def test_what_works_says_where_and_by_which_test():
    silent = [
        row["id"]
        for row in rows()
        if row["state"] == "works" and not (row["where"] and row["test"])
    ]
    assert silent == []


def test_every_named_test_is_there_and_claims_its_row():
    wrong = []
    for row in rows():
        for named in row["test"].split():
            if row["id"] not in claimed(named):
                wrong.append(f"{row['id']}: {named} has no covers({row['id']!r})")
    assert wrong == []


def claimed(nodeid: str) -> set[str]:
    """The rows named by a test's covers mark, or its module's; none when there is no such test."""
    file, _, rest = nodeid.partition("::")
    path = ROOT / file
    if not path.exists():
        return set()
    name = rest.rpartition("::")[2]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_all = [ast.unparse(node) for node in tree.body if marks_the_module(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            marks = for_all + [ast.unparse(mark) for mark in node.decorator_list]
            return {row for mark in marks if ".covers(" in mark for row in ids(mark)}
    return set()


def marks_the_module(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"


def ids(mark: str) -> list[str]:
    return re.findall(r"\b[SDF]\d{3}\b", mark)


def test_every_address_named_leads_to_a_page():
    """`N` stands for any number in an address; a command is named without a slash before it."""
    lost = []
    for row in rows():
        for address in re.findall(r"(?<!\S)/[A-Za-z0-9_/-]+/(?:[a-z]+)?", row["where"]):
            try:
                resolve(address.replace("/N/", "/1/"))
            except Resolver404:
                lost.append(f"{row['id']}: {address}")
    assert lost == []
