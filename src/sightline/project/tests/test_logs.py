"""A log says where it went wrong, and of nobody's record what stood in it."""

import logging
import sys

from django.conf import settings
from django.utils.module_loading import import_string

WORDS = "Failing row contains (7, Zebulon Quagmire, 2019-03-14)"


def logged():
    """The lines of a fault whose words carry a name, as the console has them."""
    plain = dict(settings.LOGGING["formatters"]["plain"])
    made = import_string(plain.pop("()", "logging.Formatter"))
    formatter = made(plain["format"])
    try:
        try:
            raise ValueError(WORDS)
        except ValueError as low:
            raise RuntimeError(WORDS * 2) from low
    except RuntimeError:
        row = logging.LogRecord(
            "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s", ("/x",),
            sys.exc_info(),
        )
    return formatter.format(row)


def test_a_fault_is_logged_with_its_place_and_without_its_words():
    lines = logged()
    assert "Zebulon" not in lines
    assert "RuntimeError" in lines
    assert "ValueError" in lines
    assert "test_logs.py" in lines
    assert "Internal Server Error: /x" in lines
