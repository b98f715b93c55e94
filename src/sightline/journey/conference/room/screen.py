"""The screen that everybody in the room sees: one child, what is typed, and nothing kept apart."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.audit import read
from sightline.access.policy.guard import child_page, permission
from sightline.access.policy.scope import may_read
from sightline.base.components.words import day
from sightline.base.documents import FieldList, Heading, Paragraph, Quote, Table
from sightline.base.documents.blocks import Block
from sightline.base.documents.html import blocks_html
from sightline.journey.conference.documents import OPINIONS, nature_of
from sightline.journey.conference.process import DECISIONS
from sightline.journey.conference.room.outline import Outline
from sightline.journey.conference.room.together import together
from sightline.journey.conference.room.typed import Typed
from sightline.people.workforce.models import Worker
from sightline.record.documents.entitlement import judge, standing_in_room
from sightline.record.documents.parts import Nature, Part
from sightline.record.documents.recipients import circle_of
from sightline.record.harm.categories import plainly
from sightline.record.meetings.models import Agency
from sightline.record.plans.models import PlanKind
from sightline.record.plans.written import PlanText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sightline.access.users.models import User
    from sightline.record.spine.models import Step

DECISION = "conference.ConferenceDecision"
PAGE = "conference:screen"


def parts_of(typed: Typed) -> list[Part]:
    """What is typed of one child, each part with its nature."""
    child = typed.here.child
    said = typed.form(str(child.pk), drawn=False).values()["children"].get(child.pk, {})
    rows: Mapping[str, list[dict[str, Any]]] = said.get("rows", {})
    decision = next(iter(rows.get(DECISION, [])), {})
    event = said.get("event", {})
    facts = [("Decision", str(DECISIONS.get(event.get("outcome") or "", "Not decided yet")))]
    harms = [
        plainly(row["category"], typed.here.held_on) for row in rows.get("harm.Harm", [])
        if row.get("category")
    ]
    # the family reads it too, so it is in the words of a letter to them
    facts += [("The worry is about", "; ".join(harms))] if harms else []
    for words, on in (("The plan group first meets on", decision.get("first_core_group_on")),
                      ("We meet again on", event.get("for_on"))):
        facts += [(words, day(on))] if on else []
    found = [Part("decision", "The decision", [FieldList(facts)])]
    if reasons := str(decision.get("reasons") or "").strip():
        found.append(Part("why", "Why", [Heading("Why"), Paragraph(reasons)]))
    if words := str(decision.get("child_view") or "").strip():
        name = child.given_names or child.display_name
        blocks: list[Block] = [Heading(f"What {name} says"), Quote(words, name)]
        found.append(Part("child", "What the child says", blocks, Nature.CHILD_SAID))
    for n, row in enumerate(rows.get("meetings.AgencyView", [])):
        found += _view(n, row)
    plan = _plan(typed)
    return [*found, *plan]


def _view(n: int, row: Mapping[str, Any]) -> list[Part]:
    agency = str(row.get("agency") or "")
    who = str(Agency(agency).label) if agency else str(row.get("name") or "")
    if not who:
        return []
    line = f"{who}: {OPINIONS.get(str(row.get('opinion') or ''), 'no view yet')}. "
    line += str(row.get("words") or "")
    nature, whose = nature_of(agency, None)
    return [Part(f"view{n}", who, [Paragraph(line.strip())], nature, whose)]


def _plan(typed: Typed) -> list[Part]:
    plan = plan_so_far(typed.here.step, typed.reader)
    if plan is None or not plan.needs:
        return []
    ids = {a.owner_worker_id for _, a in plan.actions() if a.owner_worker_id}
    names = dict(Worker.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    blocks: list[Block] = [Heading("Outline plan")]
    for n, need in enumerate(plan.needs, 1):
        rows = [
            [o.text, a.text, names.get(a.owner_worker_id or 0, "") or a.owner_name or "Nobody yet",
             day(a.due_on, "No date yet")]
            for o in need.outcomes for a in (o.actions or [])
        ] or [[o.text, "", "", ""] for o in need.outcomes]
        blocks.append(Heading(f"{n}. {need.text or 'Need'}", 2))
        if rows:
            blocks.append(Table(f"Need {n}", ("What will be different", "What is done", "By whom",
                                              "By when"), rows))
    return [Part("plan", "Outline plan", blocks)]


def plan_so_far(step: Step, reader: Any) -> PlanText | None:
    """The plan as it is typed now, wherever it is kept; none when nothing is typed."""
    outline = Outline(step, reader)
    draft = outline.draft() or outline.begun
    if draft is None:
        return None
    return outline.form(draft.data).plan(PlanKind.PROTECTION).tidy()


def _shown(request: HttpRequest, child_id: int, step_id: int) -> dict[str, Any]:
    reader = cast("User", request.user)
    here = together(request, child_id, step_id, all_read=False)
    typed = Typed(here, reader)
    judged = judge(parts_of(typed), standing_in_room(circle_of(here.child, reader)), set())
    text = blocks_html(block for part in judged.kept for block in part.blocks)
    digest = hashlib.sha256(str(text).encode()).hexdigest()[:20]
    return {"here": here, "text": text, "digest": digest}


@require_GET
@child_page("conference.chair")
def screen(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """One child on the meeting's screen."""
    return render(request, "conference/screen.jinja", _shown(request, child_id, step_id))


@require_GET
@permission("conference.chair")
def now(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """What has changed on the meeting's screen since it was last drawn; nothing when nothing has.

    The opening of the screen is in the trail, and so is each change of it that was shown.
    """
    reader = cast("User", request.user)
    decision = may_read(reader, child_id, permission="conference.chair")
    if not decision.allowed:
        raise Http404("There is no such child in your authority.")
    context = _shown(request, child_id, step_id)
    if request.GET.get("seen") == context["digest"]:
        return HttpResponse(status=204)
    read(user=reader, child_id=child_id, page=PAGE, ground=decision.ground,
         authority_id=decision.authority_id)
    return render(request, "conference/_screen.jinja", context)
