"""The days that figures are asked for."""

from datetime import date

import pytest

from sightline.insight.measures.asking import Count
from sightline.insight.measures.periods import quarter_of, quarters, year_to
from sightline.kernel.indicators import Period


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 6, 10), date(2025, 6, 11)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_a_year_ends_on_its_last_day_and_begins_the_day_after_the_one_before(last, first):
    assert year_to(last) == Period(first, last)


def test_quarters_are_those_of_the_financial_year_and_leave_no_day_out():
    found = quarters(date(2026, 6, 10))
    assert len(found) == 8
    assert found[-1] == Period(date(2026, 4, 1), date(2026, 6, 10))
    assert found[0].since == date(2024, 7, 1)
    assert all((b.since - a.until).days == 1 for a, b in zip(found, found[1:], strict=False))
    assert quarter_of(date(2026, 12, 31)) == Period(date(2026, 10, 1), date(2026, 12, 31))


def test_a_share_of_nothing_is_no_share():
    assert Count(0, 0).share is None
    assert Count(1, 3).share == 33.3
