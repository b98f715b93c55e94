"""What partners of the demo borough have done: a board's meetings, and two referral forms."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.http import QueryDict

from sightline.base.moments import at, fixed
from sightline.partnership.board import actions as board
from sightline.partnership.board.models import BodyKind
from sightline.portal.referral_form import actions as referral_form

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

SEATS = (
    ("Director of children’s services", "Borough of Merrow", "Y Y Y Sub Y Y"),
    ("Borough commander", "Police", "Y Sub N Y N Sub"),
    ("Designated nurse", "Integrated care board", "Y Y Y Y Y N"),
    ("Head of safeguarding", "Hospital trust", "Y N Y Y Sub Y"),
    ("Head teacher", "Secondary schools", "N N Y Sub Y N"),
    ("Head of probation", "Probation", "V V Y N Y Y"),
    ("Lay member", "Community", "Y Y Y Y Y Y"),
)
MEETINGS = 6


def meet(authority: Authority, *, today: date, by: User) -> None:
    """A year and a half of a partnership's meetings, with who came."""
    founded = today - timedelta(days=100 * MEETINGS)
    with fixed(at(founded, time(10, 0))):
        body = board.found_body(
            authority=authority, name="Merrow Safeguarding Children Partnership",
            kind=BodyKind.PARTNERSHIP, by=by, since_on=founded,
        )
        seats = [
            (board.add_seat(body=body, role=role, agency=agency, by=by, since_on=founded), marks)
            for role, agency, marks in SEATS
        ]
    for place in range(MEETINGS):
        held_on = today - timedelta(days=90 * (MEETINGS - place) - 20)
        with fixed(at(held_on, time(17, 0))):
            meeting = board.hold_meeting(body=body, held_on=held_on, by=by)
            marks = {seat.pk: told.split()[place] for seat, told in seats}
            board.mark_attendance(meeting=meeting, marks=marks, by=by)


def write_in(authority: Authority, *, now: datetime, by: User) -> None:
    """A school fills in the referral form this morning, and a midwife the maternity form."""
    referral_form.set_numbers(
        authority=authority, day_phone="01999 555 000", night_phone="01999 555 999", by=by
    )
    born = now.date() - timedelta(days=3000)
    told = {
        "once": "demonstration", "source": "2A", "organisation": "Acorn Rise School",
        "name": "Teal Teacher", "role": "Designated safeguarding lead", "phone": "01999 555 020",
        "danger": "no", "child-0-given": "Saffron", "child-0-family": "Waxwing",
        "child-0-born_on-day": str(born.day), "child-0-born_on-month": str(born.month),
        "child-0-born_on-year": str(born.year), "child-0-safe": "yes",
        "address": "7 Catkin Street, Merrow", "postcode": "MW3 3AA",
        "worry": "Saffron has not been collected twice this week.",
        "detail": "A neighbour came in the end. Saffron says that mum sleeps in the day.",
        "answer": "not_told", "why_not": "not_reached", "basis": "public_task",
    }
    sent = QueryDict(mutable=True)
    sent.update(told)
    with fixed(now - timedelta(minutes=35)):
        referral_form.send(authority=authority, sent=sent)
    with fixed(now - timedelta(minutes=50)):
        referral_form.send(
            authority=authority, sent=_of_a_midwife(now.date()), form="unborn"
        )


def _of_a_midwife(today: date) -> QueryDict:
    """A pregnancy told of: who the mother is, and whether she is known here, is for the worker."""
    sent = QueryDict(mutable=True)
    sent.update({
        "once": "demonstration-unborn", "source": "3F", "organisation": "Merrow General Hospital",
        "name": "Maple Midwife", "role": "Specialist midwife", "phone": "01999 555 030",
        "danger": "no", "mother-given": "Juniper", "mother-family": "Fieldfare",
        "mother-address": "2 Sedge Row, Merrow", "mother-postcode": "MW3 3AB",
        "pregnancy-babies": "1", "pregnancy-weeks": "27",
        "pregnancy-hospital": "Merrow General Hospital",
        "pregnancy-others": "Rowan, the baby’s father, does not live with her.",
        "worry": "Six appointments missed; nowhere of her own to live.",
        "detail": "Juniper sleeps at a friend’s. She says that she wants help before the birth.",
        "answer": "agreed", "agreed_to": "That you ring her", "told_who": "Juniper",
        "basis": "public_task", "unknown": "mother-nhs",
        **_days("mother-born_on", today - timedelta(days=7400)),
        **_days("pregnancy-expected_on", today + timedelta(days=91)),
    })
    return sent


def _days(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month),
            f"{name}-year": str(day.year)}
