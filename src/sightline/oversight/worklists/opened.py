"""One contact opened at the front door: what is known beside the decision, and before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sightline.access.policy import visible_children
from sightline.access.policy.guard import child_page
from sightline.base.moments import now, today
from sightline.journey.contact import actions as contacts
from sightline.journey.contact import queries
from sightline.journey.contact.models import Completeness
from sightline.journey.contact.queries import form_words
from sightline.kernel.register import processes
from sightline.oversight.worklists.beside import SETTLED, beside, history_of
from sightline.oversight.worklists.door import queue, told_of
from sightline.record.checks.queries import checks_of
from sightline.record.drafts import actions as drafts
from sightline.record.pages.spots import Spot
from sightline.record.pregnancy.queries import told_on, told_words
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User

DECIDE = "decide"


def _steps(child_id: int, step_id: int) -> tuple[Step, list[Step], list[Step]]:
    """The contact of an address, the others told of with it and open, and all the child's work.

    One query. Whether the others may be seen is for the caller to ask.
    """
    together = queries.siblings_of(Step(pk=step_id)).order_by().values("pk")
    rows = list(
        Step.objects.standing().filter(Q(child_id=child_id) | Q(pk__in=together))
        .select_related("child__authority", "authority", "owner_worker", "owner_team")
        .order_by("opened_on", "pk")
    )
    life = [step for step in rows if step.child_id == child_id]
    asked = next((s for s in life if s.pk == step_id and s.process == "contact"), None)
    if asked is None:
        raise Http404("There is no such contact about this child.")
    others = [
        step for step in rows
        if step.child_id not in (child_id, None) and step.process == "contact"
        and step.closed_on is None
    ]
    return asked, others, life


@require_GET
@child_page("child.read")
def contact(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """A contact with the child's history, household, address and worker beside its decision."""
    user = cast("User", request.user)
    step, others, life = _steps(child_id, step_id)
    assert step.child is not None
    events = told_of([each.pk for each in life], *SETTLED, detail=True)
    checks = checks_of([step.pk])
    (row,) = queue([step], {child_id: life}, checks, events=events)
    history = history_of([each for each in life if each.pk != step.pk], events)
    known = beside(step.child, [s.child_id for s in others if s.child_id], user, history)
    context = {
        "child": step.child, "step": step, "row": row, "beside": known, "about": row.about[0],
        "others": [other for other in others if other.child_id in known.open_to],
        "may_record": user.may("journey.record", step.authority_id),
        "form_told": [], "pregnancy": [],
    }
    if row.about[0].answered is not None:
        context |= {"form_told": form_words(Completeness.objects.latest_for(step.pk))}
    if row.about[0].unborn:
        context |= {"pregnancy": told_words(told_on(step))}
    if step.is_open and user.may("frontdoor.decide", step.authority_id):
        context |= _decision(user, step)
    return render(request, "worklists/contact.jinja", context)


def _decision(user: User, step: Step) -> dict[str, object]:
    """The page on which a contact is decided, to be filled in beside what is known."""
    assert step.child is not None
    process = processes[step.process]
    spot = Spot(process, process.page(DECIDE), step.child, step, reader=user)
    draft = drafts.standing(spot.place, user)
    return {"spot": spot, "draft": draft, "form": spot.form(draft=draft)}


@require_POST
@child_page("frontdoor.decide")
def strategy(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """A strategy discussion is called for at once: for this child, or for all told of together."""
    user = cast("User", request.user)
    asked, others, _ = _steps(child_id, step_id)
    wanted = [asked]
    if "together" in request.POST:
        seen = visible_children(user, permission="frontdoor.decide")
        wanted += list(Step.objects.filter(pk__in=[s.pk for s in others], child_id__in=seen))
    at = now().time().replace(second=0, microsecond=0)
    for step in wanted:
        if not step.is_open:
            continue
        try:
            contacts.decide(step=step, outcome="strategy_discussion", by=user, on=today(), at=at)
        except RecordError as refused:
            messages.warning(request, f"{step.child}: {refused}")
    opened = Step.objects.open().of("strategy_discussion").filter(child_id=child_id)
    found = opened.order_by("-opened_on", "-pk").first()
    if found is None:
        return redirect("pages:step", child_id, step_id)
    messages.success(
        request, "A strategy discussion is called for. Write down why the contact was decided so "
        "when there is time: the discussion does not wait for it.",
    )
    return redirect("pages:step", child_id, found.pk)
