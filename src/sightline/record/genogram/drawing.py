"""Where everybody stands on the drawing, and the lines between them.

Square for male, circle for female, diamond where sex is not known, triangle for unborn; a cross
for those who have died. Generations stand above one another, brothers and sisters by age.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sightline.base.components import words

if TYPE_CHECKING:
    from sightline.record.genogram.family import Family, Relative

SLOT, ROW, SIZE, TOP, SIDE = 142, 176, 22, 42, 12
LINE = 17
AROUND = "Around the family"


@dataclass(slots=True)
class Figure:
    """One person of the drawing: the shape, where it stands, and the words beneath it."""

    key: int
    relative: Relative
    shape: str
    x: float
    y: float
    chief: bool = False

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """Name, age and (true) what they are to the child, short enough to stand side by side."""
        line = self.relative.line
        told = [(text, False) for text in (*wrapped(line.display_name), *wrapped(line.age, 1))]
        return told + [(text, True) for text in wrapped(self.relative.words)]

    @property
    def gone(self) -> bool:
        """Whether the life has ended."""
        line = self.relative.line
        return line.died_on is not None or line.pregnancy_ended_on is not None


@dataclass
class Drawing:
    """A family laid out."""

    figures: list[Figure] = field(default_factory=list)
    paths: list[tuple[str, bool]] = field(default_factory=list)
    labels: list[tuple[float, float, str]] = field(default_factory=list)
    width: float = 0
    height: float = 0

    @property
    def description(self) -> str:
        """What a person who cannot see the drawing is told first."""
        return f"{words.plural(len(self.figures), 'person', 'people')} drawn by generation."


def wrapped(text: str, most: int = 2, width: int = 19) -> list[str]:
    """Text in at most so many lines, cut with three dots where it is longer."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: width - 1]}…"]
    return [line if len(line) <= width + 2 else f"{line[:width]}…" for line in lines]


def shape_of(relative: Relative) -> str:
    """The shape that stands for a person."""
    line = relative.line
    if line.born_on is None and line.expected_on is not None:
        return "triangle"
    return {"M": "square", "F": "circle"}.get(line.sex, "diamond")


def drawn(family: Family) -> Drawing:
    """The drawing of a family."""
    places = _across(family)
    levels = sorted({level for level, _ in places.values()})
    made = Drawing()
    for key, (level, x) in places.items():
        relative = family.people[key]
        y = TOP + ROW * levels.index(level) + SIZE
        made.figures.append(
            Figure(key, relative, shape_of(relative), x, y, chief=key == family.child)
        )
    made.figures.sort(key=lambda figure: (figure.y, figure.x))
    made.width = max((figure.x for figure in made.figures), default=0) + SLOT / 2 + SIDE
    made.height = TOP + ROW * len(levels) - 20
    around = [figure for figure in made.figures if figure.relative.generation is None]
    if around:
        made.labels.append((SIDE, around[0].y - SIZE - 14, AROUND))
    _lines(family, {figure.key: figure for figure in made.figures}, made)
    return made


def _across(family: Family) -> dict[int, tuple[int, float]]:
    """(level, x) of everybody: parents in the order of their couples, children beneath them."""
    rows: dict[int, list[int]] = {}
    lowest = max((p.generation or 0 for p in family.people.values()), default=0)
    for key, relative in family.people.items():
        level = lowest + 1 if relative.generation is None else relative.generation
        rows.setdefault(level, []).append(key)
    found: dict[int, tuple[int, float]] = {}
    order = sorted(rows, key=lambda level: (level != -1, level < 0, abs(level)))
    for level in order:
        line = _elders(family, rows[level]) if level == -1 else rows[level]
        _set(found, _groups(family, line, level), level, family)
    least = min(x for _, x in found.values())
    shift = SLOT / 2 + SIDE - least
    return {key: (level, x + shift) for key, (level, x) in found.items()}


def _elders(family: Family, keys: list[int]) -> list[int]:
    """Parents with whom they had children beside them: the child's own two in the middle."""
    own = [key for key in keys if key in family.parents.get(family.child, ())]
    own.sort(key=lambda key: family.people[key].line.sex != "F")
    beside: dict[int, list[int]] = {key: [] for key in own}
    rest: list[int] = []
    for key in keys:
        if key in own:
            continue
        whose = next((parent for parent in own if _together(family, key, parent)), None)
        (beside[whose] if whose is not None else rest).append(key)
    if not own:
        return rest
    first, *others = own
    line = [*beside[first], first]
    for parent in others:
        line += [parent, *beside[parent]]
    return line + rest


def _together(family: Family, one: int, two: int) -> bool:
    pair = {one, two}
    return frozenset(pair) in family.couples or any(
        pair <= parents for parents in family.parents.values()
    )


def _groups(family: Family, keys: list[int], level: int) -> list[list[int]]:
    """Brothers and sisters together under the parents they share; elders as they stand."""
    if level < 0:
        return [[key] for key in keys]
    groups: dict[frozenset[int], list[int]] = {}
    for key in keys:
        groups.setdefault(frozenset(family.parents.get(key, ())), []).append(key)
    for group in groups.values():
        group.sort(key=lambda key: _birth(family.people[key]))
    return list(groups.values())


def _birth(relative: Relative) -> tuple[bool, str]:
    line = relative.line
    day = line.born_on or line.expected_on
    return day is None, day.isoformat() if day else line.display_name


def _set(
    found: dict[int, tuple[int, float]], groups: list[list[int]], level: int, family: Family
) -> None:
    """Put the groups of one row side by side, each as near as may be to whom it hangs from."""
    hung: list[tuple[float, list[int]]] = []
    loose: list[list[int]] = []
    for group in groups:
        middle = _hangs_at(found, group, level, family)
        if middle is None:
            loose.append(group)
        else:
            hung.append((middle - SLOT * (len(group) - 1) / 2, group))
    left = min((x for _, x in found.values()), default=0.0)
    cursor: float | None = None
    for wanted, group in [*sorted(hung), *((left, group) for group in loose)]:
        start = wanted if cursor is None else max(wanted, cursor)
        for place, key in enumerate(group):
            found[key] = (level, start + SLOT * place)
        cursor = start + SLOT * len(group)


def _hangs_at(
    found: dict[int, tuple[int, float]], group: list[int], level: int, family: Family
) -> float | None:
    """The middle of the parents of a group, or for elders of their children."""
    if level >= 0:
        others = family.parents.get(group[0], set())
    else:
        others = {child for child, parents in family.parents.items() if group[0] in parents}
    across = [found[key][1] for key in others if key in found]
    return sum(across) / len(across) if across else None


def _lines(family: Family, figures: dict[int, Figure], made: Drawing) -> None:
    """Couples joined, and their children hung from the line."""
    hung: dict[frozenset[int], list[int]] = {}
    for child, parents in family.parents.items():
        shown = frozenset(key for key in parents if key in figures)
        if shown and child in figures:
            hung.setdefault(shown, []).append(child)
    for pair in family.couples:
        if all(key in figures for key in pair):
            hung.setdefault(pair, [])
    ranked = sorted(hung.items(), key=lambda one: sorted(figures[key].x for key in one[0]))
    for place, (pair, children) in enumerate(ranked):
        elders = sorted((figures[key] for key in pair), key=lambda figure: figure.x)
        ended = family.couples.get(pair, False)
        _hang(elders, [figures[key] for key in children], place % 3, ended, made)


def _hang(
    elders: list[Figure], children: list[Figure], place: int, ended: bool, made: Drawing
) -> None:
    """One couple or one parent, and their children: the drop falls between two columns of words."""
    first, last = elders[0], elders[-1]
    drop, y = first.x + SLOT / 2 + (8 if len(elders) == 1 else 0), first.y
    if len(elders) == 1:
        across = f"M{first.x + SIZE} {y} H{drop}" if children else ""
    elif last.x - first.x <= SLOT and last.y == first.y:
        across = f"M{first.x + SIZE} {y} H{last.x - SIZE}"
    else:
        # others stand between them: over their heads
        y = min(first.y, last.y) - SIZE - 8 - 4 * place
        across = f"M{first.x} {first.y - SIZE} V{y} H{last.x} V{last.y - SIZE}"
    if across:
        made.paths.append((across, ended))
    if children:
        bar = min(child.y for child in children) - SIZE - 10 - 5 * place
        ends = [*(child.x for child in children), drop]
        each = " ".join(f"M{child.x} {bar} V{child.y - SIZE}" for child in children)
        made.paths.append((f"M{drop} {y} V{bar} M{min(ends)} {bar} H{max(ends)} {each}", False))
