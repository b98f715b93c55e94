"""The plan on a screen: written in one place, read in another, never lost in between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sightline.access.policy.guard import child_page
from sightline.base.forms.reading import key
from sightline.base.moments import london, today
from sightline.people.workforce.lookups import members_of
from sightline.people.workforce.models import Worker
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.plans import actions, completeness, identity, queries
from sightline.record.plans.editor import PlanForm, added, removed, typed_of
from sightline.record.plans.kinds import PlanFor, plan_kinds
from sightline.record.plans.models import Action, PlanDocument, PlanKind
from sightline.record.plans.written import PlanText, read_document
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Step
from sightline.record.tasks.models import Task

PAGE = "plan"


@dataclass
class Desk:
    """One step's plan in front of one person, with what the form may offer."""

    step: Step
    registered: PlanFor
    workers: list[tuple[int, str]]
    tasks: set[int]

    @cached_property
    def known(self) -> identity.Known:
        """What the child needs because of who they are; read once a request."""
        return identity.known(self.step.child_id or 0, self.document)

    @cached_property
    def document(self) -> PlanDocument | None:
        """The newest version; read once a request."""
        return queries.current(self.step)

    @cached_property
    def standing(self) -> tuple[PlanDocument | None, PlanText | None]:
        """The newest version and what it says; read once a request."""
        document = self.document
        return document, self.read(document) if document is not None else None

    def read(self, document: PlanDocument) -> PlanText:
        """What a version says, with what it leaves out of who the child is."""
        plan = read_document(document, left=False)
        plan.left = dict(self.known.left)
        return plan

    @property
    def title(self) -> str:
        """The plan's name."""
        return str(PlanKind(self.registered.kind).label)

    @property
    def place(self) -> drafts.Place:
        """Where its draft belongs."""
        return drafts.Place(self.step.process, PAGE, self.step.authority, step=self.step)

    def form(self, typed: Any) -> PlanForm:
        """The form with what has been typed."""
        return PlanForm(
            typed, workers=self.workers, tasks=self.tasks, identity=self.known.now_called
        )

    def url(self, name: str = "editor") -> str:
        """The address of the editor, of its draft or of the plan to read."""
        return reverse(f"plans:{name}", args=[self.step.child_id, self.step.pk])


def _step(child_id: int, step_id: int) -> Step:
    found: Step = get_object_or_404(
        Step.objects.select_related("child", "authority", "owner_worker", "owner_team", "led_from"),
        pk=step_id, child_id=child_id,
    )
    return found


def _registered(step: Step) -> PlanFor:
    registered = plan_kinds.get(step.process)
    if registered is None:
        raise Http404(f"A {step.process} has no plan.")
    return registered


def _desk(request: HttpRequest, child_id: int, step_id: int) -> Desk:
    step = _step(child_id, step_id)
    earlier = list(
        Action.objects.filter(event__child_id=child_id)
        .values_list("owner_worker_id", "task_id").distinct()
    )
    named = Q(pk__in={owner for owner, _ in earlier if owner} | {step.owner_worker_id})
    named |= Q(user_id=request.user.pk)
    if step.owner_team_id is not None:
        named |= Q(pk__in=members_of(step.owner_team_id, today()).values("pk"))
    workers = Worker.objects.filter(named).order_by("name").values_list("pk", "name")
    tasks = {task for _, task in earlier if task}
    return Desk(step, _registered(step), list(workers), tasks)


def _draft(request: HttpRequest, desk: Desk) -> Draft | None:
    wanted = key(request.GET.get("draft"))
    if wanted:
        own = Draft.objects.open().filter(pk=wanted, step=desk.step, page=PAGE).first()
        if own is not None:
            return own
    return drafts.standing(desk.place, request.user)


def _posted(data: Any) -> dict[str, list[str]]:
    """What was typed, without the token and the buttons."""
    return {
        name: data.getlist(name) for name in data
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    }


def _save(request: HttpRequest, desk: Desk, typed: dict[str, list[str]]) -> drafts.Saved:
    return drafts.save(
        desk.place, typed=typed, by=request.user, draft_id=key(request.POST.get("_draft")),
        version=key(request.POST.get("_version")),
    )


def _context(desk: Desk, form: PlanForm, draft: Draft | None, **more: Any) -> dict[str, Any]:
    document, last = desk.standing
    plan = form.as_numbered(desk.registered.kind)
    return {
        "desk": desk, "step": desk.step, "child": desk.step.child, "form": form, "draft": draft,
        "document": document, "last": last, "kept_tasks": Task.objects.in_bulk(form.tasks),
        "saved_at": f"{london(draft.saved_at):%H:%M}" if draft is not None else "",
        "gaps": completeness.gaps(plan), "offers": desk.known.offers(plan), **more,
    }


@require_http_methods(["GET", "POST"])
@child_page("journey.record", refills=True)
def editor(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Write a version of a plan; whatever is posted is kept before anything is said about it."""
    desk = _desk(request, child_id, step_id)
    if request.method == "POST":
        return _write(request, desk)
    draft, carried_from = _draft(request, desk), None
    kept = getattr(request, "kept", None)
    if kept is not None:
        typed = _posted(kept.data)
    elif draft is not None:
        typed = draft.data
    elif desk.standing[1] is not None:
        typed = typed_of(desk.standing[1])
    else:
        start = queries.starting_point(desk.step, desk.registered.kind)
        typed, carried_from = typed_of(start.plan), start.carried_from
    context = _context(desk, desk.form(typed), draft, carried_from=carried_from)
    return render(request, "plans/editor.jinja", context)


def _write(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = desk.form(_posted(request.POST))
    typed, place = form.typed, ""
    if "_carry" in request.POST:
        typed, place = identity.carried(form, desk.known.standing, request.POST["_carry"])
    elif "_add" in request.POST:
        typed, place = added(typed, request.POST["_add"])
    elif "_remove" in request.POST:
        typed = removed(typed, request.POST["_remove"])
    saved = _save(request, desk, typed)
    if saved.theirs is not None:
        messages.warning(
            request,
            f"{saved.theirs.saved_by} saved this plan while you were typing. Both are kept: "
            "yours is below, theirs is listed with the unfinished pages.",
        )
    if any(name in request.POST for name in ("_add", "_remove", "_carry")):
        return redirect(f"{desk.url()}?draft={saved.draft.pk}#{place or 'needs'}")
    if "_state" not in request.POST:
        messages.success(request, "Saved for later. Nothing has been recorded yet.")
        return redirect(f"{desk.url()}?draft={saved.draft.pk}")
    form = desk.form(typed)
    if not form.is_valid():
        context = _context(desk, form, saved.draft)
        return render(request, "plans/editor.jinja", context, status=422)
    return _submit(request, desk, form, saved.draft)


def _submit(request: HttpRequest, desk: Desk, form: PlanForm, draft: Draft) -> HttpResponse:
    try:
        event = actions.submit(
            step=desk.step, plan=form.plan(desk.registered.kind), state=request.POST["_state"],
            by=request.user, on=form.on or today(),
        )
    except GateRefused as held:
        context = _context(desk, form, draft, refusals=held.refusals)
        return render(request, "plans/editor.jinja", context, status=409)
    except RecordError as wrong:
        context = _context(desk, form, draft, wrong=str(wrong))
        return render(request, "plans/editor.jinja", context, status=422)
    drafts.finish(draft, became=event)
    messages.success(request, f"Recorded: {desk.title.lower()}.")
    return redirect(desk.url("show"))


@require_POST
@child_page("journey.record")
def draft(request: HttpRequest, child_id: int, step_id: int) -> JsonResponse:
    """Keep what has been typed so far; answers when it was saved, or whose text stands beside."""
    desk = _desk(request, child_id, step_id)
    saved = _save(request, desk, _posted(request.POST))
    body: dict[str, Any] = {
        "saved_at": f"{london(saved.draft.saved_at):%H:%M}", "version": saved.draft.version,
        "draft": saved.draft.pk,
    }
    if saved.theirs is None:
        return JsonResponse(body)
    body |= {"theirs": saved.theirs.data, "by": str(saved.theirs.saved_by)}
    return JsonResponse(body, status=409)


@require_GET
@child_page("child.read")
def show(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """A plan to read: the newest version or an earlier one, with its tasks and its progress."""
    step = _step(child_id, step_id)
    registered = _registered(step)
    versions = queries.versions(step)
    wanted = key(request.GET.get("version"))
    chosen: PlanDocument | None = next(
        (v for v in versions if v.event_id == wanted), versions[0] if versions else None
    )
    plan, offers = None, []
    if chosen is not None:
        known, plan = identity.known(child_id, chosen), read_document(chosen, left=False)
        plan.left = dict(known.left)
        offers = known.offers(plan)
    tasks = {a.task_id for _, a in plan.actions() if a.task_id} if plan is not None else set()
    owners = [a.owner_worker_id for _, a in plan.actions()] if plan is not None else []
    workers = [owner for owner in owners if owner is not None]
    context = {
        "step": step, "child": step.child, "title": str(PlanKind(registered.kind).label),
        "versions": versions, "document": chosen, "plan": plan,
        "gaps": completeness.gaps(plan, registered.kind),
        "offers": offers,
        "kept_tasks": Task.objects.in_bulk(tasks),
        "workers": dict(Worker.objects.filter(pk__in=workers).values_list("pk", "name")),
        "progress": {s.number: s for s in queries.progress(step, chosen)},
    }
    return render(request, "plans/show.jinja", context)
