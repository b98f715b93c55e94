"""The pages of interpreters: each meeting with who needs one, who was asked, and who came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from sightline.access.policy import visible_children
from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.record.interpreters import actions
from sightline.record.interpreters.forms import OTHER, AskForm, HeldForm, SaidForm
from sightline.record.interpreters.models import Booking
from sightline.record.interpreters.process import ANSWERED
from sightline.record.interpreters.queries import Interpreting, Needed, interpreting
from sightline.record.interpreters.wanting import Met, meetings
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: How far back meetings are shown, and still told of.
BACK_DAYS = 90


@dataclass
class Desk:
    """One child's meetings with who needs an interpreter at each, in front of one person."""

    child: Person
    found: Interpreting
    met: list[Met]

    @property
    def needs(self) -> list[Needed]:
        """Those who need one."""
        return self.found.needs.get(self.child.pk, [])

    @property
    def ahead(self) -> list[Met]:
        """What lies ahead, the soonest first."""
        return [met for met in self.met if met.ahead]

    @property
    def held(self) -> list[Met]:
        """What was held, the latest first."""
        return [met for met in reversed(self.met) if not met.ahead]

    @property
    def others(self) -> list[Any]:
        """What was asked for something that is on neither list."""
        shown = {(met.what, met.on) for met in self.met}
        return [one for one in self.found.bookings if (one.what, one.on) not in shown]

    def alike(self, person_id: int) -> list[Needed]:
        """Those who speak the language of one of them: one interpreter does for them all."""
        spoken = {one.language.lower() for one in self.needs if one.person_id == person_id}
        return [one for one in self.needs if one.language.lower() in spoken]


def _desk(request: HttpRequest, child_id: int) -> Desk:
    child = get_object_or_404(Person.objects.select_related("authority"), pk=child_id)
    since = today() - timedelta(days=BACK_DAYS)
    found = interpreting([child_id], request.user, since=since)
    met = meetings([child_id], found, back=BACK_DAYS).get(child_id, [])
    return Desk(child, found, met)


def _typed(request: HttpRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.kept.data if request.kept is not None else None  # type: ignore[attr-defined]


def _together(request: HttpRequest, event: Event) -> list[actions.At]:
    """The children of a meeting for whom this person may record, the page's own first."""
    rows = [event]
    if event.occasion_id is not None:
        mine = visible_children(request.user, permission="journey.record")
        others = Event.objects.standing().filter(
            occasion_id=event.occasion_id, child_id__in=mine
        ).exclude(pk=event.pk)
        rows += others.select_related("child", "step").order_by("pk")
    return [(cast("Person", row.child), row.step) for row in rows]


def _asked(
    request: HttpRequest, form: Form, child: Person, title: str, button: str, hint: str = ""
) -> HttpResponse:
    context = {"form": draw(form), "child": child, "title": title, "button": button, "hint": hint}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "interpreters/ask.jinja", context, status=status)


@require_GET
@child_page("child.read")
def interpreters(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who needs an interpreter, each meeting ahead and held, and what was booked."""
    return render(request, "interpreters/interpreters.jinja", {"desk": _desk(request, child_id),
                                                               "child_id": child_id})


@child_page("journey.record", refills=True)
def ask(request: HttpRequest, child_id: int) -> HttpResponse:
    """Record that an interpreter was asked for, for one of the meetings ahead or for another."""
    desk = _desk(request, child_id)
    ahead = {str(met.event.pk): met for met in desk.ahead}
    asked = desk.alike(key(request.GET.get("person", "")) or 0)
    form = AskForm(
        _typed(request), people=[(one.person_id, one.words) for one in desk.needs],
        meetings=[(pk, met.call) for pk, met in ahead.items()],
        asked={"people": [one.person_id for one in asked], "meeting": request.GET.get("for")},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        met = ahead.get(given["meeting"])
        chosen = [one for one in desk.needs if one.person_id in given["people"]]
        with transaction.atomic():
            for one in chosen:
                actions.ask(
                    meeting_of=_together(request, met.event) if met else [(desk.child, None)],
                    person=Person.objects.get(pk=one.person_id), language=one.language,
                    what=met.what if met else OTHER, for_on=met.on if met else given["day"],
                    agency=given["agency"].strip(), words=given["words"].strip(),
                    by=cast("User", request.user), on=given["on"] or today(),
                )
        messages.success(request, "Recorded: an interpreter was asked for.")
        return redirect("interpreters:interpreters", child_id)
    hint = "" if desk.needs else (
        "Nobody of whom you may know is recorded as needing one. Record the language of the "
        "child or parent first, on their own page."
    )
    return _asked(request, form, desk.child, "Ask for an interpreter",
                  "Record that they were asked", hint)


@child_page("journey.record", refills=True)
def said(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """What an interpreter answered, or whether they came; once for everybody at the meeting."""
    desk = _desk(request, child_id)
    if event_id not in {one.event_id for one in desk.found.bookings}:
        raise Http404("There is no such booking of which you may know.")
    rows = Booking.objects.standing().select_related("event__child", "event__step", "person")
    booking = get_object_or_404(rows, event_id=event_id, event__child_id=child_id)
    form = SaidForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        alike = _alike(request, desk, booking)
        verb = actions.answer if given["outcome"] in ANSWERED else actions.attend
        try:
            verb(bookings=[booking, *alike], outcome=given["outcome"],
                 words=given["words"].strip(), by=cast("User", request.user),
                 on=given["on"] or today())
        except RecordError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, "Recorded.")
            return redirect("interpreters:interpreters", child_id)
    title = f"The interpreter for {booking.person.display_name}"
    return _asked(request, form, desk.child, title, "Record it")


def _alike(request: HttpRequest, desk: Desk, booking: Booking) -> list[Booking]:
    """The same interpreter at the same meeting, for the others of whom this person may know."""
    children = {child.pk for child, _ in _together(request, booking.event)}
    known = {
        one.event_id for one in interpreting(children, request.user, since=booking.event.for_on)
        .bookings
    }
    rows = Booking.objects.standing().filter(
        event_id__in=known, event__kind=booking.event.kind, event__for_on=booking.event.for_on,
        what=booking.what, agency=booking.agency, language__iexact=booking.language,
    ).exclude(pk=booking.pk)
    return list(rows.select_related("event__child", "event__step").order_by("pk"))


@child_page("journey.record", refills=True)
def held(request: HttpRequest, child_id: int, event_id: int, person_id: int) -> HttpResponse:
    """Whether an interpreter was at a meeting for which nobody had recorded asking."""
    desk = _desk(request, child_id)
    met = next((one for one in desk.held if one.event.pk == event_id), None)
    needed = next((one for one in desk.needs if one.person_id == person_id), None)
    if met is None or needed is None:
        raise Http404("There is no such meeting, or nobody who needed an interpreter at it.")
    form = HeldForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, cast("User", request.user)
        event = Event.objects.select_related("child", "step").get(pk=met.event.pk)
        with transaction.atomic():
            for one in desk.alike(person_id):
                _was_there(_together(request, event), met, one, given, by)
        messages.success(request, "Recorded.")
        return redirect("interpreters:interpreters", child_id)
    names = ", ".join(one.name for one in desk.alike(person_id))
    title = f"{met.call}: the interpreter for {names}"
    return _asked(request, form, desk.child, title, "Record it")


def _was_there(
    meeting_of: list[actions.At], met: Met, needed: Needed, given: dict[str, Any], by: User
) -> None:
    """Record that an interpreter was there for one person, or that there was none."""
    common: dict[str, Any] = {
        "meeting_of": meeting_of, "by": by, "on": met.on, "what": met.what,
        "person": Person.objects.get(pk=needed.person_id), "language": needed.language,
        "words": given["words"].strip(),
    }
    if given["outcome"] != "came":
        actions.went_without(**common)
        return
    events = actions.ask(**common, for_on=met.on, agency=given["agency"].strip())
    rows = Booking.objects.filter(event__in=events).select_related("event__child", "event__step")
    actions.attend(bookings=list(rows.order_by("pk")), outcome="came", by=by, on=met.on)
