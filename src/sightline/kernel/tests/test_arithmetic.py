"""Properties of counting: what is true of every calendar, every day and every number."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.kernel import durations, patterns
from sightline.kernel.calendar import (
    LONDON,
    CalendarError,
    OpeningHours,
    WorkingCalendar,
    add_hours,
    add_months,
    moment,
)
from sightline.kernel.counting import Count, count
from sightline.kernel.durations import Duration, Unit

FIRST, LAST = date(2018, 1, 1), date(2030, 12, 31)
HOLIDAYS = frozenset(date(year, 12, day) for year in range(2018, 2031) for day in (25, 26))
WEEKDAYS = tuple((n, time(9), time(17)) for n in range(5))
CALENDAR = WorkingCalendar(HOLIDAYS, FIRST, LAST, {"front_door": OpeningHours(WEEKDAYS)})

days = st.dates(date(2019, 1, 1), date(2028, 12, 31))
numbers = st.integers(0, 200)
months = st.integers(0, 48)


@given(days, st.integers(1, 200))
def test_adding_never_lands_on_a_day_that_does_not_count(day: date, n: int) -> None:
    assert CALENDAR.is_working(CALENDAR.add(day, n))
    assert CALENDAR.is_working(CALENDAR.subtract(day, n))


@given(days, numbers)
def test_adding_and_taking_away_come_back_to_a_working_day(day: date, n: int) -> None:
    start = CALENDAR.next_working(day)
    assert CALENDAR.subtract(CALENDAR.add(start, n), n) == start
    assert CALENDAR.add(CALENDAR.subtract(start, n), n) == start


@given(days, st.integers(1, 200))
def test_the_days_between_are_the_days_that_were_added(day: date, n: int) -> None:
    assert CALENDAR.between(day, CALENDAR.add(day, n)) == n


@given(days, st.integers(1, 60))
def test_counting_one_day_at_a_time_gives_the_same(day: date, n: int) -> None:
    slow = day
    for _ in range(n):
        slow += timedelta(days=1)
        while slow.weekday() > 4 or slow in HOLIDAYS:
            slow += timedelta(days=1)
    assert CALENDAR.add(day, n) == slow


@given(days, days, numbers)
def test_a_later_start_is_never_due_earlier(one: date, other: date, n: int) -> None:
    early, late = sorted((one, other))
    assert CALENDAR.add(early, n) <= CALENDAR.add(late, n)


@given(days, numbers, numbers)
def test_a_longer_limit_is_never_due_earlier(day: date, one: int, other: int) -> None:
    short, long = sorted((one, other))
    assert CALENDAR.add(day, short) <= CALENDAR.add(day, long)


@given(days)
def test_rolling_on_stays_on_a_working_day_and_never_goes_back(day: date) -> None:
    rolled = CALENDAR.next_working(day)
    assert rolled >= day
    assert (rolled == day) is CALENDAR.is_working(day)


@given(days, months)
def test_an_anniversary_keeps_its_day_or_ends_a_shorter_month(day: date, n: int) -> None:
    later = add_months(day, n)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == n
    if later.day != day.day:
        assert later.day < day.day
        assert (later + timedelta(days=1)).day == 1


@given(days, days, months)
def test_anniversaries_keep_their_order(one: date, other: date, n: int) -> None:
    early, late = sorted((one, other))
    assert add_months(early, n) <= add_months(late, n)


@given(st.datetimes(datetime(2019, 1, 1), datetime(2029, 1, 1)), st.integers(0, 500))
def test_elapsed_hours_are_elapsed_whatever_the_clocks_do(naive: datetime, hours: int) -> None:
    start = naive.replace(tzinfo=UTC).astimezone(LONDON)
    gone = add_hours(start, hours).astimezone(UTC) - start.astimezone(UTC)
    assert gone == timedelta(hours=hours)


@given(st.datetimes(datetime(2019, 1, 1), datetime(2028, 1, 1)), st.integers(1, 80))
def test_opening_hours_end_while_the_service_is_open(naive: datetime, hours: int) -> None:
    start = naive.replace(second=0, microsecond=0, tzinfo=LONDON)
    due = CALENDAR.add_opening_hours(start, hours, "front_door")
    assert CALENDAR.is_working(due.date())
    assert time(9) <= due.time() <= time(17)


@given(days, st.integers(1, 100), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.WORKING_DAY]))
def test_beginning_with_a_working_day_ends_before_counting_after_it(
    day: date, n: int, unit: Unit
) -> None:
    begun = moment(CALENDAR.next_working(day), None)
    after = count(Duration(n, unit), Count.AFTER, begun, CALENDAR)[0]
    beginning = count(Duration(n, unit), Count.FROM, begun, CALENDAR)[0]
    assert beginning < after
    assert CALENDAR.between(beginning, after) <= 1


@given(st.builds(Duration, st.integers(0, 999), st.sampled_from(Unit)))
def test_a_duration_reads_back_as_it_is_printed(duration: Duration) -> None:
    assert durations.parse(str(duration)) == duration


def test_durations_are_read_as_the_law_writes_them() -> None:
    assert durations.parse("15 working days") == Duration(15, Unit.WORKING_DAY)
    assert durations.parse("10 calendar days") == Duration(10, Unit.DAY)
    assert str(durations.parse("1 year")) == "1 year"
    assert not durations.parse("as soon as practicable").has_number
    assert durations.parse_short("-5wd") == Duration(5, Unit.WORKING_DAY)


def test_a_misspelt_duration_says_what_is_allowed() -> None:
    with pytest.raises(durations.DurationError) as caught:
        durations.parse("7 workng days")
    words = str(caught.value)
    assert "Not a duration the house knows: '7 workng days'" in words
    assert "working days" in words
    assert "Did you mean 'working days'?" in words


@pytest.mark.parametrize("wrong", ["section47", "section47.", "a.b(", "a.b(x,y)", "A.b", "a.b()"])
def test_a_pattern_that_cannot_be_read_says_how_to_write_one(wrong: str) -> None:
    with pytest.raises(patterns.PatternError, match=r"process\.event\(outcome\)"):
        patterns.parse(wrong)


def test_a_day_outside_the_calendar_is_named() -> None:
    with pytest.raises(CalendarError, match="2206-01-01 is outside"):
        CALENDAR.add(date(2206, 1, 1), 3)
    with pytest.raises(CalendarError, match="No opening hours for 'moon'"):
        CALENDAR.add_opening_hours(moment(FIRST, None), 1, "moon")


def test_eight_opening_hours_from_friday_afternoon_end_on_monday() -> None:
    start = datetime(2026, 11, 20, 15, 0, tzinfo=LONDON)
    due = CALENDAR.add_opening_hours(start, 8, "front_door")
    assert due == datetime(2026, 11, 23, 15, 0, tzinfo=LONDON)
