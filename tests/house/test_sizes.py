"""The budgets: what has grown too big to be read at one sitting."""

import ast

from tests.house.floors import HOUSE, modules, place, tree

MODULE_LINES = 400
FUNCTION_LINES = 40
TEMPLATE_LINES = 60
# the hand-made screens, where the figure is only advice
SCREENS: set[str] = set()
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service"}
BANNED |= {"managers", "manager", "signals", "handlers", "handler"}


def test_a_module_can_be_read_at_one_sitting():
    long = {
        place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(tests=True)
    }
    assert {name: count for name, count in long.items() if count > MODULE_LINES} == {}


def test_a_function_fits_on_a_screen():
    long = [
        f"{place(path, node)} {node.name}: {lines(node)} lines"
        for path in modules(tests=True)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines(node) > FUNCTION_LINES
    ]
    assert long == []


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_folder_or_module_is_a_bag():
    named = [place(p) for p in HOUSE.rglob("*") if p.stem in BANNED and "vendor" not in p.parts]
    assert named == []


def test_no_template_is_long():
    long = {
        place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in HOUSE.rglob("*.jinja")
        if path.name not in SCREENS
    }
    assert {name: count for name, count in long.items() if count > TEMPLATE_LINES} == {}


def test_every_class_says_what_it_is():
    silent = [
        f"{place(path, node)} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and not ast.get_docstring(node) and node.name != "Meta"
    ]
    assert silent == []


def test_nothing_is_left_to_do():
    marks = ("TO" + "DO", "FIX" + "ME", "Not" + "Implemented")
    left = [
        f"{place(path)}: {mark}"
        for path in modules(tests=True)
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]
    assert left == []
