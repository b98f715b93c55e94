"""One way to write: rows change in actions and in the spine, and nowhere else."""

import ast
from pathlib import Path

from tests.house.floors import HOUSE, modules, place, tree

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# `.update(` and `.delete(` are also what dictionaries, hashes and sets are asked; on a queryset
# they follow a call such as .filter(...), or stand on .objects
ON_QUERYSETS = {"update", "delete"}
QUERIES = {"filter", "exclude", "all", "objects", "standing", "select_for_update"}
SAVING = {"update_fields", "force_insert", "force_update", "using"}
HOME_OF_WRITING = {"actions.py", "actions"}
# rooms whose whole work is to write, beneath the actions of others
ROOMS = (
    HOUSE / "record" / "spine",
    HOUSE / "access" / "audit",
    HOUSE / "base" / "changed",
    HOUSE / "base" / "jobs",
    HOUSE / "demo",
)


def test_rows_are_written_by_actions_alone():
    assert [where for path in modules() if not may_write(path) for where in writes(path)] == []


def may_write(path: Path) -> bool:
    in_actions = bool(HOME_OF_WRITING & set(path.parts))
    return in_actions or any(path.is_relative_to(room) for room in ROOMS)


def writes(path: Path) -> list[str]:
    return [
        f"{place(path, node)} .{node.func.attr}()"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_write(node)
    ]


def is_write(call: ast.Call) -> bool:
    name = call.func.attr
    if name in ON_QUERYSETS:
        return from_a_query(call.func.value)
    if name == "save":
        # an action may be called `save` too; a row's own takes nothing but these
        return not call.args and {word.arg for word in call.keywords} <= SAVING
    return name in WRITES and from_a_query(call.func.value)


def from_a_query(node: ast.AST) -> bool:
    named = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    return bool(named & QUERIES)


def test_a_hidden_write_would_be_found():
    planted = "Child.objects.filter(id=1).update(name='x')\nrow.save()\nwords.update({})\n"
    found = [n for n in ast.walk(ast.parse(planted)) if isinstance(n, ast.Call)]
    caught = [n.func.attr for n in found if isinstance(n.func, ast.Attribute) and is_write(n)]
    assert sorted(caught) == ["save", "update"]


def test_nothing_hides_in_saving_a_row():
    hidden = [
        f"{place(path, node)} {owner.name}.{node.name}"
        for path in modules()
        for owner in ast.walk(tree(path))
        if isinstance(owner, ast.ClassDef)
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]
    assert hidden == []


# what an event leads to is read as an arrow: lead(event, "section47.started", ...)
FROM_AND_TO = {"lead"}


def test_an_action_names_everything_but_its_subject():
    positional = [
        f"{place(path, node)} {node.name}"
        for path in modules()
        if path.name == "actions.py" or "actions" in path.parent.parts[-1:]
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.name not in FROM_AND_TO
        and len(node.args.args) > 1
        and any(argument.arg == "by" for argument in node.args.kwonlyargs)
    ]
    assert positional == []
