"""The board's pages: its bodies, the grid of a year, and the marks of one meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority, holds
from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.partnership.board import actions, forms, periods
from sightline.partnership.board.actions import BoardRefused
from sightline.partnership.board.attendance import Attendance, attendance
from sightline.partnership.board.export import as_csv
from sightline.partnership.board.models import Body, Mark, Meeting, Seat

if TYPE_CHECKING:
    from sightline.access.users.models import User

MANAGE = "board.manage"


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _bodies(request: HttpRequest) -> Any:
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so there is no board to show.")
    return Body.objects.filter(authority=authority).order_by("name")


def _body(request: HttpRequest, body_id: int) -> Body:
    body: Body = get_object_or_404(_bodies(request).select_related("parent"), pk=body_id)
    return body


def _meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    rows = Meeting.objects.filter(body__in=_bodies(request)).select_related("body")
    meeting: Meeting = get_object_or_404(rows, pk=meeting_id)
    return meeting


def _typed(request: HttpRequest) -> Any:
    """What is posted, or what was typed here before a session ended."""
    kept = getattr(request, "kept", None)
    return request.POST if request.method == "POST" else (kept.data if kept else None)


@permission("board.view")
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies of the partnership, each with its latest year."""
    rows = []
    for body in _bodies(request).select_related("parent"):
        years = periods.years(body)
        year = years[0] if years else None
        found = attendance(body, year.since, year.until) if year else None
        rows.append((body, year, found))
    return render(request, "board/bodies.jinja", {"rows": rows, "manages": holds(request, MANAGE)})


@permission(MANAGE, refills=True)
@require_http_methods(["GET", "POST"])
def new_body(request: HttpRequest) -> HttpResponse:
    """Set up a body."""
    form = forms.BodyForm(_typed(request), bodies=_bodies(request), auto_id="%s")
    if request.method == "POST" and form.is_valid():
        try:
            body = actions.found_body(
                authority=cast(Any, current_authority(request)), by=_user(request),
                **form.cleaned_data,
            )
        except BoardRefused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("board:seats", body.pk)
    return _form(request, form, "Set up a body", "board:bodies")


def _form(
    request: HttpRequest, form: Any, title: str, back: str, *args: Any, withdraw: bool = False
) -> HttpResponse:
    context = {"questions": draw(form), "title": title, "back": back, "back_args": args,
               "wrong": form.is_bound and bool(form.errors), "withdraw": withdraw}
    status = 422 if request.method == "POST" else 200
    return render(request, "board/form.jinja", context, status=status)


def _year(request: HttpRequest, body: Body) -> periods.Year:
    asked = key(request.GET.get("year")) or 0
    if 1900 < asked < 2200:
        return periods.Year(asked)
    held = periods.years(body)
    return held[0] if held else periods.year_of(today())


def _found(request: HttpRequest, body_id: int) -> tuple[periods.Year, Attendance]:
    body = _body(request, body_id)
    year = _year(request, body)
    return year, attendance(body, year.since, year.until)


@permission("board.view")
@require_GET
def grid(request: HttpRequest, body_id: int) -> HttpResponse:
    """Who came to each meeting of a year, by seat and by agency, and what it comes to."""
    year, found = _found(request, body_id)
    days = [held.meeting.held_on for held in found.meetings]
    odd = [words for held in found.meetings for words in periods.odd(held.meeting, days)]
    context = {
        "found": found, "body": found.body, "year": year, "years": periods.years(found.body),
        "odd": odd, "kinds": periods.counted(found.kinds), "manages": holds(request, MANAGE),
    }
    return render(request, "board/grid.jinja", context)


@permission("board.view")
@require_GET
def export(request: HttpRequest, body_id: int) -> HttpResponse:
    """The same counts as a file for a spreadsheet."""
    year, found = _found(request, body_id)
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="attendance-{body_id}-{year}.csv"'
    return response


@permission(MANAGE, refills=True)
@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest, body_id: int) -> HttpResponse:
    """The seats of a body: who sits, for which agency, from when until when."""
    body = _body(request, body_id)
    ending = request.method == "POST" and key(request.POST.get("_end")) is not None
    form = forms.SeatForm(None if ending else _typed(request), auto_id="%s")
    if ending:
        seat = get_object_or_404(Seat, body=body, pk=key(request.POST["_end"]))
        try:
            actions.end_seat(seat=seat, by=_user(request), on=today())
        except BoardRefused as refused:
            messages.error(request, str(refused))
        return redirect("board:seats", body.pk)
    if request.method == "POST" and form.is_valid():
        actions.add_seat(body=body, by=_user(request), **form.cleaned_data)
        return redirect("board:seats", body.pk)
    context = {"body": body, "seats": body.seats.all(), "questions": draw(form), "today": today(),
               "wrong": form.is_bound and bool(form.errors)}
    status = 422 if request.method == "POST" else 200
    return render(request, "board/seats.jinja", context, status=status)


@permission(MANAGE, refills=True)
@require_http_methods(["GET", "POST"])
def new_meeting(request: HttpRequest, body_id: int) -> HttpResponse:
    """Record a meeting."""
    body = _body(request, body_id)
    form = forms.MeetingForm(_typed(request), auto_id="%s")
    if request.method == "POST" and form.is_valid():
        meeting = actions.hold_meeting(body=body, by=_user(request), **form.cleaned_data)
        return redirect("board:meeting", meeting.pk)
    return _form(request, form, f"Record a meeting of {body.name}", "board:grid", body.pk)


@permission("board.view")
@require_GET
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting: who came, what it comes to, and every mark that was corrected."""
    held = _meeting(request, meeting_id)
    found = attendance(held.body, held.held_on, held.held_on)
    own = next((n for n, each in enumerate(found.meetings) if each.meeting.pk == held.pk), None)
    corrected = Mark.objects.filter(meeting=held, superseded_at__isnull=False)
    context = {
        "meeting": held, "own": own, "found": found, "odd": periods.odd(held),
        "corrected": corrected.select_related("seat", "recorded_by", "superseded_by").order_by(
            "superseded_at", "pk"
        ),
        "manages": holds(request, MANAGE), "ahead": held.held_on > today(),
    }
    return render(request, "board/meeting.jinja", context)


@permission(MANAGE, refills=True)
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Mark who came, seat by seat; a mark that changes keeps the one before."""
    held = _meeting(request, meeting_id)
    sat = [seat for seat in held.body.seats.all() if seat.stands_on(held.held_on)]
    standing = {m.seat_id: m.value for m in Mark.objects.standing().filter(meeting=held)}
    typed, wrong = _typed(request), ""
    if request.method == "POST":
        marks = {s.pk: request.POST.get(f"seat-{s.pk}", standing.get(s.pk, "")) for s in sat}
        try:
            actions.mark_attendance(
                meeting=held, marks=marks, by=_user(request),
                reason=request.POST.get("reason", "")[:200],
            )
        except BoardRefused as refused:
            wrong = str(refused)
        else:
            return redirect("board:meeting", held.pk)
    chosen = {
        s.pk: typed.get(f"seat-{s.pk}", "") if typed else standing.get(s.pk, "") for s in sat
    }
    context = {"meeting": held, "seats": sat, "chosen": chosen, "choices": forms.CHOICES,
               "wrong": wrong, "marked": bool(standing), "reason": (typed or {}).get("reason", "")}
    return render(request, "board/mark.jinja", context, status=422 if wrong else 200)


@permission(MANAGE, refills=True)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Put a meeting's day or kind right, or withdraw it, with the reason."""
    held = _meeting(request, meeting_id)
    initial = {"held_on": held.held_on, "kind": held.kind}
    form = forms.CorrectionForm(_typed(request), initial=initial, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if "_withdraw" in request.POST:
            actions.withdraw_meeting(meeting=held, by=_user(request), reason=told["reason"])
            return redirect("board:grid", held.body_id)
        actions.correct_meeting(meeting=held, by=_user(request), **told)
        return redirect("board:meeting", held.pk)
    return _form(request, form, "Correct this meeting", "board:meeting", held.pk,
                 withdraw=held.withdrawn_at is None)
