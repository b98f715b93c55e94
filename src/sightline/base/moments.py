"""The time it is, as every floor asks for it, so that a test or a demonstration can fix it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

#: Setting of the environment that fixes the time: a whole moment ("2026-06-30T10:42") stands
#: still; a day alone ("2026-06-30") keeps the real time of day, so that a demonstration moves.
SETTING = "SIGHTLINE_NOW"

_fixed: ContextVar[datetime | None] = ContextVar("fixed_moment", default=None)


def now() -> datetime:
    """This moment, aware, in London's time."""
    moment = _fixed.get()
    if moment is not None:
        return moment
    text = os.environ.get(SETTING, "")
    return _from_setting(text) if text else datetime.now(LONDON)


def today() -> date:
    """The date in London."""
    return now().date()


def at(day: date, clock_time: time = time(0, 0)) -> datetime:
    """That time of that day in London, aware."""
    return datetime.combine(day, clock_time, LONDON)


def elapsed(first: datetime, last: datetime | None = None) -> timedelta:
    """The time that passes from one moment to another, or until now, also when clocks are changed.

    Two moments on one zone's clock are subtracted by that clock, an hour wrong over such a night.
    """
    return (last or now()).astimezone(UTC) - first.astimezone(UTC)


def london(moment: datetime) -> datetime:
    """The same moment on London's clock; a naive moment is taken to be London's already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=LONDON)
    return moment.astimezone(LONDON)


@contextmanager
def fixed(moment: datetime | date, *, everywhere: bool = False) -> Iterator[datetime]:
    """Hold the time at a moment (a date means its noon).

    `everywhere` also holds it for other threads of this process, as a browser test's server needs.
    """
    if not isinstance(moment, datetime):
        moment = at(moment, time(12, 0))
    held = london(moment)
    token = _fixed.set(held)
    before = os.environ.get(SETTING)
    if everywhere:
        os.environ[SETTING] = held.isoformat()
    try:
        yield held
    finally:
        _fixed.reset(token)
        if everywhere:
            _restore(before)


def _restore(before: str | None) -> None:
    if before is None:
        os.environ.pop(SETTING, None)
    else:
        os.environ[SETTING] = before


def _from_setting(text: str) -> datetime:
    try:
        if len(text) == len("2026-06-30"):
            real = datetime.now(UTC).astimezone(LONDON)
            return at(date.fromisoformat(text), real.time())
        return london(datetime.fromisoformat(text))
    except ValueError:
        raise ValueError(
            f"{SETTING} is {text!r}, which is not a date or moment. "
            "Write 2026-06-30 or 2026-06-30T10:42."
        ) from None
