"""What an authority may change, and how a due date is put into words."""

from datetime import date, datetime
from typing import Any

import pytest

from sightline.kernel import durations, local
from sightline.kernel.calendar import LONDON, WorkingCalendar
from sightline.kernel.clocks import Change, ClockRule, LimitKind, LocalValue, Measure, Strength
from sightline.kernel.counting import Count
from sightline.kernel.due import due, warnings, words
from sightline.kernel.tests.test_derive import rule, version

CALENDAR = WorkingCalendar(
    frozenset({date(2026, 12, 25), date(2026, 12, 28)}), date(2020, 1, 1), date(2030, 12, 31)
)


def own(allowed: str | None, **more: Any) -> LocalValue:
    limit = durations.parse(allowed) if allowed else None
    return LocalValue("314", "duty", date(2026, 1, 1), allowed=limit, **more)


def strict(**more: Any) -> ClockRule:
    return rule(change=Change.TIGHTEN_ONLY, versions=(version("15 working days"),), **more)


@pytest.mark.parametrize("allowed", ["15 working days", "12 working days", "14 days", "2 weeks"])
def test_a_stricter_limit_is_accepted(allowed: str) -> None:
    local.check(strict(), own(allowed), CALENDAR)


@pytest.mark.parametrize("allowed", ["16 working days", "22 days", "1 month", None])
def test_a_looser_limit_is_refused_with_what_is_allowed(allowed: str | None) -> None:
    with pytest.raises(local.LocalChangeRefused, match="15 working days"):
        local.check(strict(), own(allowed), CALENDAR)


def test_a_fixed_limit_cannot_be_changed_and_a_local_one_can() -> None:
    fixed = rule(change=Change.FIXED, strength=Strength.STATUTE)
    with pytest.raises(local.LocalChangeRefused, match="fixed by statute"):
        local.check(fixed, own("1 working day"), CALENDAR)
    local.check(rule(change=Change.FREE), own("90 days"), CALENDAR)


def test_a_stricter_minimum_is_a_longer_one() -> None:
    least = strict(kind=LimitKind.MIN)
    local.check(least, own("20 working days"), CALENDAR)
    with pytest.raises(local.LocalChangeRefused):
        local.check(least, own("10 working days"), CALENDAR)


def test_a_stricter_limit_counted_back_is_an_earlier_one() -> None:
    back = strict(kind=LimitKind.BACKWARD, count=Count.BEFORE)
    local.check(back, own("20 working days"), CALENDAR)
    with pytest.raises(local.LocalChangeRefused):
        local.check(back, own("10 working days"), CALENDAR)


def test_only_a_replaced_rule_has_a_cut_over_day() -> None:
    left = LocalValue("314", "duty", date(2026, 1, 1), cut_over=date(2010, 5, 1))
    with pytest.raises(local.LocalChangeRefused, match="no cut-over day"):
        local.check(rule(), left, CALENDAR)
    old = version("5 days", "2001-01-01", until=date(2013, 4, 14), cut_over_floor=date(2011, 1, 1))
    with pytest.raises(local.LocalChangeRefused, match="earliest day is 2011-01-01"):
        local.check(rule(versions=(old,)), left, CALENDAR)


NOW = datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "kind", "said"),
    [
        ("2026-11-20", LimitKind.MAX, "due today"),
        ("2026-11-23", LimitKind.MAX, "due in 1 working day"),
        ("2026-11-25", LimitKind.MAX, "due in 3 working days"),
        ("2026-11-21", LimitKind.MAX, "due in 1 day"),
        ("2026-11-19", LimitKind.MAX, "overdue by 1 working day"),
        ("2026-11-09", LimitKind.MAX, "overdue by 9 working days"),
        ("2026-11-23", LimitKind.MIN, "permitted in 1 working day"),
        ("2026-11-20", LimitKind.THRESHOLD, "reached today"),
        ("2026-11-19", LimitKind.THRESHOLD, "reached 1 working day ago"),
        ("2026-11-23", LimitKind.EXPIRY, "ends in 1 working day"),
        ("2026-11-19", LimitKind.EXPIRY, "ended 1 working day ago"),
    ],
)
def test_a_due_day_is_told_in_words(day: str, kind: LimitKind, said: str) -> None:
    assert words(date.fromisoformat(day), None, NOW, CALENDAR, kind) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 20, 17, 30, tzinfo=LONDON), "due in 5 hours"),
        (datetime(2026, 11, 20, 12, 45, tzinfo=LONDON), "due in 45 minutes"),
        (datetime(2026, 11, 20, 11, 0, tzinfo=LONDON), "overdue by 1 hour"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=LONDON), "due in 3 days"),
    ],
)
def test_a_due_moment_is_told_in_words(at: datetime, said: str) -> None:
    assert words(at.date(), at, NOW, CALENDAR) == said


def test_an_answer_names_the_version_and_the_citation() -> None:
    answer = due(strict(), date(2026, 11, 2), CALENDAR, now=NOW)
    assert answer.due_on == date(2026, 11, 23)
    assert (answer.version, answer.citation, answer.verified) == ("2000-01-01", "an Act", "no")
    assert answer.state == "due in 1 working day"


def test_an_answer_for_an_authority_uses_its_own_limit() -> None:
    value = own("10 working days")
    answer = due(strict(), date(2026, 11, 2), CALENDAR, local=[value], authority="314", now=NOW)
    assert (answer.due_on, answer.version) == (date(2026, 11, 16), "2000-01-01/314")
    other = due(strict(), date(2026, 11, 2), CALENDAR, local=[value], authority="210")
    assert other.due_on == date(2026, 11, 23)
    off = due(strict(), date(2026, 11, 2), CALENDAR, local=[own(None)], authority="314")
    assert (off.due_on, off.state) == (None, "no alarm: switched off locally")


def test_an_answer_says_when_no_law_was_in_force_or_no_date_follows() -> None:
    early = due(strict(), date(1999, 11, 2), CALENDAR)
    assert early.due_on is None
    assert "no version" in early.state
    by_outcome = {"red": Measure(durations.parse("4 hours"))}
    graded = rule(versions=(version("", measure=None, by_outcome=by_outcome),), count=Count.CLOCK)
    assert "red: 4 hours" in due(graded, NOW, CALENDAR).state
    red = due(graded, NOW, CALENDAR, outcome="red", now=NOW)
    assert (red.due_at, red.state) == (NOW.replace(hour=16), "due in 4 hours")


def test_a_carry_over_that_nobody_read_says_so() -> None:
    carried = rule(versions=(version(carry_over=True),))
    assert "carry-over not confirmed" in due(carried, date(2026, 11, 2), CALENDAR).note


def test_warnings_are_counted_back_from_the_due_day() -> None:
    warned = rule(warn=tuple(durations.parse_short(word) for word in ("5wd", "2w", "24h", "0")))
    assert [day.isoformat() for day in warnings(warned, date(2026, 11, 23), CALENDAR)] == [
        "2026-11-09",
        "2026-11-16",
        "2026-11-22",
        "2026-11-23",
    ]
