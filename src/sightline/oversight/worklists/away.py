"""When a worker is away and who covers: put down by themselves, or by who answers for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import today
from sightline.base.numbers import key
from sightline.oversight.worklists.teams import team_here
from sightline.people.persons.given import FactRefused
from sightline.people.workforce.actions import be_away, come_back
from sightline.people.workforce.lookups import (
    absences_of,
    away_of,
    members_of,
    worker_of,
)
from sightline.people.workforce.models import Absence, TeamMembership, Worker

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


class AwayForm(forms.Form):
    """From when until when somebody is away, and who answers for their children meanwhile."""

    since = DayField(label="What is the first day away?")
    until = DayField(label="On which day are they back?", required=False,
                     help_text="Leave it empty if nobody knows yet.")
    why = forms.ChoiceField(
        label="Why?", choices=Absence.Why.choices, widget=forms.RadioSelect,
        help_text="Only who answers for the team sees this. Lists say away, and never why.",
    )
    covered_by = forms.TypedChoiceField(
        label="Who covers?", coerce=int, required=False, empty_value=None,
        help_text="They see the children, and what waits for an answer, on those days.",
    )

    def __init__(self, *args: Any, covers: list[Worker], **kwargs: Any) -> None:
        kwargs["initial"] = {"since": today(), "why": Absence.Why.LEAVE}
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["covered_by"]
        chosen.widget.attrs["data-named"] = ""
        chosen.choices = [("", "Nobody yet"), *((each.pk, each.name) for each in covers)]


def who_may_cover(request: HttpRequest, worker: Worker) -> QuerySet[Worker]:
    """Who may answer for a worker's children: colleagues of a team, and managers here.

    Whoever covers may read the children, so nobody else is offered.
    """
    here = TeamMembership.objects.in_force(today()).filter(
        team__authorities=current_authority(request)
    )
    teams = here.filter(worker=worker).values("team_id")
    near = here.filter(Q(team_id__in=teams) | Q(manager=True)).values("worker_id")
    found = Worker.objects.in_force(today()).filter(pk__in=near).exclude(pk=worker.pk)
    return found.order_by("name", "pk")


def _page(request: HttpRequest, worker: Worker, back: str, here: str) -> HttpResponse:
    """A worker's absences, with a form for another; what is wrong stands beside what was typed."""
    absences = absences_of([worker.pk]).get(worker.pk, [])
    pressed = key(request.POST.get("back")) if request.method == "POST" else None
    if pressed:
        return _back_at_work(request, worker, [a for a in absences if a.pk == pressed], here)
    covers = list(who_may_cover(request, worker))
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    form = AwayForm(typed, covers=covers)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            be_away(
                worker=worker, by=cast("User", request.user), on=given["since"],
                until=given["until"], why=given["why"],
                covered_by=next(
                    (each for each in covers if each.pk == given["covered_by"]), None
                ),
            )
        except FactRefused as refused:
            form.add_error("until", str(refused))
        else:
            messages.success(request, f"Recorded: {worker.name} is away.")
            return redirect(here)
    context = {
        "worker": worker, "absences": absences, "away": away_of([worker.pk]).get(worker.pk),
        "form": draw(form), "back": back, "now_on": today(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "worklists/away.jinja", context, status=status)


def _back_at_work(
    request: HttpRequest, worker: Worker, found: list[Absence], here: str
) -> HttpResponse:
    for absence in found:
        come_back(absence=absence, by=cast("User", request.user), on=today())
        messages.success(request, f"{worker.name} is back at work.")
    return redirect(here)


@permission("caseload.view", refills=True)
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own leave, and who covers."""
    worker = worker_of(request.user)
    if worker is None:
        raise Http404("You are not on the list of workers, so there is no leave to put down.")
    return _page(request, worker, reverse("worklists:work"), reverse("worklists:away"))


@permission("team.view", refills=True)
@require_http_methods(["GET", "POST"])
def worker(request: HttpRequest, team_id: int, worker_id: int) -> HttpResponse:
    """The leave of somebody of a team, put down by who answers for it."""
    team = team_here(request, team_id)
    found = members_of(team.pk).filter(pk=worker_id).first() or Worker.objects.filter(
        pk=worker_id, steps_owned__owner_team=team, steps_owned__closed_on__isnull=True
    ).first()
    if found is None:
        raise Http404("Nobody of that number works in this team.")
    return _page(
        request, found, reverse("worklists:workers", args=[team.pk]),
        reverse("worklists:worker", args=[team.pk, found.pk]),
    )
