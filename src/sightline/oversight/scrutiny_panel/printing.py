"""The agenda and the decisions of a day on paper, made for one reader of it.

The paper holds the children whom both may open: whoever prints it, and whoever it is made for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sightline.access.audit.actions import change
from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.access.policy.scope import grounds_of
from sightline.base.components.words import day, plural
from sightline.base.documents import (
    Bullets,
    Document,
    FieldList,
    Heading,
    Paragraph,
    Recipient,
    html,
    pdf,
)
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.oversight.scrutiny_panel.forms import RUN
from sightline.oversight.scrutiny_panel.models import Seat
from sightline.oversight.scrutiny_panel.views import VIEW, seated, shown, sitting_of

if TYPE_CHECKING:
    from datetime import date

    from sightline.base.documents.blocks import Block
    from sightline.oversight.scrutiny_panel.models import Sitting
    from sightline.oversight.scrutiny_panel.queries import Asked, Discussion, Line

NO_CHILD = (
    "There is no child on this paper: those on the agenda are shown only to whoever may open "
    "their record."
)


def _whom(request: HttpRequest, sitting: Sitting) -> Seat | None:
    """The member whom the paper is made for; none for whoever prints it."""
    asked = key(request.GET.get("for"))
    if asked is None:
        return None
    rows = Seat.objects.on(sitting.on).filter(authority=sitting.authority)
    seat: Seat = get_object_or_404(rows.select_related("worker__user"), pk=asked)
    return seat


def _made(request: HttpRequest, sitting: Sitting) -> tuple[Document, Seat | None]:
    user: Any = request.user
    seat = _whom(request, sitting)
    rows, seen = shown(user, sitting.authority, sitting.on)
    if seat is not None:
        reader = seat.worker.user if seat.worker is not None else None
        theirs = grounds_of(reader, [line.child.pk for line in rows]) if reader else {}
        rows = [line for line in rows if line.child.pk in theirs]
    ids = [line.child.pk for line in rows]
    noted(request, "scrutiny_panel", ids, seen)
    change(
        user=user, action="scrutiny panel: printed", kind="sitting", ident=sitting.pk,
        authority_id=sitting.authority_id,
        payload={"children": ids, "for": seat.name if seat is not None else ""},
    )
    role = ", ".join(each.title for each in user.roles(sitting.authority_id))
    recipient = (
        Recipient(seat.name, ", ".join(filter(None, (seat.post, seat.get_agency_display()))))
        if seat is not None else Recipient(user.display_name, role)
    )
    return document(sitting, rows, recipient), seat


def document(sitting: Sitting, rows: list[Line], recipient: Recipient) -> Document:
    """The paper of a day: its agenda, and of whoever was looked at what was decided."""
    place = ", ".join(filter(None, (f"{sitting.starts:%H:%M}" if sitting.starts else "",
                                    sitting.place)))
    blocks: list[Block] = [Paragraph(place)] if place else []
    for line in rows:
        blocks += _child(line, sitting.on)
    if not rows:
        blocks.append(Paragraph(NO_CHILD))
    return Document(
        title=f"Scrutiny panel, {day(sitting.on)}", recipient=recipient, blocks=blocks,
        sender=sitting.authority.name,
    )


def _child(line: Line, on: date) -> Iterator[Block]:
    child, worker, team = line.child, line.step.owner_worker, line.step.owner_team
    yield Heading(f"{child.display_name}, {line.age}")
    held = ", ".join(filter(None, (
        worker.name if worker else "", team.name_now if team else "")))
    yield FieldList([
        ("Reference", child.ref or ""), ("Worker", held or "Nobody"),
        ("Before the panel", plural(line.days, "day")),
    ])
    seen, _ = line.seen_by(on)
    why = [*line.by_hand, *(f"{each.title}. {each.words}" for each in seen)]
    if why:
        yield Heading("Why", 2)
        yield Bullets(why)
    last = line.before(on)
    if last is not None:
        yield from _decided(last, f"Decided on {day(last.event.happened_on)}")
    now = line.on_day(on)
    if now is not None:
        yield from _decided(now, "Decided on this day")
    elif on < today():
        yield Paragraph("The panel did not reach this child; it is on the next agenda.")
    if line.ending:
        yield Paragraph(f"{line.ended}: {line.ending}")


def _decided(told: Discussion, title: str) -> Iterator[Block]:
    yield Heading(title, 2)
    if told.moving:
        yield Paragraph(f"Is the work moving? {told.moving}.")
    if told.looked is not None and told.looked.heard:
        yield Paragraph(told.looked.heard)
    if told.looked is not None and told.looked.in_the_way:
        yield Paragraph(f"In the way: {told.looked.in_the_way}")
    said = told.decision.rationale if told.decision is not None else ""
    yield Paragraph(f"Decided: {said or 'no decision is written down.'}")
    if told.asked:
        yield Bullets([_asked(each) for each in told.asked])


def _asked(asked: Asked) -> str:
    task = asked.task
    due = f", by {day(task.due_on)}" if task.due_on else ""
    if asked.owed:
        return f"{task.text}: {asked.who}{due}{', late' if asked.late else ''}"
    said = f": {task.evidence}" if task.evidence else ""
    return f"{task.text}: done on {day(task.done_on)}{said}"


@permission(VIEW, lent=seated)
@require_GET
def paper(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The paper as it will be printed; who runs the panel makes it for a member by choice."""
    sitting = sitting_of(request, meeting_id)
    made, seat = _made(request, sitting)
    seats = Seat.objects.on(sitting.on).filter(authority=sitting.authority)
    context = {
        "sitting": sitting, "paper": html(made), "seat": seat,
        "seats": seats if request.user.may(RUN, sitting.authority_id) else [],  # type: ignore[union-attr]
    }
    return render(request, "scrutiny_panel/paper.jinja", context)


@permission(VIEW, lent=seated)
@require_GET
def paper_pdf(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The same as a PDF."""
    sitting = sitting_of(request, meeting_id)
    made, _ = _made(request, sitting)
    answer = HttpResponse(pdf(made), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="scrutiny-panel-{sitting.on}.pdf"'
    return answer
