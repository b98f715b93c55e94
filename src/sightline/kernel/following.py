"""One rule followed through one child's story: what starts it, carries it on and ends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sightline.kernel.calendar import WorkingCalendar, moment
from sightline.kernel.clocks import (
    DEATHS,
    Anchor,
    ClockRule,
    Once,
    Restarts,
    Start,
)
from sightline.kernel.facts import ABANDONED, RUNNING, STOPPED, UNKNOWN, Fact, Run, Source, StepFact
from sightline.kernel.going import (
    NO_DUE,
    DueDates,
    Going,
    MaybeDue,
    ended,
    pauses_in_working_days,
)
from sightline.kernel.local import LocalValues
from sightline.kernel.story import Story

_DEATH_WORDS = {"person.died": "the child died", "person.pregnancy_ended": "the pregnancy ended"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every rule is read by: the calendar, local values, go-live days and sources."""

    calendar: WorkingCalendar
    local: LocalValues
    live_from: Mapping[str, date]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class _Finished:
    """A run that has ended, with the step it hung from and whether it may begin again."""

    run: Run
    own_end: bool


class Following:
    """The runs of one rule in one story, event by event."""

    def __init__(self, rule: ClockRule, story: Story, setting: Setting) -> None:
        self.rule = rule
        self.story = story
        self.setting = setting
        self.dues = DueDates(story, setting.calendar)
        self.going: list[Going] = []
        self.finished: list[_Finished] = []
        self.over = False
        self.decisions = self._decisions()

    def _decisions(self) -> list[Fact]:
        if self.rule.decided is None:
            return []
        by = self.rule.decided.by
        return [fact for fact in self.story.facts if self.story.any_counts(by, fact)]

    def runs(self) -> list[Run]:
        for fact in self.story.of(self.rule.watched):
            self._close(before=fact.on)
            if fact.kind in DEATHS and not self.rule.survives_death:
                self._die(fact)
            if self.going:
                self._pause(fact)
                self._end(fact)
            if not self.over and fact.kind in self.rule.start_kinds:
                self._start(fact)
        self._close(before=None)
        for going in self.going:
            self._keep(going, RUNNING, None, None, self._paused_note(going))
        return [done.run for done in self.finished]

    # What ends a run

    def _keep(
        self, going: Going, state: str, by: Fact | None, on: date | None, note: str = ""
    ) -> None:
        due = self.dues.due(going, by.key if by else None)
        if state in (RUNNING, STOPPED) and self._fell_silent(going, due, by):
            if self._from_go_live(going) is None:
                return
            due = self.dues.due(going, by.key if by else None)
        own_end = state == STOPPED or (state == ABANDONED and by is not None)
        self.finished.append(_Finished(ended(going, due, state, by, on, note), own_end))

    def _finish(self, going: Going, state: str, by: Fact | None, on: date, note: str = "") -> None:
        self._keep(going, state, by, on, note)
        self.going.remove(going)

    def _close(self, before: date | None) -> None:
        """Abandon what hangs from a step that has closed; the closing day itself still counts."""
        if self.rule.survives_close:
            return
        for going in list(self.going):
            closed = going.step.closed_on
            if closed is not None and (before is None or closed < before):
                self._finish(going, ABANDONED, None, closed, "the step was closed")

    def _die(self, fact: Fact) -> None:
        self.over = True
        for going in list(self.going):
            self._finish(going, ABANDONED, fact, fact.on, _DEATH_WORDS[fact.kind])

    def _end(self, fact: Fact) -> None:
        rule, story = self.rule, self.story
        for going in list(self.going):
            if not going.begun_by(fact):
                self._forget_go_live(going, fact)
                continue
            step = going.step.id
            if story.any_counts(rule.stops, fact) and story.reaches(rule.stops_along, step, fact):
                self._finish(going, STOPPED, fact, fact.on)
            elif story.any_counts(rule.abandons, fact) and story.reaches(
                rule.abandons_along, step, fact
            ):
                self._finish(going, ABANDONED, fact, fact.on, f"ended by {fact}")

    def _forget_go_live(self, going: Going, fact: Fact) -> None:
        """Work recorded here before the go-live day is itself the start of what is known."""
        early = going.live_on is not None and fact.key > going.start.key and not fact.source
        if early and self.story.any_counts(self.rule.stops, fact):
            self.going.remove(going)
            self._not_known(going)

    def _pause(self, fact: Fact) -> None:
        for going in self.going:
            if not self.story.reaches(self.rule.stops_along, going.step.id, fact):
                continue
            if going.paused_on is None and self.story.any_counts(self.rule.pauses, fact):
                going.paused_on = fact.on
            elif going.paused_on and self.story.any_counts(self.rule.resumes, fact):
                lost = (fact.on - going.paused_on).days
                if pauses_in_working_days(going):
                    lost = self.setting.calendar.between(going.paused_on, fact.on)
                going.lost += lost
                going.notes.append(f"paused from {going.paused_on} to {fact.on}")
                going.paused_on = None

    def _paused_note(self, going: Going) -> str:
        return f"paused since {going.paused_on}" if going.paused_on else ""

    # What starts a run

    def _start(self, fact: Fact) -> None:
        start = self._matching(fact)
        step = self.story.hang(self.rule, fact) if start else None
        if start is None or step is None or not self._may_start(step, fact):
            return
        standing = self._standing(step)
        if standing is not None and self.rule.restarts is Restarts.NO:
            if self.rule.moves and standing.step.id in self.story.above(step.id):
                standing.step = step
            return
        going = self._begin(start, step, fact)
        if going is None:
            return
        if standing is not None:
            self._restart(standing, going)
        self.going.append(going)
        self._already_done(going)

    def _matching(self, fact: Fact) -> Start | None:
        for start in self.rule.starts:
            if self.story.counts(start.pattern, fact):
                return start
        return None

    def _may_start(self, step: StepFact, fact: Fact) -> bool:
        rule = self.rule
        closed = step.closed_on is not None and step.closed_on < fact.on
        if closed and not rule.survives_close:
            return False
        if rule.when and not self.story.stands(rule.when, step.id, fact):
            return False
        return not (rule.once is not Once.NO and self._had(step))

    def _had(self, step: StepFact) -> bool:
        """Whether this duty has already run its course on the line of a step."""
        for done in self.finished:
            counted = done.own_end if self.rule.once is Once.FINISHED else False
            if (counted or done.run.state == STOPPED) and self._same(done.run.step, step.id):
                return True
        return False

    def _standing(self, step: StepFact) -> Going | None:
        for going in self.going:
            if self._same(going.step.id, step.id):
                return going
        return None

    def _same(self, one: int, other: int) -> bool:
        """Whether two steps share a run: one step, or a line through different processes."""
        if one == other:
            return True
        differ = self.story.steps[one].process != self.story.steps[other].process
        return differ and self.story.on_line(one, other)

    def _begin(self, start: Start, step: StepFact, fact: Fact) -> Going | None:
        """The run that an event starts, when some law or local value governs it."""
        rule = self.rule
        anchor = start.anchor or rule.anchor
        anchored = None if anchor.for_on else self.dues.anchor_fact(anchor, step.id, fact.key)
        counted_from = anchored if anchored is not None and not self._phased() else None
        first = counted_from or fact
        going = self._governed(step, fact, anchor, first)
        if going is None:
            return None
        going.counted_from = counted_from
        going.decisions = self._in_scope(step)
        if self._is_unknown(going):
            return self._from_go_live(going)
        return going

    def _phased(self) -> bool:
        return any(version.phases for version in self.rule.versions)

    def _governed(self, step: StepFact, fact: Fact, anchor: Anchor, first: Fact) -> Going | None:
        rule, local = self.rule, self.setting.local
        cut_over = local.cut_over(step.authority, rule.key)
        version = rule.version_on(first.on, cut_over) or rule.version_on(fact.on, cut_over)
        if version is None:
            return None
        outcome = fact.outcome if fact.outcome in version.by_outcome else ""
        own = local.governing(step.authority, rule.key, first.on, outcome)
        base = moment(first.on, first.at)
        going = Going(rule, step, fact, base, version, anchor=anchor, local=own, first=base)
        if rule.decided is None and not self._has_limit(going):
            return None
        if rule.decided is not None and own is not None and own.allowed is None:
            going.notes.append("no local limit: only a decided date counts")
        if first.at is None and self._needs_time(going):
            going.notes.append("time of day not recorded: counted from the start of the day")
        return going

    @staticmethod
    def _has_limit(going: Going) -> bool:
        if going.local is not None:
            return going.local.allowed is not None
        return bool(going.measure() or going.version.phases or going.version.earliest)

    @staticmethod
    def _needs_time(going: Going) -> bool:
        measure = going.measure()
        return measure is not None and measure.allowed.in_hours

    def _in_scope(self, step: StepFact) -> list[Fact]:
        along = self.rule.stops_along
        return [
            fact
            for fact in self.decisions
            if fact.step is None
            or self.story.reaches(along, step.id, fact)
            or self.story.on_line(step.id, fact.step)
        ]

    def _already_done(self, going: Going) -> None:
        """End a run whose stop came after the event it counts from, but before its start."""
        since = going.counted_from
        again = any(self._same(done.run.step, going.step.id) for done in self.finished)
        if since is None or since.key >= going.start.key or again:
            return
        for fact in self.story.of(self.rule.stop_kinds):
            if not since.key < fact.key < going.start.key:
                continue
            reaches = self.story.reaches(self.rule.stops_along, going.step.id, fact)
            if reaches and self.story.any_counts(self.rule.stops, fact):
                self._finish(going, STOPPED, fact, fact.on)
                return

    def _restart(self, old: Going, new: Going) -> None:
        if self.rule.restarts in (Restarts.REGRADE, Restarts.EARLIER):
            self._regrade(old, new)
        moved = old.step.id != new.step.id and old.start.on == new.start.on
        if moved:
            # A decision and the step it opened the same day are one start, not two.
            self.going.remove(old)
        else:
            self._finish(old, ABANDONED, new.start, new.start.on, f"started again by {new.start}")

    def _regrade(self, old: Going, new: Going) -> None:
        """A shorter limit takes the earlier due time; a longer one counts from the first."""
        measure = new.measure()
        was, now = self.dues.due(old), self.dues.due(new)
        first = old.first or old.base
        new.first = first
        if measure is None or was[0] is None or now[0] is None:
            return
        from_first = self.dues.counted(new, measure, first)
        shorter = _moment(from_first) < _moment(was)
        if shorter or self.rule.restarts is Restarts.EARLIER:
            new.graded = min(was, now, key=_moment)
        else:
            new.graded = from_first

    # What an import could not say

    def _is_unknown(self, going: Going) -> bool:
        source = self.setting.sources.get(going.start.source) if going.start.source else None
        if source is None or not self.rule.stop_kinds:
            return False
        return not self.rule.stop_kinds & source.carries

    def _fell_silent(self, going: Going, due: MaybeDue, by: Fact | None) -> bool:
        """Whether the duty fell due after its source's last day and before recording began here.

        Nobody can say then whether it was met; what the source itself tells stands.
        """
        last, day = self.story.told_until, due[0]
        if last is None or day is None or not going.start.source or going.live_on is not None:
            return False
        if day <= last or (by is not None and by.source):
            return False
        live = self.setting.live_from.get(going.step.authority)
        if live is None:
            return True
        return day < live and (by is None or by.on >= live)

    def _from_go_live(self, going: Going) -> Going | None:
        """Local and repeating duties begin at go-live; of anything else the source cannot say."""
        live = self.setting.live_from.get(going.step.authority)
        closed = going.step.closed_on
        still_open = closed is None or (live is not None and closed > live)
        if live is None or not still_open or not (self.rule.is_local or self.rule.repeats):
            self._not_known(going)
            return None
        going.live_on = max(live, going.start.on)
        going.base = going.first = moment(going.live_on, None)
        going.notes.append(
            f"counted from {going.live_on}, when recording began here: "
            "what came before is not known from this source"
        )
        return going

    def _not_known(self, going: Going) -> None:
        going.live_on = None
        going.notes = ["not known from this source"]
        run = ended(going, NO_DUE, UNKNOWN, None, None, "")
        self.finished.append(_Finished(run, own_end=False))


def _moment(due: tuple[date | None, datetime | None]) -> datetime:
    day, at = due
    if at is not None:
        return at
    # A limit in days runs to the end of its day.
    return moment(day or date.max, None).replace(hour=23, minute=59)
