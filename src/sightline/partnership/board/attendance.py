"""Who came: the percentages of a board's meetings, its agencies and its seats.

One rule each: a seat without a mark is no part of the base; a vacant seat is counted apart; a
substitute is in the base and is not the member, and the percentage with substitutes stands beside;
halves round up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sightline.partnership.board.models import Body, Mark, Meeting, Seat, Value

Y, N, SUB, VACANT = Value.PRESENT.value, Value.ABSENT.value, Value.SUBSTITUTE.value, "V"
BASE = frozenset({Y, N, SUB})
#: A cell of somebody whose seat did not stand on the day: neither blank nor absent.
NO_SEAT = "-"


def rounded(share: Fraction | None, places: int = 0) -> Decimal | None:
    """A share as a percentage, halves up; None where there is no base."""
    if share is None:
        return None
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Tally:
    """Marks counted: those who came, of those marked; and what stands apart."""

    marks: tuple[str, ...]

    def of(self, value: str) -> int:
        """How many bear a mark."""
        return self.marks.count(value)

    @property
    def attended(self) -> int:
        """Members who came themselves."""
        return self.of(Y)

    @property
    def base(self) -> int:
        """Marked as attended, absent or substituted."""
        return sum(1 for mark in self.marks if mark in BASE)

    @property
    def substitutes(self) -> int:
        """Seats for which somebody else came."""
        return self.of(SUB)

    @property
    def vacant(self) -> int:
        """Seats nobody held."""
        return self.of(VACANT)

    @property
    def blank(self) -> int:
        """Seats without a mark."""
        return self.of("")

    @property
    def share(self) -> Fraction | None:
        """Attended of the base."""
        return Fraction(self.attended, self.base) if self.base else None

    @property
    def share_with_substitutes(self) -> Fraction | None:
        """Attended or substituted, of the base."""
        return Fraction(self.attended + self.substitutes, self.base) if self.base else None

    @property
    def percent(self) -> Decimal | None:
        """The percentage a board prints."""
        return rounded(self.share)

    @property
    def percent_with_substitutes(self) -> Decimal | None:
        """The same with substitutes counted as attending."""
        return rounded(self.share_with_substitutes)


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting and its count."""

    meeting: Meeting
    tally: Tally


@dataclass(frozen=True, slots=True)
class Sat:
    """One seat over the meetings: its cells in their order, and its count."""

    seat: Seat
    cells: tuple[str, ...]

    @property
    def tally(self) -> Tally:
        """The seat's own count."""
        return Tally(self.cells)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: the meetings at which any of its seats attended, of those where any was marked."""

    name: str
    attended: int
    marked: int
    substituted: int

    @property
    def percent(self) -> Decimal | None:
        """The percentage of those meetings."""
        return rounded(Fraction(self.attended, self.marked)) if self.marked else None


@dataclass(frozen=True)
class Attendance:
    """A body's attendance over a period."""

    body: Body
    since: date
    until: date
    meetings: tuple[Held, ...]
    seats: tuple[Sat, ...]
    agencies: tuple[Agency, ...] = field(default=())

    @property
    def shares(self) -> list[Fraction]:
        """The share of each meeting that has one."""
        return [share for held in self.meetings if (share := held.tally.share) is not None]

    @property
    def mean(self) -> Decimal | None:
        """The mean of the meetings' percentages."""
        shares = self.shares
        return rounded(sum(shares, Fraction()) / len(shares), 1) if shares else None

    @property
    def all_marks(self) -> Tally:
        """Every mark of the period as one count."""
        return Tally(tuple(mark for held in self.meetings for mark in held.tally.marks))

    @property
    def pooled(self) -> Decimal | None:
        """All who attended of all who were marked."""
        return rounded(self.all_marks.share, 1)

    @property
    def pooled_with_substitutes(self) -> Decimal | None:
        """The same with substitutes counted as attending."""
        return rounded(self.all_marks.share_with_substitutes, 1)

    @property
    def highest(self) -> Decimal | None:
        """The best attended meeting."""
        return rounded(max(self.shares)) if self.shares else None

    @property
    def lowest(self) -> Decimal | None:
        """The worst attended meeting."""
        return rounded(min(self.shares)) if self.shares else None

    @property
    def never_marked(self) -> list[Sat]:
        """Seats without a mark at any meeting: an empty chair lowers no percentage."""
        return [sat for sat in self.seats if not sat.tally.base]

    @property
    def never_came(self) -> list[Sat]:
        """Seats marked and never attended."""
        return [sat for sat in self.seats if sat.tally.base and not sat.tally.attended]

    @property
    def under_half(self) -> list[Sat]:
        """Seats that attended some meetings, and fewer than half."""
        return [s for s in self.seats if s.tally.share is not None and 0 < s.tally.share < 0.5]

    @property
    def always_came(self) -> list[Sat]:
        """Seats that attended every meeting at which they were marked."""
        return [sat for sat in self.seats if sat.tally.share == 1]

    @property
    def kinds(self) -> dict[str, int]:
        """How many meetings of each kind were held."""
        found: dict[str, int] = {}
        for held in self.meetings:
            words = held.meeting.get_kind_display()
            found[words] = found.get(words, 0) + 1
        return found


def attendance(
    body: Body, since: date, until: date, *, known_at: datetime | None = None
) -> Attendance:
    """A body's attendance between two days; as it was known at a moment, when one is given."""
    meetings = list(Meeting.objects.standing().filter(body=body).between(since, until))
    for meeting in meetings:
        meeting.body = body
    rows = Mark.objects.filter(meeting__in=meetings)
    rows = rows.standing() if known_at is None else rows.known_at(known_at)
    marks = {(mark.seat_id, mark.meeting_id): mark.value for mark in rows}
    seats = [sat for seat in body.seats.all() if (sat := _sat(seat, meetings, marks)) is not None]
    held = tuple(
        Held(meeting, Tally(tuple(s.cells[n] for s in seats if s.cells[n] != NO_SEAT)))
        for n, meeting in enumerate(meetings)
    )
    return Attendance(body, since, until, held, tuple(seats), tuple(_agencies(seats, len(held))))


def _sat(
    seat: Seat, meetings: Iterable[Meeting], marks: dict[tuple[int, int], str]
) -> Sat | None:
    """The seat's cells; None where it stood at none of the meetings."""
    cells = tuple(
        marks.get((seat.pk, m.pk)) or ("" if seat.stands_on(m.held_on) else NO_SEAT)
        for m in meetings
    )
    return Sat(seat, cells) if not cells or set(cells) != {NO_SEAT} else None


def _agencies(seats: Sequence[Sat], count: int) -> Iterable[Agency]:
    for name in sorted({sat.seat.agency for sat in seats}, key=str.casefold):
        own = [sat.cells for sat in seats if sat.seat.agency == name]
        by_meeting = [{cells[n] for cells in own} for n in range(count)]
        yield Agency(
            name=name, attended=sum(Y in marks for marks in by_meeting),
            marked=sum(bool(marks & BASE) for marks in by_meeting),
            substituted=sum(SUB in marks and Y not in marks for marks in by_meeting),
        )
