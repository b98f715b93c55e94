"""Where everything stands: the files of the house, by floor and by room."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "sightline"
FLOORS = [
    "kernel",
    "law",
    "base",
    "access",
    "people",
    "record",
    "journey",
    "oversight",
    "insight",
    "returns",
    "partnership",
    "portal",
    "demo",
    "project",
]


def floor_of(dotted: str) -> int:
    """How high a module of ours stands; -1 for a library, which lies beneath the house."""
    parts = dotted.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "sightline" and len(parts) > 1 else -1


def room_of(dotted: str) -> str:
    return ".".join(dotted.split(".")[:3])


def modules(*, tests: bool = False, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the product."""
    for path in sorted(HOUSE.rglob("*.py")):
        is_test = "tests" in path.parts or path.name in {"testing.py", "conftest.py"}
        if (tests or not is_test) and (migrations or "migrations" not in path.parts):
            yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where to look: the path from the root of the repository, and the line."""
    line = f":{getattr(node, 'lineno', 1)}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"
