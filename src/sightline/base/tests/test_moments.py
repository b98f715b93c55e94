from datetime import date, datetime, time, timedelta
from threading import Thread

import pytest

from sightline.base import moments


def test_the_time_stands_where_it_is_held(clock):
    with moments.fixed(datetime(2026, 1, 5, 9, 30)):
        assert moments.now() == datetime(2026, 1, 5, 9, 30, tzinfo=moments.LONDON)
        assert moments.today() == date(2026, 1, 5)
    assert moments.now() == clock


def test_a_summer_night_belongs_to_londons_day():
    with moments.fixed(datetime.fromisoformat("2026-06-30T23:30:00+00:00")):
        assert moments.today() == date(2026, 7, 1)


def test_hours_pass_as_they_do_also_in_the_night_in_which_clocks_are_changed():
    autumn = moments.at(date(2026, 10, 24), time(22)), moments.at(date(2026, 10, 25), time(4))
    spring = moments.at(date(2026, 3, 28), time(22)), moments.at(date(2026, 3, 29), time(4))
    assert moments.elapsed(*autumn) == timedelta(hours=7)
    assert moments.elapsed(*spring) == timedelta(hours=5)
    with moments.fixed(autumn[1]):
        assert moments.elapsed(autumn[0]) == timedelta(hours=7)


def test_a_moment_held_everywhere_holds_in_other_threads():
    seen = []
    with moments.fixed(date(2026, 3, 2), everywhere=True):
        other = Thread(target=lambda: seen.append(moments.today()))
        other.start()
        other.join()
    assert seen == [date(2026, 3, 2)]


def real_now(monkeypatch, setting):
    monkeypatch.setenv(moments.SETTING, setting)
    seen = []
    # a new thread has no moment of its own, so it reads the setting
    other = Thread(target=lambda: seen.append(moments.now()))
    other.start()
    other.join()
    return seen[0] if seen else None


def test_a_day_in_the_setting_keeps_the_real_time_of_day(monkeypatch):
    assert real_now(monkeypatch, "2025-12-24").date() == date(2025, 12, 24)


def test_a_moment_in_the_setting_stands_still(monkeypatch):
    assert real_now(monkeypatch, "2025-12-24T08:15") == moments.at(
        date(2025, 12, 24), datetime(2025, 1, 1, 8, 15).time()
    )


def test_a_setting_that_is_no_date_says_what_to_write():
    with pytest.raises(ValueError, match="Write 2026-06-30"):
        moments._from_setting("next week")
