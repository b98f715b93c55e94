"""Clocks made ready for a screen: each with its law, how far it was checked, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_urlconf, reverse

from sightline.base.components.addresses import address
from sightline.base.components.due import Deadline
from sightline.kernel.clocks import ClockRule, Version
from sightline.kernel.register import processes
from sightline.record.spine import deriving
from sightline.record.spine.models import Clock

#: How the kernel notes the event behind an end or a new start: "ended by contact.decided(advice)".
BY_EVENT = re.compile(r"(?P<how>.+ by) (?P<kind>[a-z0-9_]+\.[a-z0-9_]+)(\((?P<outcome>[^)]*)\))?")


@lru_cache(maxsize=4)
def _by_key(count: int) -> dict[str, ClockRule]:
    return {rule.key: rule for rule in deriving.rules()}


def rule_of(key: str) -> ClockRule | None:
    """The declared rule of a clock."""
    return _by_key(len(deriving.rules())).get(key)


def version_of(rule: ClockRule, clock: Clock) -> Version | None:
    """The version of the rule that the clock runs under."""
    since = clock.version.partition("/")[0]
    try:
        day = date.fromisoformat(since)
    except ValueError:
        return None
    return rule.version_on(max(day, clock.started_on)) or rule.version_on(day)


@lru_cache(maxsize=1024)
def _law_page(key: str, urlconf: Any) -> str:
    try:
        return reverse("law_clock", args=[key])
    except NoReverseMatch:
        return ""


def in_words(note: str) -> str:
    """A clock's note, with the event behind it called as the record calls it."""
    found = BY_EVENT.fullmatch(note)
    if found is None:
        return note
    try:
        _, kind = processes.event(found["kind"])
    except LookupError:
        return note
    outcome = str(kind.outcomes.get(found["outcome"] or "", ""))
    return f"{found['how'].capitalize()}: {kind.title}{f': {outcome}' if outcome else ''}"


def deadline(clock: Clock) -> Deadline:
    """One clock for a screen; a clock whose rule has been withdrawn still shows its dates."""
    rule = rule_of(clock.key)
    step_href = ""
    if clock.child_id is not None:
        step_href = address("pages:step", clock.child_id, clock.step_id)
    common = {
        "due_on": clock.due_on, "due_at": clock.due_at, "started_on": clock.started_on,
        "stopped_on": clock.stopped_on, "stopped_at": clock.stopped_at, "state": clock.state,
        "note": in_words(clock.note), "step_href": step_href,
    }
    if rule is None:
        return Deadline(title=clock.key.replace("_", " "), verified="no", **common)
    version = version_of(rule, clock)
    return Deadline(
        title=rule.title, strength=str(rule.strength),
        local=rule.is_local or "/" in clock.version, href=_law_page(clock.key, get_urlconf()),
        carry_over=bool(version and version.carry_over),
        verified=str(version.verified) if version else "no",
        cite=version.cite if version else "", allowed=version.limits() if version else "",
        **common,
    )


def deadlines(clocks: Iterable[Clock]) -> list[Deadline]:
    """Clocks for a screen: running first, the most overdue at the top, then what has ended."""
    order = {"running": 0, "unknown": 1, "stopped": 2, "abandoned": 3}
    found = sorted(clocks, key=lambda c: (order.get(c.state, 9), c.due_on or date.max, c.key))
    return [deadline(clock) for clock in found]
