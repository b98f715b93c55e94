"""One child's story as a clock reads it: the steps, how they led on, and the events in order."""

from collections.abc import Iterable, Sequence
from datetime import date

from sightline.kernel.clocks import Along, ClockRule
from sightline.kernel.facts import Fact, Moment, StepFact
from sightline.kernel.patterns import Pattern


class Story:
    """The steps and standing events of one subject, indexed for deriving its clocks."""

    def __init__(self, steps: Iterable[StepFact], facts: Iterable[Fact]) -> None:
        self.steps = {step.id: step for step in steps}
        self.facts: list[Fact] = sorted(facts, key=lambda fact: fact.key)
        self.kinds = {fact.kind for fact in self.facts}
        told = [fact.told_until for fact in self.facts if fact.told_until is not None]
        self.told_until: date | None = max(told, default=None)
        self.opened: dict[int, Fact] = {}
        self.first: dict[str, Fact] = {}
        for fact in self.facts:
            self.first.setdefault(fact.kind, fact)
            if fact.step is not None:
                self.opened.setdefault(fact.step, fact)
        self._above: dict[int, tuple[int, ...]] = {}

    def of(self, kinds: frozenset[str]) -> list[Fact]:
        """The events of some kinds, in order."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def above(self, step: int) -> tuple[int, ...]:
        """The steps a step was led from, nearest first."""
        known = self._above.get(step)
        if known is None:
            chain: list[int] = []
            here = self.steps.get(step)
            while here is not None and here.led_from is not None:
                if here.led_from in chain or here.led_from == step:
                    break
                chain.append(here.led_from)
                here = self.steps.get(here.led_from)
            known = self._above[step] = tuple(chain)
        return known

    def on_line(self, one: int, other: int) -> bool:
        """Whether two steps are the same, or one was led from the other."""
        return one == other or other in self.above(one) or one in self.above(other)

    def counts(self, pattern: Pattern, fact: Fact) -> bool:
        """Whether an event fits a pattern, and came before what must not have come before it."""
        if not pattern.matches(fact):
            return False
        barrier = self.first.get(pattern.before) if pattern.before else None
        return barrier is None or fact.key < barrier.key

    def any_counts(self, patterns: Iterable[Pattern], fact: Fact) -> bool:
        return any(self.counts(pattern, fact) for pattern in patterns)

    def reaches(self, along: Along, step: int, fact: Fact) -> bool:
        """Whether an event is recorded where a duty that hangs from a step looks for its end."""
        if along is Along.CHILD or fact.step == step:
            return True
        if fact.step is None or along is Along.STEP:
            return False
        if along is Along.JOURNEY:
            return step in self.above(fact.step)
        return self.on_line(step, fact.step)

    def stands(self, patterns: Sequence[Pattern], step: int, now: Fact) -> bool:
        """Whether, when an event happened, one of some events stood on the line or on the child."""
        for pattern in patterns:
            barrier = self.first.get(pattern.before) if pattern.before else None
            if barrier is not None and barrier.key <= now.key:
                continue
            if any(self._near(fact, step) and fact.key <= now.key for fact in self._all(pattern)):
                return True
        return False

    def latest(self, pattern: Pattern, step: int, until: Moment) -> Fact | None:
        """The latest such event up to a moment, on the line of a step or on the child alone."""
        found = None
        for fact in self._all(pattern):
            if fact.key <= until and self._near(fact, step):
                found = fact
        return found

    def earliest_after(self, pattern: Pattern, step: int, since: Moment) -> Fact | None:
        """The first such event after a moment, on the line of a step or on the child alone."""
        for fact in self._all(pattern):
            if fact.key > since and self._near(fact, step):
                return fact
        return None

    def _all(self, pattern: Pattern) -> list[Fact]:
        if pattern.kind not in self.kinds:
            return []
        return [fact for fact in self.facts if self.counts(pattern, fact)]

    def _near(self, fact: Fact, step: int) -> bool:
        return fact.step is None or self.on_line(step, fact.step)

    def hang(self, rule: ClockRule, fact: Fact) -> StepFact | None:
        """The step that carries a duty: by the rule's processes, or the start event's own."""
        own = self.steps.get(fact.step) if fact.step is not None else None
        if not rule.hangs:
            return own
        for process in rule.hangs:
            step = self._hang_from(process, own, fact)
            if step is not None:
                return step
        return None

    def _hang_from(self, process: str, own: StepFact | None, fact: Fact) -> StepFact | None:
        if own is not None:
            if own.process == process:
                return own
            for above in self.above(own.id):
                step = self.steps.get(above)
                # an earlier turn of the same work, ended long before, carries no new duty
                if step and step.process == process and not _closed_before(step, fact.on):
                    return step
        return self._open(process, own, fact)

    def _open(self, process: str, own: StepFact | None, fact: Fact) -> StepFact | None:
        """The child's latest step of a process open on the day; one led from here comes first."""
        open_steps = [
            (own is not None and own.id in self.above(step.id), self.opened[step.id].key, step)
            for step in self.steps.values()
            if step.process == process and step.id in self.opened and self._is_open(step, fact.on)
        ]
        return max(open_steps, key=lambda found: found[:2])[2] if open_steps else None

    def _is_open(self, step: StepFact, day: date) -> bool:
        return self.opened[step.id].on <= day and not _closed_before(step, day)


def _closed_before(step: StepFact, day: date) -> bool:
    return step.closed_on is not None and step.closed_on < day
