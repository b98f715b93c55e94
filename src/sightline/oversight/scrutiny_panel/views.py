"""The panel's pages: its days, the agenda of one, what the rules found, and one child before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.policy import visible_children
from sightline.access.policy.guard import child_page, permission
from sightline.access.policy.here import current_authority, holds
from sightline.access.policy.noting import Grounds, noted
from sightline.base.components.paging import Paging
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.kernel.register import processes
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.dates import sitting_now, sittings
from sightline.oversight.scrutiny_panel.forms import RUN
from sightline.oversight.scrutiny_panel.models import Seat, Sitting
from sightline.oversight.scrutiny_panel.process import KEY
from sightline.oversight.scrutiny_panel.queries import Line, before_panel, lines
from sightline.oversight.scrutiny_panel.rules import found_in, gravest_first
from sightline.oversight.worklists.beside import SETTLED, history_of
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.rows import readable
from sightline.people.persons.models import Person
from sightline.record.drafts import actions as drafts
from sightline.record.pages import spots
from sightline.record.pages.spots import Spot
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from datetime import date

    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.oversight.scrutiny_panel.rules import Found

VIEW, LOOK = "panel.view", "look"
#: Which children found are shown: those of several rules at once, those of any, or of one.
SEVERAL, EVERY = "several", "every"


def seated(request: HttpRequest) -> bool:
    """Whether the person has a seat on the panel today: it lends them its pages."""
    authority = current_authority(request)
    return authority is not None and Seat.objects.on(today()).filter(
        authority=authority, worker__user_id=request.user.pk
    ).exists()


def sitting_of(request: HttpRequest, meeting_id: int) -> Sitting:
    """A day of this authority's panel."""
    rows = Sitting.objects.filter(authority=authority_of(request))
    sitting: Sitting = get_object_or_404(rows, pk=meeting_id)
    return sitting


def shown(user: object, authority: Authority, day: date) -> tuple[list[Line], Grounds]:
    """The agenda of a day, as far as somebody may open its children; of others not a number.

    Whoever waits longest is first.
    """
    steps = before_panel(authority, day)
    seen, _ = readable(user, [step.child for step in steps])
    found = lines([step for step in steps if step.child_id in seen])
    return [line for line in found if line.is_due(day)], seen


@permission(VIEW, lent=seated)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """When the panel meets, how many are on the next agenda, and who sits on it."""
    authority = authority_of(request)
    sitting = sitting_now(authority.pk)
    rows = shown(request.user, authority, sitting.on)[0] if sitting is not None else []
    held = sittings(authority.pk).filter(on__lt=today()).order_by("-on")
    ahead = sittings(authority.pk).filter(on__gte=today()).order_by("on")
    context = {
        "sitting": sitting, "count": len(rows), "late": sum(line.late for line in rows),
        "ahead": list(ahead[:12]), "paging": Paging.of(list(held), request, 24),
        "seats": Seat.objects.on(today()).filter(authority=authority).select_related("worker"),
        "runs": holds(request, RUN),
    }
    return render(request, "scrutiny_panel/home.jinja", context)


@permission(VIEW, lent=seated)
@require_GET
def agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The agenda of one day: each child with why, what was decided last, and what came of it."""
    sitting = sitting_of(request, meeting_id)
    rows, seen = shown(request.user, sitting.authority, sitting.on)
    size = max(len(rows), 1) if "whole" in request.GET else 50
    paging = Paging.of(rows, request, size)
    noted(request, "scrutiny_panel", [line.child.pk for line in paging.items], seen)
    context = {
        "sitting": sitting, "paging": paging, "past": sitting.on < today(),
        "runs": holds(request, RUN),
        "seats": Seat.objects.on(sitting.on).filter(authority=sitting.authority),
    }
    return render(request, "scrutiny_panel/agenda.jinja", context)


@permission(RUN)
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Children whom rules found and who are not before the panel; those ticked are put on."""
    authority = authority_of(request)
    every = found_in(authority)
    on_already = set(
        Step.objects.open().of(KEY).filter(authority=authority).values_list("child_id", flat=True)
    )
    offered = {pk: rows for pk, rows in every.items() if pk not in on_already}
    people = Person.objects.filter(pk__in=visible_children(request.user)).in_bulk(list(offered))
    open_to = sorted(
        ((people[pk], rows) for pk, rows in offered.items() if pk in people),
        key=lambda pair: (*gravest_first((pair[0].pk, pair[1])), pair[0].display_name),
    )
    if request.method == "POST":
        return _put_on(request, [
            (child, rows) for child, rows in open_to
            if child.pk in {key(text) for text in request.POST.getlist("child")}
        ])
    titles = {each.rule: each.title for _, rows in open_to for each in rows}
    counts = {
        rule: sum(any(each.rule == rule for each in rows) for _, rows in open_to)
        for rule in titles
    }
    several = [pair for pair in open_to if len({each.rule for each in pair[1]}) > 1]
    asked = request.GET.get("rule", "")
    # one sign alone is common; several at once are what a panel is for
    rule = asked if asked in titles else SEVERAL if several and asked != EVERY else EVERY
    kept = several if rule == SEVERAL else [
        pair for pair in open_to
        if rule == EVERY or any(each.rule == rule for each in pair[1])
    ]
    paging = Paging.of(kept, request, 50)
    noted(request, "scrutiny_panel", [child.pk for child, _ in paging.items], {})
    context = {
        "paging": paging, "titles": sorted(titles.items(), key=lambda pair: pair[1]),
        "counts": counts, "rule": rule,
        "every": len(open_to), "several": len(several),
        "sitting": sitting_now(authority.pk),
    }
    return render(request, "scrutiny_panel/found.jinja", context)


def _put_on(
    request: HttpRequest, ticked: list[tuple[Person, list[Found]]]
) -> HttpResponse:
    if not ticked:
        messages.info(request, "Tick the children whom the panel is to look at.")
        return redirect("scrutiny_panel:found")
    for child, rows in ticked:
        actions.put_on(
            children=[child], by=cast("User", request.user), on=today(), found={child.pk: rows}
        )
    names = ", ".join(child.display_name for child, _ in ticked)
    messages.success(request, f"On the next agenda: {names}.")
    sitting = sitting_now(authority_of(request).pk)
    if sitting is None:
        return redirect("scrutiny_panel:home")
    return redirect("scrutiny_panel:agenda", sitting.pk)


@require_GET
@child_page("child.read")
def child(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """One child before the panel: why, the history, what was decided and done; and the decision.

    Whoever runs the panel types beside it, and what is typed is kept as it is typed.
    """
    user = cast("User", request.user)
    life = list(
        Step.objects.standing().filter(child_id=child_id)
        .select_related("child__authority", "authority", "owner_worker", "owner_team")
        .order_by("opened_on", "pk")
    )
    step = next((each for each in life if each.pk == step_id and each.process == KEY), None)
    if step is None or step.child is None:
        raise Http404("This child has no such place before the panel.")
    (line,) = lines([step])
    context = {
        "child": step.child, "step": step, "line": line, "sitting": sitting_now(step.authority_id),
        "history": history_of(
            [each for each in life if each.process != KEY], _settled([s.pk for s in life])
        ),
        "runs": user.may(RUN, step.authority_id),
        "may_record": user.may("journey.record", step.authority_id),
    }
    if step.is_open and context["runs"] and context["may_record"]:
        process = processes[KEY]
        spot = Spot(process, process.page(LOOK), step.child, step, reader=user)
        draft = drafts.standing(spot.place, user)
        # a draft begun for brothers and sisters goes on for all of them
        spots.with_also(spot, user, spots.chosen(request, draft))
        context |= {"spot": spot, "draft": draft, "form": spot.form(draft=draft)}
    return render(request, "scrutiny_panel/child.jinja", context)


def _settled(step_ids: list[int]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    rows = Event.objects.standing().of(*SETTLED).filter(step_id__in=step_ids)
    for event in rows.in_order():
        found.setdefault(event.step_id or 0, []).append(event)
    return found
