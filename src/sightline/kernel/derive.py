"""Every duty of one child, worked out from the events that stand and the law of their day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from sightline.kernel.calendar import WorkingCalendar
from sightline.kernel.clocks import ClockRule, LocalValue
from sightline.kernel.facts import Fact, Run, Source, StepFact
from sightline.kernel.following import Following, Setting
from sightline.kernel.local import LocalValues
from sightline.kernel.story import Story


@dataclass(frozen=True)
class RuleBook:
    """Rules found by the kinds of event that start them, so that a child meets only its own."""

    rules: Sequence[ClockRule]
    by_start: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, rules: Sequence[ClockRule]) -> "RuleBook":
        found: dict[str, list[int]] = {}
        for i, rule in enumerate(rules):
            for kind in rule.start_kinds:
                found.setdefault(kind, []).append(i)
        return cls(rules, {kind: tuple(places) for kind, places in found.items()})

    def begun_in(self, story: Story) -> list[ClockRule]:
        places = {i for kind in story.kinds for i in self.by_start.get(kind, ())}
        return [self.rules[i] for i in sorted(places)]


_last: list[RuleBook] = []


def _book(rules: Sequence[ClockRule]) -> RuleBook:
    """The rule book of these rules; the last one is kept, as a borough is derived by one book."""
    if not isinstance(rules, tuple):
        return RuleBook.of(tuple(rules))
    if not _last or _last[0].rules is not rules:
        _last[:] = [RuleBook.of(rules)]
    return _last[0]


def derive(
    *,
    steps: Iterable[StepFact],
    facts: Iterable[Fact],
    rules: Sequence[ClockRule],
    calendar: WorkingCalendar,
    local: Iterable[LocalValue] | LocalValues = (),
    live_from: Mapping[str, date] | None = None,
    sources: Mapping[str, Source] | None = None,
) -> list[Run]:
    """The runs of every rule for one subject, in order of start, event, clock and step."""
    story = Story(steps, facts)
    setting = Setting(calendar, LocalValues.of(local), live_from or {}, sources or {})
    runs: list[Run] = []
    for rule in _book(rules).begun_in(story):
        if rule.clock_function:
            runs.extend(_function(rule.clock_function)(rule=rule, story=story, setting=setting))
        else:
            runs.extend(Following(rule, story, setting).runs())
    runs.sort(key=lambda run: (run.started_on, run.start_event, run.key, run.step))
    return runs


def _function(name: str) -> Callable[..., Iterable[Any]]:
    """The Python function of a clock that needs more than the grammar, as "module:function"."""
    module, _, function = name.partition(":")
    found: Callable[..., Iterable[Any]] = getattr(import_module(module), function)
    return found
