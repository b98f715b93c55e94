"""A partnership and its performance group over a year, for the demonstration."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sightline import law
from sightline.access.users.actions import create_user, give_role
from sightline.access.users.models import User
from sightline.base.moments import at, fixed
from sightline.partnership.board.actions import (
    add_seat,
    found_body,
    hold_meeting,
    mark_attendance,
)
from sightline.partnership.board.models import Body, BodyKind, MeetingKind

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

#: Seats and their marks at five meetings, a letter each; a full stop is no mark.
SEATS = (
    ("Independent", "Independent scrutineer", "YYYYY"),
    ("Authority", "Director of children's services", "YYYYY"),
    ("Authority", "Head of children's social care", "YNYSY"),
    ("Authority", "Head of early help", "YYYNY"),
    ("Police", "Detective superintendent", "YYNYY"),
    ("Police", "Detective inspector, abuse investigation", "NYYYS"),
    ("Integrated care board", "Chief nurse", "YYYYN"),
    ("Integrated care board", "Designated doctor", "YYYYY"),
    ("Hospital trust", "Director of nursing", "YNSYN"),
    ("Community health", "Named nurse", "YYYYY"),
    ("Mental health trust", "Head of safeguarding", "NYNYY"),
    ("Schools", "Primary head teacher", "YNYNN"),
    ("Schools", "Secondary head teacher", "VVVYY"),
    ("College", "Head of student support", "NNYNY"),
    ("Probation", "Head of the local unit", "NYNNN"),
    ("Courts advisory service", "Service manager", "NNNNN"),
    ("Housing", "Head of housing needs", "YYNYY"),
    ("Voluntary sector", "Representative", "YYYNY"),
    ("Lay members", "Lay member", "YNYYY"),
    ("General practice", "Named general practitioner", "NNYNS"),
    ("Fire and rescue", "Borough commander", "....."),
)
GROUP = SEATS[2:3] + SEATS[5:10] + SEATS[17:18]
MARKS = {"Y": "Y", "N": "N", "S": "Sub", "V": "V", ".": ""}
#: Days before today on which it met; all within working days.
AGO = (330, 245, 160, 110, 40)
MANAGER = "board.manager"


def make(authority: Authority, today: date) -> list[Body]:
    """The partnership and one sub-group, with five meetings of each in the past year."""
    by = _manager(authority, today)
    since = today - timedelta(days=1500)
    board = found_body(
        authority=authority, name="Safeguarding Children Partnership", kind=BodyKind.PARTNERSHIP,
        by=by, since_on=since,
    )
    group = found_body(
        authority=authority, name="Quality and performance group", kind=BodyKind.GROUP, by=by,
        since_on=since, parent=board,
    )
    for body, seats, shift in ((board, SEATS, 0), (group, GROUP, 14)):
        _meet(body, seats, by=by, days=[today - timedelta(days=ago + shift) for ago in AGO])
    return [board, group]


def _meet(
    body: Body, seats: tuple[tuple[str, str, str], ...], *, by: User, days: list[date]
) -> None:
    made = [add_seat(body=body, role=role, agency=agency, by=by) for agency, role, _ in seats]
    for n, day in enumerate(days):
        held_on = law.calendar().next_working(day)
        kind = MeetingKind.EXTRAORDINARY if n == 3 else MeetingKind.ORDINARY
        with fixed(at(held_on)):
            meeting = hold_meeting(body=body, held_on=held_on, by=by, kind=kind)
            marks = {
                seat.pk: MARKS[letters[n]]
                for seat, (_, _, letters) in zip(made, seats, strict=True)
            }
            mark_attendance(meeting=meeting, marks=marks, by=by)


def _manager(authority: Authority, today: date) -> User:
    """Whoever manages the board in the demonstration; somebody new where nobody does yet."""
    found: User | None = User.objects.holding(["board_manager"], authority.pk, today).first()
    if found is not None:
        return found
    user = create_user(
        username=MANAGER, display_name="Bea Board-Manager", by=None, demonstration=True
    )
    give_role(
        user=user, role="board_manager", authority=authority, by=None,
        on=today - timedelta(days=400),
    )
    return user
