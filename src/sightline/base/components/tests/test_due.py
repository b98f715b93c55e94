from datetime import date, datetime

import pytest

from sightline.base.components.due import Deadline, chip, notes
from sightline.base.moments import LONDON


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


# today is Wednesday 10 June 2026, ten o'clock
WORDS = [
    (Deadline("d", date(2026, 6, 11)), "Due tomorrow", "soon"),
    (Deadline("d", date(2026, 6, 10)), "Due today", "today"),
    (Deadline("d", date(2026, 6, 15)), "Due Monday 15 June 2026", "soon"),
    (Deadline("d", date(2026, 7, 30)), "Due 30 July 2026", "later"),
    (Deadline("d", date(2026, 6, 5)), "3 working days late", "late"),
    (Deadline("d", date(2026, 6, 9)), "1 working day late", "late"),
    (Deadline("d", date(1985, 6, 9)), "14,976 days late", "late"),
    (Deadline("d", due_at=moment("2026-06-10T09:30")), "Late since 09:30 today", "late"),
    (Deadline("d", due_at=moment("2026-06-10T16:30")), "Due today by 16:30", "today"),
    (Deadline("d"), "As soon as practicable", "soon"),
    (Deadline("d", state="unknown"), "Not known from this source", "unknown"),
    (Deadline("d", date(2026, 6, 1), state="abandoned"), "No longer needed", "ended"),
    (
        Deadline("d", date(2026, 6, 2), stopped_on=date(2026, 6, 2), state="stopped"),
        "Done in time, 2 June 2026",
        "met",
    ),
    (
        Deadline("d", date(2026, 6, 2), stopped_on=date(2026, 6, 4), state="stopped"),
        "Done 2 working days late",
        "met-late",
    ),
    (
        Deadline(
            "d",
            due_at=moment("2026-06-02T12:00"),
            stopped_on=date(2026, 6, 2),
            stopped_at=moment("2026-06-02T13:05"),
            state="stopped",
        ),
        "Done late, at 13:05",
        "met-late",
    ),
]


@pytest.mark.parametrize(("deadline", "said", "tone"), WORDS)
def test_a_deadline_says_where_it_stands_in_words(deadline, said, tone):
    told = chip(deadline)
    assert (told.words, told.tone) == (said, tone)


def test_a_weekend_late_is_counted_in_days():
    saturday = moment("2026-06-13T09:00")
    assert chip(Deadline("d", date(2026, 6, 12)), now=saturday).words == "1 day late"


def test_a_reader_is_told_whose_number_it_is_and_how_far_it_was_checked():
    assert notes(Deadline("d", strength="statute")) == ["law: statute"]
    assert notes(Deadline("d", strength="statute", local=True)) == ["local"]
    assert notes(Deadline("d", strength="statutory guidance", carry_over=True, verified="no")) == [
        "statutory guidance",
        "carry-over not confirmed",
        "not verified",
    ]
    assert "verified from a secondary source" in notes(Deadline("d", verified="secondary"))
