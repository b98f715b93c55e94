"""The demonstration's partnership has a year to look at."""

from datetime import date

from sightline.partnership.board.attendance import attendance
from sightline.partnership.board.demo import make
from sightline.partnership.board.periods import odd
from sightline.people.testing import an_authority


def test_the_demonstrations_board_met_five_times_on_working_days(db):
    board, group = make(an_authority(), date(2026, 6, 10))
    found = attendance(board, date(2025, 6, 1), date(2026, 6, 10))
    assert len(found.meetings) == 5
    assert [odd(held.meeting) for held in found.meetings] == [[]] * 5
    assert [sat.seat.agency for sat in found.never_marked] == ["Fire and rescue"]
    assert group.parent == board
