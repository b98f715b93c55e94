"""The pages of allocation: name a worker, end a worker's part, say what happens meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.people.workforce.lookups import called
from sightline.people.workforce.models import Team, Worker
from sightline.record.allocation.actions import allocate_together, end_allocation, keep_in_view
from sightline.record.allocation.choosing import (
    held_elsewhere,
    journeys,
    numbers_to_know,
    siblings_open,
    team_of,
    teams_of_authority,
    workers_offered,
)
from sightline.record.allocation.forms import AllocateForm, EndForm, PlaceForm, WaitForm
from sightline.record.allocation.models import Involvement
from sightline.record.allocation.queries import current_allocations, history
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User


def _back(child: Person, team: Team | None) -> str:
    """Where the person goes on: the list of the team that holds the child, else the child."""
    if team is not None:
        try:
            return reverse("worklists:team", args=[team.pk])
        except NoReverseMatch:
            pass
    return reverse("child", args=[child.pk])


def _chosen_team(request: HttpRequest, child: Person, steps: list[Step]) -> Team | None:
    asked = key(request.GET.get("team"))
    if asked is not None:
        return teams_of_authority(child.authority_id).filter(pk=asked).first()
    return team_of(steps)


def _typed(request: HttpRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.kept.data if request.kept is not None else None  # type: ignore[attr-defined]


@child_page("allocation.decide", refills=True)
def allocate(request: HttpRequest, child_id: int) -> HttpResponse:
    """Name a worker for a child, and for brothers and sisters if wished."""
    child = get_object_or_404(Person, pk=child_id)
    steps = journeys(child_id)
    team = _chosen_team(request, child, steps)
    workers = workers_offered(team, child.authority_id, request.user)
    form = AllocateForm(
        _typed(request), workers=workers,
        siblings=siblings_open(child_id, request.user) if steps else [],
    )
    if request.method == "POST" and steps and form.is_valid():
        worker = get_object_or_404(Worker, pk=form.cleaned_data["worker"])
        try:
            beside = _allocate(request, child, steps, worker, team, form.cleaned_data)
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            if beside:
                return _to_hand_over(request, child, worker, beside, team)
            messages.success(request, f"{child.display_name} is allocated to {worker.name}.")
            if warning := numbers_to_know(worker, child.authority_id, request.user):
                messages.warning(request, warning)
            return redirect(_back(child, team_of(steps)))
    teams = [(t.pk, t.name_now) for t in teams_of_authority(child.authority_id)]
    here = team.pk if team is not None else None
    before = [row for row in history(child_id) if row.until_on is not None]
    context = {
        "child": child, "steps": steps, "team": team, "form": draw(form),
        "offered": bool(workers), "teams": teams, "here": here,
        "holder": team_of(held_elsewhere(steps, team)),
        "choose": draw(PlaceForm(initial={"team": here}, teams=teams)),
        "involved": current_allocations([child_id]).get(child_id, []),
        "history": before,
        "called": called(row.team_id for row in before if row.worker_id is None),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "allocation/allocate.jinja", context, status=status)


def _allocate(
    request: HttpRequest, child: Person, steps: list[Step], worker: Worker, team: Team | None,
    given: dict[str, Any],
) -> list[Step]:
    """Allocate every open journey of the child, and of those who go with them.

    A lead of another team works with the child from that day, beside the team that holds the work:
    returned is the work that this team goes on answering for until the other accepts it.
    """
    allowed = {sibling.pk for sibling in siblings_open(child.pk, request.user)}
    together = [pk for pk in given.get("together", ()) if pk in allowed]
    every = [*steps, *(step for pk in together for step in journeys(pk))]
    lead = given["role"] == InvolvementRole.LEAD
    beside = held_elsewhere(every, team) if lead else []
    told: dict[str, Any] = {
        "worker": worker, "by": cast("User", request.user), "on": given["on"] or today(),
        "reason": given["reason"],
    }
    with transaction.atomic():
        allocate_together(steps=[step for step in every if step not in beside],
                          role=given["role"], team=team if lead else None, **told)
        allocate_together(steps=beside, role=InvolvementRole.CO_WORKER, **told)
    return beside


def _to_hand_over(
    request: HttpRequest, child: Person, worker: Worker, beside: list[Step], team: Team | None
) -> HttpResponse:
    """Say who still answers for the child, and go on to asking the other team to take it over."""
    holder = team_of(beside)
    messages.success(
        request, f"{worker.name} is recorded as working with {child.display_name}. "
        f"{holder.name_now if holder else 'The team'} goes on answering for the child until "
        f"{team.name_now if team else 'the other team'} accepts.",
    )
    query = f"?team={team.pk}" if team is not None else ""
    return redirect(reverse("handover:send", args=[child.pk]) + query)


@child_page("allocation.decide", refills=True)
def end(request: HttpRequest, child_id: int, involvement_id: int) -> HttpResponse:
    """A worker's part is over; a child whose lead ends stays with the team, to be allocated."""
    child = get_object_or_404(Person, pk=child_id)
    part = get_object_or_404(
        Involvement.objects.current().select_related("worker", "team", "step"),
        pk=involvement_id, child_id=child_id, worker__isnull=False,
    )
    by, worker = cast("User", request.user), cast("Worker", part.worker)
    form = EndForm(_typed(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_allocation(
                step=part.step, worker=worker, role=part.role, by=by,
                on=form.cleaned_data["on"] or today(), reason=form.cleaned_data["reason"],
            )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{worker.name}’s part has ended.")
            return redirect(_back(child, part.team))
    title = f"End {worker.name}’s part"
    words = f"{part.get_role_display()} since {part.since_on:%-d %B %Y}."
    if part.role == "lead":
        words += " The child stays with the team, listed first, until somebody is named."
    return _form(request, child, form, title, words, "End this part")


@child_page("allocation.decide", refills=True)
def wait(request: HttpRequest, child_id: int) -> HttpResponse:
    """A manager says what keeps a child safe until a worker is named."""
    child = get_object_or_404(Person, pk=child_id)
    waiting = [step for step in journeys(child_id) if step.owner_team is not None]
    form = WaitForm(_typed(request))
    if request.method == "POST" and form.is_valid() and waiting:
        try:
            for step in waiting:
                keep_in_view(
                    step=step, risk=form.cleaned_data["risk"], by=cast("User", request.user),
                    on=today(),
                )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Written down for {child.display_name}.")
            return redirect(_back(child, waiting[0].owner_team))
    words = "" if waiting else "No team holds this child’s open work: there is no list to wait on."
    return _form(request, child, form, "Until a worker is named", words, "Write it down")


def _form(
    request: HttpRequest, child: Person, form: Any, title: str, words: str, button: str
) -> HttpResponse:
    context = {"child": child, "form": draw(form), "title": title, "words": words,
               "button": button, "back": reverse("allocation:allocate", args=[child.pk])}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "allocation/form.jinja", context, status=status)
