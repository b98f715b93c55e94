"""A board's year built to the totals of a published one; every name is invented.

The totals are those of figures F187 to F198: a board's annual report for 2012-13, appendix 1. The
report's grid is not copied: the marks are placed so that every row and column comes to what it
printed. A letter a meeting: Y attended, N absent, S substitute, a full stop no mark.
"""

from datetime import date

from sightline.partnership.board.actions import (
    add_seat,
    found_body,
    hold_meeting,
    mark_attendance,
)

DAYS = [
    date(2012, 6, 14), date(2012, 9, 13), date(2012, 12, 4), date(2013, 2, 12), date(2013, 3, 12),
]
GROUP_DAYS = [date(2012, 5, 16), date(2012, 8, 23), date(2012, 11, 14), date(2013, 2, 13)]
BOARD = [
    ("authority", "Director", "YYYYY"),
    ("independent", "Chair", "YYYYY"),
    ("independent", "Business manager", "YYYYY"),
    ("health, community", "Designated doctor", "YYYYY"),
    ("authority", "Head of prevention", "..YYY"),
    ("authority", "Assistant director", "Y...Y"),
    ("police", "Detective chief inspector", "....."),
    ("courts advisory service", "Service manager", "NNNNN"),
    ("equality council", "Director", "NNNNN"),
    ("general practice", "Lead GP", "NNYNN"),
    ("probation", "Head", "YNYNN"),
    ("adult care", "Adult safeguarding", "YYNNN"),
    ("schools", "Head teacher", "NYYNN"),
    ("college", "Principal", "NNYYN"),
    ("authority", "Learning and development lead", "NNYNY"),
    ("independent", "Trainer", "YYNNN"),
    ("lay", "Lay member one", "NYYNN"),
    ("authority", "Head of social care", "YNNYS"),
    ("hospital", "Director of nursing", "YNYNS"),
    ("abuse investigation team", "Detective inspector", "YYYNS"),
    ("hospital", "Representative 1", "NYYYY"),
    ("hospital", "Representative 2", "YYYNY"),
    ("hospital", "Representative 3", "YYYYN"),
    ("health, community", "Representative 4", "YYYNY"),
    ("health, community", "Representative 5", "YYYYN"),
    ("voluntary", "Representative 6", "NYYYY"),
    ("voluntary", "Representative 7", "YNYYN"),
    ("voluntary", "Representative 8", "YNYYN"),
    ("lay", "Representative 9", "YNNYY"),
    ("mental health trust", "Representative 10", "YYYYN"),
    ("health commissioner", "Representative 11", "YYYNY"),
    ("legal", "Representative 12", "YNYYY"),
    ("domestic violence", "Representative 13", "YYYNY"),
    ("housing", "Representative 14", "NYNYY"),
    ("authority", "Representative 15", "YYNYN"),
    ("authority", "Representative 16", ".YYNY"),
    ("youth", "Representative 17", "NYYY."),
]
# the third meeting has seven who came and a substitute, which the report counts as eight of nine
GROUP = [
    ("authority", "Chair of the group", "YYYY"), ("authority", "Manager", "YYYY"),
    ("health", "Nurse", "YYYN"), ("health", "Doctor", "NYYY"), ("police", "Inspector", "YYNY"),
    ("schools", "Adviser", "YNYY"), ("housing", "Manager", "NYYY"), ("legal", "Solicitor", "YYSN"),
    ("voluntary", "Director", "NNY."), ("lay", "Lay member", "...Y"),
]
MARKS = {"Y": "Y", "N": "N", "S": "Sub", ".": ""}


def make(authority, by, *, name, rows, days, kinds=None):
    """The body of the rows, with its meetings marked."""
    body = found_body(authority=authority, name=name, kind="lscb", by=by)
    seats = [add_seat(body=body, role=role, agency=agency, by=by) for agency, role, _ in rows]
    for n, day in enumerate(days):
        meeting = hold_meeting(body=body, held_on=day, by=by, kind=(kinds or {}).get(n, "ordinary"))
        marks = {
            seat.pk: MARKS[letters[n]] for seat, (_, _, letters) in zip(seats, rows, strict=True)
        }
        mark_attendance(meeting=meeting, marks=marks, by=by)
    return body
