"""The course of a figure over time: bars for its periods, drawn beside the same in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.insight.screens.small import Shown

WIDTH, HEIGHT = 720, 220
LEFT, TOP, BOTTOM = 56, 24, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One period of the course: where it stands, how high, and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str
    words: str

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Course:
    """A figure period by period; a hidden period has no bar, and says so."""

    title: str
    lines: Sequence[Shown]
    percent: bool
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    left: int = LEFT

    def value(self, line: Shown) -> float | None:
        """What is drawn for a period."""
        if line.count is None:
            return None
        return line.count.share if self.percent else float(line.count.denominator)

    @property
    def top(self) -> float:
        """The number at the top of the drawing."""
        if self.percent:
            return 100.0
        known = [value for line in self.lines if (value := self.value(line)) is not None]
        return max([*known, 1.0])

    def said(self, line: Shown) -> str:
        """What stands over a bar."""
        return line.share if self.percent else line.numbers[1]

    @property
    def bars(self) -> list[Bar]:
        """The bars, oldest first."""
        step = (WIDTH - LEFT - 8) / max(1, len(self.lines))
        found = []
        for place, line in enumerate(self.lines):
            share = (self.value(line) or 0) / self.top
            high = round(share * (self.floor - TOP), 1)
            found.append(Bar(
                round(LEFT + place * step + step * 0.15, 1), round(self.floor - high, 1),
                round(step * 0.7, 1), high, line.words, self.said(line),
            ))
        return found

    @property
    def rules(self) -> list[tuple[float, str]]:
        """The lines across, with their numbers."""
        unit = "%" if self.percent else ""
        return [
            (round(self.floor - part * (self.floor - TOP), 1), f"{part * self.top:,.0f}{unit}")
            for part in (0, 0.5, 1)
        ]

    @property
    def description(self) -> str:
        """What a person who cannot see the drawing is told first."""
        return f"{len(self.lines)} periods. The table below says the same."
