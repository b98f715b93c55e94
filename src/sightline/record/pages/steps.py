"""A step on one screen: what is due and why, what was recorded, what may be recorded next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import child_page
from sightline.base.moments import today
from sightline.kernel.forms import Page
from sightline.kernel.process import Process
from sightline.kernel.register import processes
from sightline.people.persons.models import Person
from sightline.record.drafts import actions as drafts
from sightline.record.pages.homes import home_of, pages_beside
from sightline.record.pages.showing import Shown, shown_events
from sightline.record.plans.kinds import plan_kinds
from sightline.record.spine.deadlines import deadlines
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import queries as task_queries

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass(frozen=True, slots=True)
class Offer:
    """A page a person may fill in, and the unfinished draft it already has."""

    title: str
    href: str
    intro: str
    started: str = ""


def in_force(page: Page, day: str) -> bool:
    """Whether a page is asked on that day (ISO)."""
    return (not page.since or page.since <= day) and (not page.until or day <= page.until)


def offered_pages(process: Process, *, step: Step | None) -> Iterable[Page]:
    """The pages of a process that may be filled in, for a step as it is or for a new one."""
    day = today().isoformat()
    for page in process.pages:
        if not in_force(page, day):
            continue
        if step is None:
            if page.when == "start" and page.event in process.opens:
                yield page
        elif page.when in {"any", "open" if step.is_open else "closed"} and (
            not page.after or _stands(step, f"{process.key}.{page.after}")
        ):
            yield page


def _stands(step: Step, kind: str) -> bool:
    return Event.objects.standing().filter(step=step, kind=kind).exists()


def may_record(user: User, process: Process, page: Page, authority_id: int) -> bool:
    """Whether a person may record this page in an authority."""
    needed = {page.permission, process.event(page.event).permission}
    return all(user.may(permission, authority_id) for permission in needed)


def _plan_offers(child: Person, step: Step, user: User) -> list[Offer]:
    """The plan of the step, to read and while it is open to write."""
    if plan_kinds.get(step.process) is None:
        return []
    offers = [Offer("Read the plan", reverse("plans:show", args=[child.pk, step.pk]), "")]
    if step.is_open and user.may("journey.record", step.authority_id):
        offers.append(
            Offer("Write the plan", reverse("plans:editor", args=[child.pk, step.pk]), "")
        )
    return offers


def _offers(child: Person, step: Step, user: User) -> list[Offer]:
    standing = {draft.page: draft for draft in drafts.of_step(step.pk)}
    process = processes[step.process]
    offers = _plan_offers(child, step, user)
    for page in offered_pages(process, step=step):
        if not may_record(user, process, page, step.authority_id):
            continue
        draft = standing.get(page.key)
        started = f"{draft.saved_at:%-d %B}" if draft is not None else ""
        offers.append(
            Offer(page.title, reverse("pages:page", args=[child.pk, step.pk, page.key]),
                  page.intro, started)
        )
    return offers


@require_GET
@child_page("child.read")
def step(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """One run of one process for one child."""
    found = get_object_or_404(
        Step.objects.select_related("child", "owner_worker", "owner_team", "led_from", "episode"),
        pk=step_id, child_id=child_id,
    )
    # tasks have their own list and page; here stands what was recorded of the work itself
    rows = Event.objects.filter(step=found).exclude(kind__startswith="task.")
    events = list(rows.select_related("recorded_by", "occasion", "voided_by").in_order())
    shown: list[Shown] = shown_events(events, request.user)
    led_to = Step.objects.standing().filter(led_from=found).order_by("opened_on", "pk")
    context = {
        "step": found, "child": found.child, "process": processes[found.process],
        "events": [s for s in shown if s.event.stands],
        "voided": [s for s in shown if not s.event.stands],
        "deadlines": deadlines(found.clocks.select_related("step").order_by("due_on", "key")),
        "offers": _offers(found.child, found, request.user),
        "tasks": task_queries.open_for(found),
        "led_to": [(s, processes[s.process].title) for s in led_to],
        "led_from": found.led_from, "home": home_of(found),
        "beside": pages_beside(found),
        "led_from_title": processes[found.led_from.process].title if found.led_from else "",
    }
    return render(request, "pages/step.jinja", context)


def _nearest_first(process: Process) -> tuple[bool, str]:
    """What is recorded most often, visits and notes, before what opens a new piece of work."""
    return bool(process.opens), process.title


def _beginnings(child: Person, process: Process, user: User) -> list[Offer]:
    """The pages with which a person may begin something for a child."""
    pages = list(offered_pages(process, step=None))
    if not process.opens:
        pages += [page for page in process.pages if page.when in ("start", "any")]
    return [
        Offer(page.title, reverse("pages:start_page", args=[child.pk, process.key, page.key]),
              page.intro)
        for page in pages if may_record(user, process, page, child.authority_id)
    ]


@require_GET
@child_page("journey.record")
def start(request: HttpRequest, child_id: int) -> HttpResponse:
    """What may be recorded for a child: every process that a person may begin."""
    child = get_object_or_404(Person, pk=child_id)
    groups = [
        (process, offers)
        for process in sorted(processes, key=_nearest_first)
        if (offers := _beginnings(child, process, request.user))
    ]
    return render(request, "pages/start.jinja", {"child": child, "groups": groups})
