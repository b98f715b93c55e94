from contextlib import suppress
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.base.forms import reading

DATES = {
    "today": date(2026, 6, 10),
    "Yesterday": date(2026, 6, 9),
    "21/11/2026": date(2026, 11, 21),
    "21-11-26": date(2026, 11, 21),
    "1.2.62": date(1962, 2, 1),
    "2026-11-21": date(2026, 11, 21),
    "21 Nov 2026": date(2026, 11, 21),
    "3rd July, 2026": date(2026, 7, 3),
    "21 Nov": date(2026, 11, 21),
    "21 Dec": date(2025, 12, 21),
    "21 july": date(2026, 7, 21),
    "29 Feb 2024": date(2024, 2, 29),
}


@pytest.mark.parametrize(("text", "found"), DATES.items())
def test_a_date_is_read_as_people_write_it(text, found):
    assert reading.read_date(text) == found


def test_a_day_without_its_year_is_in_the_past_when_it_has_happened():
    assert reading.read_date("21 July", past=True) == date(2025, 7, 21)


REFUSED = {
    "31/02/2026": "February 2026 has 28 days",
    "29 Feb 2023": "February 2023 has 28 days",
    "12/13/2026": "no month 13",
    "soon": "is not a date we can read",
    "1/1/026": "no year we can read",
    "³/1/2026": "not a date we can read",
}


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_a_date_that_is_none_says_why(text, words):
    with pytest.raises(reading.Unreadable, match=words):
        reading.read_date(text)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_date_written_out_is_read_back(day):
    assert reading.read_date(f"{day.day}/{day.month}/{day.year}") == day
    assert reading.read_date(day.isoformat()) == day
    assert reading.read_date(f"{day.day} {day:%B} {day.year}") == day


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_reader(text):
    for read in (reading.read_date, reading.read_time, reading.read_whole, reading.read_decimal):
        with suppress(reading.Unreadable):
            read(text)


TIMES = {
    "10:42": time(10, 42),
    "1042": time(10, 42),
    "10.42": time(10, 42),
    "9": time(9),
    "2pm": time(14),
    "2.30 p.m.": time(14, 30),
    "12am": time(0),
    "noon": time(12),
    "now": time(10, 0),
}


@pytest.mark.parametrize(("text", "found"), TIMES.items())
def test_a_time_is_read_as_people_write_it(text, found):
    assert reading.read_time(text) == found


@pytest.mark.parametrize("text", ["25:00", "10:75", "14pm", "later"])
def test_a_time_that_is_none_is_refused(text):
    with pytest.raises(reading.Unreadable):
        reading.read_time(text)


def test_money_is_read_with_its_pound_sign():
    assert reading.read_decimal("£1,250.50") == Decimal("1250.50")
    assert reading.read_whole("1,200") == 1200
