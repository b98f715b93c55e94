"""Who sits on the panel, and the days on which it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.policy.guard import permission
from sightline.base.forms.drawing import DayField, draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.dates import offered, sittings
from sightline.oversight.scrutiny_panel.forms import RUN
from sightline.oversight.scrutiny_panel.models import Seat
from sightline.oversight.scrutiny_panel.views import sitting_of
from sightline.oversight.worklists.front_door import authority_of
from sightline.people.workforce.lookups import workers_offered_to
from sightline.people.workforce.models import Worker
from sightline.record.meetings.models import Agency
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: Who is no agency of a panel: it talks about a family, and not with it.
NOT_ASKED = (Agency.FAMILY, Agency.CHILD, Agency.ADVOCATE)
WORKERS = 400


class SeatForm(forms.Form):
    """Somebody takes a seat."""

    part = forms.ChoiceField(
        label="What do they do on the panel?", choices=Seat.Part.choices,
        initial=Seat.Part.MEMBER, widget=forms.RadioSelect,
    )
    agency = forms.ChoiceField(
        label="For which agency?",
        choices=[(each.value, each.label) for each in Agency if each not in NOT_ASKED],
    )
    name = forms.CharField(label="Who is it?", max_length=120)
    post = forms.CharField(
        label="What is their post?", max_length=120, required=False,
        help_text="For example Detective inspector or Designated nurse.",
    )
    worker = forms.ChoiceField(
        label="Under which name do they sign in here?", required=False,
        help_text="Somebody of children’s social care may then read the children before the "
        "panel. Somebody of another agency is shown those they may open already.",
    )
    since_on = DayField(label="From which day?")

    def __init__(self, *args: Any, reader: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["worker"].choices = [  # type: ignore[attr-defined]
            ("", "They do not"), *workers_offered_to(reader, WORKERS)
        ]


class DayForm(forms.Form):
    """A day on which the panel meets."""

    on = DayField(label="On which day does the panel meet?")
    starts = forms.TimeField(
        label="At what time?", required=False, help_text="For example 14:00.",
        input_formats=["%H:%M", "%H.%M"],
    )
    place = forms.CharField(label="Where?", max_length=120, required=False)

    def clean_on(self) -> Any:
        """A day to come: what was held is recorded child by child."""
        on = self.cleaned_data["on"]
        if on < today():
            raise forms.ValidationError("This day has passed. Give today or a later day.")
        return on


class CallOffForm(forms.Form):
    """The panel does not meet after all."""

    why = forms.CharField(label="Why does the panel not meet on that day?", max_length=200)


def _typed(request: HttpRequest) -> Any:
    kept = getattr(request, "kept", None)
    return request.POST if request.method == "POST" else kept.data if kept else None


@permission(RUN, refills=True)
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest) -> HttpResponse:
    """Everybody with a seat, those who had one, and a new seat."""
    authority, user = authority_of(request), cast("User", request.user)
    rows = Seat.objects.filter(authority=authority).select_related("worker")
    ending = key(request.POST.get("_end")) if request.method == "POST" else None
    if ending is not None:
        actions.end_seat(
            seat=get_object_or_404(rows, pk=ending, until_on__isnull=True), by=user, on=today()
        )
        return redirect("scrutiny_panel:members")
    form = SeatForm(_typed(request), reader=user, initial={"since_on": today()})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        worker = Worker.objects.filter(pk=key(told.pop("worker")) or 0).first()
        actions.seat(authority=authority, by=user, worker=worker, **told)
        messages.success(request, f"{told['name']} sits on the panel.")
        return redirect("scrutiny_panel:members")
    context = {
        "seats": list(rows), "questions": draw(form), "today": today(),
        "wrong": form.is_bound and bool(form.errors),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scrutiny_panel/members.jinja", context, status=status)


@permission(RUN, refills=True)
@require_http_methods(["GET", "POST"])
def days(request: HttpRequest) -> HttpResponse:
    """The next day on which the panel meets; a month after the last is offered."""
    authority, user = authority_of(request), cast("User", request.user)
    last = sittings(authority.pk).order_by("-on").first()
    first = {"on": offered(authority.pk)}
    if last is not None:
        first |= {"starts": last.starts, "place": last.place}
    form = DayForm(_typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        sitting = actions.set_day(authority=authority, by=user, **form.cleaned_data)
        return redirect("scrutiny_panel:agenda", sitting.pk)
    return _form(request, form, "When the panel meets", "Set this day")


@permission(RUN, refills=True)
@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The panel does not meet on that day; its children are on the next agenda."""
    sitting, user = sitting_of(request, meeting_id), cast("User", request.user)
    form = CallOffForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.call_off(sitting=sitting, by=user, **form.cleaned_data)
        except RecordError as refused:
            form.add_error("why", str(refused))
        else:
            messages.success(request, "Called off. Its children are on the next agenda.")
            return redirect("scrutiny_panel:home")
    return _form(request, form, "The panel does not meet", "Call it off")


def _form(request: HttpRequest, form: forms.Form, title: str, button: str) -> HttpResponse:
    context = {
        "questions": draw(form), "title": title, "button": button,
        "wrong": form.is_bound and bool(form.errors),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scrutiny_panel/form.jinja", context, status=status)
