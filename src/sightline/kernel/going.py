"""A duty under way: what it counts from, what governs it, and when it falls due."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sightline.kernel.calendar import CalendarError, WorkingCalendar, moment
from sightline.kernel.clocks import (
    ON,
    Anchor,
    ClockRule,
    LocalValue,
    Measure,
    Version,
)
from sightline.kernel.counting import Due, add, count
from sightline.kernel.durations import Unit
from sightline.kernel.facts import Fact, Moment, Run, StepFact
from sightline.kernel.story import Story

NO_DUE: tuple[None, None] = (None, None)
MaybeDue = Due | tuple[None, None]


@dataclass(slots=True)
class Going:
    """One run of one rule while it is being followed through the story."""

    rule: ClockRule
    step: StepFact
    start: Fact
    base: datetime
    version: Version
    anchor: Anchor = ON
    counted_from: Fact | None = None
    local: LocalValue | None = None
    live_on: date | None = None
    first: datetime | None = None
    graded: Due | None = None
    paused_on: date | None = None
    lost: int = 0
    decisions: list[Fact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def started_on(self) -> date:
        if self.live_on:
            return self.live_on
        return self.counted_from.on if self.counted_from else self.start.on

    def begun_by(self, fact: Fact) -> bool:
        """Whether an event comes after the start, so that it can end this run."""
        if self.live_on and fact.on < self.live_on:
            return False
        return fact.key > self.start.key

    def measure(self) -> Measure | None:
        """The limit that governs: the authority's own, or the law's for this outcome."""
        if self.local is not None:
            return Measure(self.local.allowed) if self.local.allowed else None
        return self.version.by_outcome.get(self.start.outcome, self.version.measure)


class DueDates:
    """When runs fall due, by one calendar and one story."""

    def __init__(self, story: Story, calendar: WorkingCalendar) -> None:
        self.story = story
        self.calendar = calendar

    def due(self, going: Going, until: Moment | None = None) -> MaybeDue:
        """The due date of a run as it stood at a moment; a bad date gives none, never an error."""
        if going.paused_on is not None:
            return NO_DUE
        try:
            found = self._decided(going, until)
            return self._after_pauses(going, found)
        except CalendarError as error:
            if str(error) not in going.notes:
                going.notes.append(str(error))
            return NO_DUE

    def _decided(self, going: Going, until: Moment | None) -> MaybeDue:
        """The due date, set by the latest decision made in time: a missed date is never moved."""
        rule = going.rule.decided
        found = self._plain(going, until)
        if rule is None:
            return found
        default = found
        for decision in going.decisions:
            if until is not None and decision.key > until:
                break
            late = decision.key > going.start.key and found[0] and decision.on > found[0]
            new = NO_DUE if late else self._set_by(going, decision)
            if new[0] is not None:
                shorter = rule.shorter_only and default[0] is not None and default[0] < new[0]
                found = default if shorter else new
        return found

    def _set_by(self, going: Going, decision: Fact) -> MaybeDue:
        decided = going.rule.decided
        assert decided is not None
        if decided.date:
            if decision.for_on is None:
                return NO_DUE
            return decision.for_on, moment(decision.for_on, decision.at) if _hourly(going) else None
        interval = decided.intervals.get(decision.outcome)
        if interval is None:
            return NO_DUE
        return self.counted(going, Measure(interval), going.base)

    def _plain(self, going: Going, until: Moment | None) -> MaybeDue:
        if going.graded is not None:
            return going.graded
        version = going.version
        if going.local is None and version.earliest:
            return self._earliest(going, until)
        if going.local is None and version.phases:
            return self._phased(going)
        measure = going.measure()
        if measure is None or not measure.allowed.has_number:
            return NO_DUE
        anchor = measure.anchor or going.anchor
        base = going.base if measure.anchor is None else None
        if anchor.for_on or base is None:
            base = self.base(anchor, going.step.id, going.start, until)
        return NO_DUE if base is None else self.counted(going, measure, base)

    def _earliest(self, going: Going, until: Moment | None) -> MaybeDue:
        dues: list[Due] = []
        for measure in going.version.earliest:
            base = self.base(measure.anchor or going.anchor, going.step.id, going.start, until)
            if base is not None and measure.allowed.has_number:
                dues.append(self.counted(going, measure, base))
        return min(dues, key=lambda due: due[1] or moment(due[0], None)) if dues else NO_DUE

    def _phased(self, going: Going) -> MaybeDue:
        """The limit of the phase the start falls in; phases are measured from the anchor."""
        anchored = self.base(going.anchor, going.step.id, going.start, going.start.key)
        ends = (anchored or going.base).date()
        for phase in going.version.phases:
            if phase.lasting is not None:
                ends = add(ends, phase.lasting, self.calendar)
            if phase.lasting is None or going.start.on < ends:
                return self.counted(going, Measure(phase.allowed), going.base)
        return NO_DUE

    def counted(self, going: Going, measure: Measure, base: datetime) -> Due:
        """A limit counted from a moment, by the way of counting of the run's rule."""
        rule = going.rule
        roll = rule.roll if measure.roll is None else measure.roll
        return count(measure.allowed, rule.count, base, self.calendar, hours=rule.hours, roll=roll)

    def base(self, anchor: Anchor, step: int, start: Fact, until: Moment | None) -> datetime | None:
        """The moment a limit is counted from; None when that date is not yet known."""
        fact: Fact | None = start
        if anchor.pattern is not None:
            # A date that moves (an expected birth) is read as it stands now; an event that has
            # happened is the latest one up to the start.
            upto = until if anchor.for_on else start.key
            fact = self.anchor_fact(anchor, step, upto or _END)
            if fact is None:
                return None if anchor.for_on else moment(start.on, start.at)
        assert fact is not None
        if anchor.for_on:
            return moment(fact.for_on, None) if fact.for_on else None
        return moment(fact.on, fact.at)

    def anchor_fact(self, anchor: Anchor, step: int, upto: Moment) -> Fact | None:
        if anchor.pattern is None:
            return None
        found = self.story.latest(anchor.pattern, step, upto)
        if found is None and not anchor.for_on:
            return self.story.earliest_after(anchor.pattern, step, upto)
        return found

    def _after_pauses(self, going: Going, due: MaybeDue) -> MaybeDue:
        if not going.lost or due[0] is None:
            return due
        day, at = due
        if at is not None:
            later = at + timedelta(days=going.lost)
            return later.date(), later
        if pauses_in_working_days(going):
            return self.calendar.add(day, going.lost), None
        return day + timedelta(days=going.lost), None


_END: Moment = (date.max, 2**62, 2**62)


def pauses_in_working_days(going: Going) -> bool:
    """Whether time stood still in working days, as the limit itself is counted."""
    measure = going.measure()
    return measure is not None and measure.allowed.unit is Unit.WORKING_DAY


def _hourly(going: Going) -> bool:
    measure = going.measure()
    return measure is not None and measure.allowed.in_hours


def ended(
    going: Going, due: MaybeDue, state: str, by: Fact | None, on: date | None, note: str
) -> Run:
    """A run as it is kept: with how it ended and what there is to say about it."""
    version = going.version.since.isoformat()
    if going.local is not None:
        version += f"/{going.step.authority}"
    notes = [*going.notes, *([note] if note else [])]
    return Run(
        step=going.step.id,
        key=going.rule.key,
        version=version,
        start_event=going.start.id,
        started_on=going.started_on,
        due_on=due[0],
        due_at=due[1],
        stop_event=by.id if by else None,
        stopped_on=on,
        stopped_at=moment(by.on, by.at) if by and by.at else None,
        state=state,
        note="; ".join(notes),
    )
