"""What the figures say of a record that a test has told: each case, and the lines of a figure."""

from datetime import date, timedelta

import pytest

from sightline.insight.measures.asking import Asked, Question
from sightline.insight.publishing import pseudonyms, refreshing
from sightline.kernel.indicators import Period

YEAR = Period(date(2025, 6, 11), date(2026, 6, 10))
MONDAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def told(key, period=YEAR):
    """Each case by the pseudonym of its child; the newest where a child has several."""
    refreshing.refresh()
    return {case.subject: case for case in reversed(Asked(Question(key, period)).cases)}


def met(key, period=YEAR):
    return {child: case.met for child, case in told(key, period).items()}


def lines(key, column, period=YEAR):
    refreshing.refresh()
    found = Asked(Question(key, period)).lines(column)
    return {line.code: (line.count.numerator, line.count.denominator) for line in found}


def named(child):
    return pseudonyms.token("person", child.pk)


def days(number):
    return MONDAY + timedelta(days=number)


