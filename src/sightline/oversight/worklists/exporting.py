"""A worklist as a file for a spreadsheet: the same children as on screen, and a line of audit."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse

from sightline.access.audit import change
from sightline.access.policy.here import current_authority
from sightline.access.policy.noting import noted
from sightline.base.components.due import chip
from sightline.base.components.words import age_words
from sightline.base.moments import today

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.oversight.worklists.rows import Row
    from sightline.people.persons.models import Person

HEADINGS = (
    "Reference", "Name", "Age", "Open", "Lead worker", "Next due", "Due on", "How it stands",
    "Overdue", "Last seen on", "Days since seen", "Plan gaps",
)
#: What a spreadsheet would run as a formula; some read the wide signs of a Japanese keyboard too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def spreadsheet(
    request: HttpRequest, rows: Sequence[Row], *, kind: str, ident: int | None
) -> HttpResponse:
    """The rows of a worklist as comma-separated values."""
    return written(
        request, HEADINGS, [_cells(row) for row in rows], kind=kind, ident=ident,
        children=[row.child.pk for row in rows],
    )


def written(
    request: HttpRequest, headings: Sequence[str], cells: Sequence[Sequence[str]], *, kind: str,
    ident: int | None, children: Sequence[int],
) -> HttpResponse:
    """Lines as comma-separated values; that these children were taken out is in the trail.

    It is in what was done with lists, and in what was read of each child.
    """
    noted(request, "list_file", children, {})
    authority, user = current_authority(request), cast("User", request.user)
    change(
        user=user, action="list.exported", kind=kind, ident=ident,
        authority_id=authority.pk if authority is not None else None,
        payload={"children": list(children)},
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{kind}-{today():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(headings)
    writer.writerows([[_safe(cell) for cell in line] for line in cells])
    return response


def of_line(child: Person | None, name: str, cells: Sequence[str]) -> list[str]:
    """A line of a board for a spreadsheet: who it is about, then its cells."""
    if child is None:
        return ["", name, "", *cells]
    age = child.over or age_words(child.born_on, child.expected_on)
    return [child.ref or "", child.display_name, age, *cells]


def _cells(row: Row) -> list[str]:
    due = row.next
    return [
        row.child.ref or "", row.child.display_name, row.age, row.open_words,
        row.worker.name if row.worker is not None else "",
        due.title if due is not None else "",
        due.due_on.isoformat() if due is not None and due.due_on is not None else "",
        chip(due).words if due is not None else "", str(row.late),
        row.seen_on.isoformat() if row.seen_on is not None else "",
        "" if row.days_since_seen is None else str(row.days_since_seen), "; ".join(row.gaps),
    ]


def _safe(cell: str) -> str:
    """The cell as words: a name that begins like a formula is not run as one."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
