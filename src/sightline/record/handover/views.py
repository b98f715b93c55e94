"""The pages of a handover: send it, and answer what was sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.people.workforce.lookups import teams_of, worker_of
from sightline.people.workforce.models import Team, Worker
from sightline.record.allocation.choosing import (
    journeys,
    siblings_open,
    teams_of_authority,
    workers_offered,
)
from sightline.record.allocation.queries import current_allocations
from sightline.record.handover import actions
from sightline.record.handover.forms import ACCEPT, AnswerForm, SendForm
from sightline.record.handover.models import Handover
from sightline.record.handover.queries import pending_on
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step


def _typed(request: HttpRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.kept.data if request.kept is not None else None  # type: ignore[attr-defined]


def _list(team: Team | None, child: Person) -> str:
    """The list of a team where there is one, else the child."""
    if team is not None:
        try:
            return reverse("worklists:team", args=[team.pk])
        except NoReverseMatch:
            pass
    return reverse("child", args=[child.pk])


@child_page("allocation.decide", refills=True)
def send(request: HttpRequest, child_id: int) -> HttpResponse:
    """Offer a child's work to another team, or outside; it stays here until it is accepted."""
    child = get_object_or_404(Person, pk=child_id)
    steps = journeys(child_id)
    waiting = next((found for step in steps if (found := pending_on(step))), None)
    teams = [(team.pk, team.name_now) for team in teams_of_authority(child.authority_id)]
    siblings = siblings_open(child_id, request.user) if steps else []
    form = SendForm(_typed(request), teams=teams, siblings=siblings,
                    initial={"team": key(request.GET.get("team"))})
    if request.method == "POST" and steps and form.is_valid():
        try:
            to_whom = _send(request, steps, siblings, form.cleaned_data)
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"{child.display_name} was handed over to {to_whom}. It stays yours "
                "until it is accepted.",
            )
            return redirect(_list(steps[0].owner_team, child))
    context = {"child": child, "steps": steps, "waiting": waiting, "form": draw(form)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "handover/send.jinja", context, status=status)


def _send(
    request: HttpRequest, steps: list[Step], siblings: list[Person], given: dict[str, Any]
) -> str:
    """Send every open journey of the child, with those of brothers and sisters who go along."""
    allowed = {sibling.pk for sibling in siblings}
    chosen = [pk for pk in given.get("together", ()) if pk in allowed]
    first, *others = [*steps, *(step for pk in chosen for step in journeys(pk))]
    team = Team.objects.filter(pk=given["team"]).first() if given["team"] else None
    actions.send(
        step=first, direction=given["direction"], destination=given["destination"],
        by=request.user,  # type: ignore[arg-type]
        on=today(), to_team=team, to_outside=given["outside"], reason=given["reason"],
        plan_so_far=given["plan_so_far"], together_with=others,
    )
    return team.name_now if team is not None else str(given["outside"])


@child_page("allocation.decide", refills=True)
def answer(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Take over what was sent, or send it back with the reason."""
    child = get_object_or_404(Person, pk=child_id)
    step = get_object_or_404(Step, pk=step_id, child_id=child_id)
    handover = pending_on(step)
    if handover is None:
        raise Http404("Nothing here waits for an answer.")
    team = handover.to_team
    offered = workers_offered(team, child.authority_id, request.user)
    form = AnswerForm(_typed(request), workers=None if team is None else offered,
                      worker=_working_already(handover, offered))
    if request.method == "POST" and form.is_valid():
        try:
            said = _answer(request, step, form.cleaned_data)
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{child.display_name}: {said}.")
            return redirect(_list(team or step.owner_team, child))
    context = {"child": child, "step": step, "handover": handover, "form": draw(form)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "handover/answer.jinja", context, status=status)


def _working_already(handover: Handover, offered: list[tuple[int, str]]) -> int | None:
    """Whom the receiver most likely names: who was asked for, or works with the child already."""
    theirs = {pk for pk, _ in offered}
    if handover.to_worker_id in theirs:
        return handover.to_worker_id
    child_id = handover.event.child_id
    parts = current_allocations([child_id]).get(child_id, []) if child_id is not None else []
    return next((part.worker_id for part in parts if part.worker_id in theirs), None)


def _refuse_own(step: Step, by: Any) -> None:
    """Refuse to take over for another team what one sent to it oneself."""
    handover = pending_on(step)
    if handover is None or handover.to_team is None or handover.event.recorded_by_id != by.pk:
        return
    worker = worker_of(by)
    if worker is None or not teams_of(worker.pk, today()).filter(pk=handover.to_team_id).exists():
        raise RecordError(
            f"You sent this yourself, so it is for {handover.to_team.name_now} to accept it. It "
            "stays yours until they have."
        )


def _answer(request: HttpRequest, step: Step, given: dict[str, Any]) -> str:
    by: Any = request.user
    on = given["on"] or today()
    if given["answer"] == ACCEPT:
        _refuse_own(step, by)
    else:
        actions.return_(step=step, reason=given["reason"], by=by, on=on)
        return "sent back"
    worker = Worker.objects.filter(pk=given["worker"]).first() if given.get("worker") else None
    actions.accept(
        step=step, by=by, on=on, worker=worker,
        accepted_by_name=given.get("accepted_by_name", ""),
        first_contact_on=given["first_contact_on"],
    )
    return "taken over"
