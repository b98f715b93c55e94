"""Noon of the next working day: what the grammar of clocks cannot say of the night's hand-over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from sightline.kernel.calendar import moment
from sightline.kernel.following import Following, Setting

if TYPE_CHECKING:
    from sightline.kernel.clocks import ClockRule
    from sightline.kernel.facts import Run
    from sightline.kernel.story import Story

MORNING, NOON = time(9, 0), time(12, 0)


def by_noon(*, rule: ClockRule, story: Story, setting: Setting) -> Iterator[Run]:
    """The runs of the rule, due at noon; what began before nine belongs to the night before."""
    facts = {fact.id: fact for fact in story.facts}
    calendar = setting.calendar
    for run in Following(rule, story, setting).runs():
        if run.due_on is None:
            yield run
            continue
        start, due = facts[run.start_event], run.due_on
        if start.at is not None and start.at < MORNING:
            days = calendar.between(start.on, due)
            due = calendar.add(start.on - timedelta(days=1), days)
        yield replace(run, due_on=due, due_at=moment(due, NOON))
