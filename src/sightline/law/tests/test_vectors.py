"""The worked cases of the field: a start, a rule, and the day it falls due."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from sightline import law
from sightline.kernel.calendar import LONDON, moment
from sightline.kernel.counting import Count, count
from sightline.kernel.derive import derive
from sightline.kernel.durations import parse
from sightline.kernel.facts import Fact, StepFact
from sightline.law import loader

CASES = [
    ("referral on a Friday night", "2026-11-20", "1 working day", "after", "2026-11-23"),
    ("referral on a Saturday", "2026-11-21", "1 working day", "after", "2026-11-23"),
    ("two jubilee days", "2012-05-25", "15 working days", "after", "2012-06-19"),
    ("the state funeral", "2022-09-09", "15 working days", "after", "2022-10-03"),
    ("Christmas and New Year", "2026-12-11", "15 working days", "after", "2027-01-06"),
    ("an assessment over Christmas", "2019-12-16", "45 working days", "after", "2020-02-20"),
    ("two Easter days", "2010-04-01", "10 working days", "after", "2010-04-19"),
    ("the moved May Day, before it", "2020-04-20", "10 working days", "after", "2020-05-04"),
    ("Easter 2020", "2020-04-06", "20 working days", "after", "2020-05-06"),
    ("three months to a short month", "2013-11-30", "3 months", "anniv", "2014-02-28"),
    ("six months to a short month", "2026-08-31", "6 months", "anniv", "2027-02-28"),
    ("26 weeks beginning with issue", "2014-07-01", "26 weeks", "from", "2014-12-29"),
    ("two working days before", "2026-01-05", "2 working days", "before", "2025-12-31"),
    ("six weeks after the last visit", "2026-02-06", "6 weeks", "interval", "2026-03-20"),
]


@pytest.mark.parametrize(("case", "start", "allowed", "how", "due"), CASES, ids=lambda v: str(v))
def test_a_worked_case_falls_due_on_its_day(
    case: str, start: str, allowed: str, how: str, due: str
) -> None:
    begun = moment(date.fromisoformat(start), time(22) if "night" in case else None)
    found = count(parse(allowed), Count(how), begun, law.calendar())
    assert found == (date.fromisoformat(due), None)


def test_seventy_two_hours_run_over_the_change_of_the_clocks() -> None:
    begun = moment(date(2026, 3, 27), time(22))
    found = count(parse("72 hours"), Count.CLOCK, begun, law.calendar())
    assert found == (date(2026, 3, 30), datetime(2026, 3, 30, 23, 0, tzinfo=LONDON))


def test_one_month_that_ends_on_a_saturday_goes_on_to_monday() -> None:
    begun = moment(date(2026, 1, 31), None)
    found = count(parse("1 month"), Count.ANNIVERSARY, begun, law.calendar(), roll=True)
    assert found == (date(2026, 3, 2), None)


def test_an_emergency_order_ends_when_the_order_says(tmp_path: Path) -> None:
    """Day eight is Christmas Day, and the court may fix noon on the next ordinary day."""
    path = tmp_path / "legal_order" / "clocks.yaml"
    path.parent.mkdir()
    path.write_text(
        "epo:\n"
        "  title: Emergency protection order\n"
        "  starts: [legal_order.made]\n"
        "  stops: [legal_order.ended]\n"
        "  decided: {by: [legal_order.made], date: for_on}\n"
        "  kind: expiry\n"
        "  count: from\n"
        "  strength: statute\n"
        "  change: fixed\n"
        "  within:\n"
        "    - {since: 1991-10-14, allowed: 8 days, cite: Children Act 1989 s.45, verified: no}\n"
    )
    steps = [StepFact(1, "legal_order")]

    def made(end: date | None) -> date | None:
        fact = Fact(1, 1, "legal_order.made", "", date(2026, 12, 18), for_on=end)
        (run,) = derive(
            steps=steps, facts=[fact], rules=loader.clocks(path), calendar=law.calendar()
        )
        return run.due_on

    assert made(date(2026, 12, 29)) == date(2026, 12, 29)
    assert made(None) == date(2026, 12, 25), "the formula is only a check on the order"


ONE_OFFS = [
    ("2011-04-29", False), ("2012-05-28", True), ("2012-06-04", False), ("2012-06-05", False),
    ("2020-05-04", True), ("2020-05-08", False), ("2022-05-30", True), ("2022-06-02", False),
    ("2022-06-03", False), ("2022-09-19", False), ("2023-05-08", False), ("1995-05-08", False),
    ("1999-12-31", False), ("2002-06-03", False), ("2002-06-04", False),
]  # fmt: skip


@pytest.mark.parametrize(("day", "working"), ONE_OFFS)
def test_a_one_off_change_of_a_bank_holiday_is_kept(day: str, working: bool) -> None:
    assert law.calendar().is_working(date.fromisoformat(day)) is working


def test_council_closure_days_are_working_days() -> None:
    calendar = law.calendar()
    assert [d for d in range(28, 32) if calendar.is_working(date(2022, 12, d))] == [28, 29, 30]
    assert calendar.is_working(date(2021, 12, 29))


def test_the_calendar_is_what_the_library_would_fill_today() -> None:
    from sightline.law import fill_calendar

    filled = {date.fromisoformat(day) for day, _ in fill_calendar.rows()}
    local = {day for day in law.calendar().holidays if day not in filled}
    assert not local or (law.CALENDARS / "local_overrides.csv").read_text().count("\n") > 1
    assert filled - law.calendar().holidays == set()
