"""A drawing of things that lasted, lane by lane over the same months, with its table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sightline.base import moments
from sightline.base.components import words

LABEL_WIDTH = 170
LANE_HEIGHT = 34
TOP = 24


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted, or (with no `until`) still does; a `point` happened on one day.

    A point is drawn in its `shape`: "dot", or "diamond" for the few that turned the journey.
    """

    lane: str
    title: str
    since: date
    until: date | None = None
    strong: bool = False
    point: bool = False
    late: bool = False
    shape: str = "dot"


@dataclass(frozen=True)
class Lanes:
    """The spans of one drawing, and where each of them falls on it."""

    title: str
    spans: Sequence[Span]
    since: date
    until: date
    id: str = "lanes"
    lanes: Sequence[str] = ()
    width: int = 960
    legend: str = ""
    today: date = field(default_factory=moments.today)

    @property
    def names(self) -> list[str]:
        """The lanes in the order given, else in order of first appearance."""
        return list(self.lanes) or list(dict.fromkeys(span.lane for span in self.spans))

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return TOP + LANE_HEIGHT * max(1, len(self.names)) + 6

    @property
    def description(self) -> str:
        """What a person who cannot see the drawing is told first."""
        shown = words.plural(len(self.spans), "entry", "entries")
        period = f"{words.day(self.since)} to {words.day(self.until)}"
        return f"{shown} in {words.plural(len(self.names), 'lane')}, {period}."

    def x(self, day: date) -> float:
        """How far across a day falls, held within the drawing."""
        whole = max(1, (self.until - self.since).days)
        share = min(max((day - self.since).days / whole, 0), 1)
        return round(LABEL_WIDTH + share * (self.width - LABEL_WIDTH - 12), 1)

    def _top(self, lane: str) -> int:
        return TOP + LANE_HEIGHT * self.names.index(lane)

    @property
    def today_x(self) -> float:
        """Where today falls; 0 when it is outside."""
        return self.x(self.today) if self.since <= self.today <= self.until else 0

    @property
    def bands(self) -> list[dict[str, int]]:
        """The ground of every second lane."""
        return [
            {"y": TOP + LANE_HEIGHT * n, "height": LANE_HEIGHT}
            for n in range(0, len(self.names), 2)
        ]

    @property
    def labels(self) -> list[dict[str, object]]:
        """The name of each lane."""
        return [{"words": name, "y": self._top(name) + 21} for name in self.names]

    @property
    def ticks(self) -> list[dict[str, object]]:
        """First days of months, thinned so that their words never touch; of a short time, days."""
        months, day = [], self.since.replace(day=1)
        while day <= self.until:
            if day >= self.since:
                months.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        if len(months) < 3:
            apart = max(1, (self.until - self.since).days // 6)
            days = [self.since + timedelta(days=apart * n) for n in range(6)]
            return [{"x": self.x(d), "words": f"{d.day} {d:%b}"} for d in days]
        step = max(1, -(-len(months) // 12))
        return [{"x": self.x(m), "words": f"{m:%b %Y}"} for m in months[::step]]

    @property
    def bars(self) -> list[dict[str, object]]:
        """What lasted."""
        return [
            {
                "x": self.x(span.since),
                "y": self._top(span.lane) + 8,
                "width": max(3, round(self.x(span.until or self.until) - self.x(span.since), 1)),
                "height": LANE_HEIGHT - 16,
                "strong": span.strong,
                "open": span.until is None,
                "words": self._words(span),
            }
            for span in self.spans
            if not span.point
        ]

    @property
    def marks(self) -> list[dict[str, object]]:
        """What happened on one day."""
        return [
            {
                "x": self.x(span.since),
                "y": self._top(span.lane) + LANE_HEIGHT // 2,
                "late": span.late,
                "shape": span.shape,
                "words": self._words(span),
            }
            for span in self.spans
            if span.point
        ]

    @property
    def table_rows(self) -> list[tuple[str, str, str, str]]:
        """The same in words: lane, what, from, to."""
        return [
            (span.lane, span.title + (" (late)" if span.late else ""), *self._dates(span))
            for span in sorted(self.spans, key=lambda s: (self.names.index(s.lane), s.since))
        ]

    def _dates(self, span: Span) -> tuple[str, str]:
        if span.point:
            return words.day(span.since), words.day(span.since)
        return words.day(span.since), words.day(span.until, "still open")

    def _words(self, span: Span) -> str:
        since, until = self._dates(span)
        return f"{span.title}, {since}" if span.point else f"{span.title}, {since} to {until}"
