"""A clock made ready for a screen speaks the words of the record."""

import pytest

from sightline.record.spine.deadlines import in_words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("ended by contact.decided(advice)",
         "Ended by: Contact decided: Give advice and information"),
        ("ended by contact.passed_on", "Ended by: Contact passed to the worker and manager"),
        ("started again by conference.booked", "Started again by: Conference booked"),
        ("the child died", "the child died"),
        ("ended by nothing.known", "ended by nothing.known"),
        ("", ""),
    ],
)
def test_what_ended_a_clock_is_called_as_the_record_calls_it(note, words):
    assert in_words(note) == words
