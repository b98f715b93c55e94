"""A review is due on the day agreed for it, and never later than the limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sightline.kernel.following import Following, Setting

if TYPE_CHECKING:
    from sightline.kernel.clocks import ClockRule
    from sightline.kernel.facts import Run
    from sightline.kernel.story import Story


def as_agreed(*, rule: ClockRule, story: Story, setting: Setting) -> Iterator[Run]:
    """The runs of the rule; a day agreed at the start that comes sooner is the day."""
    facts = {fact.id: fact for fact in story.facts}
    for run in Following(rule, story, setting).runs():
        agreed = facts[run.start_event].for_on
        if agreed is None or (run.due_on is not None and run.due_on <= agreed):
            yield run
        else:
            yield replace(run, due_on=max(agreed, run.started_on))
