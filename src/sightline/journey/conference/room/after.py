"""After a conference: a decision notice for each recipient, the minutes, and tasks given out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.kept.actions import throw_away
from sightline.access.policy.guard import child_page
from sightline.access.policy.refusing import refused
from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import today
from sightline.journey.conference.gates import lacking, open_plan
from sightline.journey.conference.process import DECISIONS
from sightline.journey.conference.room.outline import workers_for
from sightline.journey.conference.room.together import Together, together
from sightline.people.workforce.models import Worker
from sightline.record.documents.choosing import OTHER, Choice, recipients_of
from sightline.record.documents.kinds import kinds
from sightline.record.documents.models import ForWhom, SentDocument
from sightline.record.documents.recipients import AGENCIES, circle_of
from sightline.record.meetings.models import Agency, Participant
from sightline.record.tasks import actions as tasks
from sightline.record.tasks import queries as task_queries
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Step

NOTICE = "conference_decision"
SEND, GIVE = "document.send", "journey.record"


@dataclass(frozen=True)
class Notice:
    """One recipient of one child's decision notice: the way to it, and when it was sent."""

    name: str
    role: str
    href: str
    sent_on: date | None = None
    sent_href: str = ""


class TaskForm(forms.Form):
    """Something the conference asked of somebody, that is not an action of the plan."""

    text = forms.CharField(label="What is to be done?", widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ChoiceField(label="By whom?")
    due_on = DayField(label="By when?")

    def __init__(self, *args: Any, workers: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer those who work with the child."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose one"), *workers]  # type: ignore[attr-defined]


def notices(here: Together, reader: User) -> list[Notice]:
    """Everybody to whom the decision is due: the family by name, and each agency that was asked."""
    child, kind = here.child, kinds[NOTICE]
    sent = list(
        SentDocument.objects.filter(
            event__step=here.step, document=NOTICE, event__voided_at=None
        ).select_related("event")
    )
    found = []
    for to in recipients_of(kind, circle_of(child, reader)):
        if to.kind == ForWhom.RELATIVE:
            continue
        one = next((s for s in sent if s.recipient_id == to.person_id), None)
        found.append(_notice(here, Choice(to.key), to.name, to.role or _own(to.kind), one))
    allowed = dict(AGENCIES)
    decided = here.own.decided
    rows = Participant.objects.filter(occasion=decided.occasion_id if decided else 0)
    for p in rows.exclude(name="").exclude(agency=Agency.CHILD).order_by("pk"):
        if p.agency not in allowed or p.agency == Agency.FAMILY:
            continue
        one = next((s for s in sent if s.for_whom == ForWhom.AGENCY
                    and s.recipient_name.casefold() == p.name.strip().casefold()), None)
        role = ", ".join(filter(None, (p.role, str(p.get_agency_display()))))
        choice = Choice(OTHER, p.name.strip(), p.agency, p.role)
        found.append(_notice(here, choice, p.name, role, one))
    return found


def _own(kind: str) -> str:
    return "The child" if kind == ForWhom.CHILD else ""


def _notice(
    here: Together, choice: Choice, name: str, role: str, sent: SentDocument | None
) -> Notice:
    where = reverse("documents:preview", args=[here.child.pk, NOTICE])
    href = f"{where}?for={choice.sealed(here.child.pk, NOTICE)}"
    if sent is None:
        return Notice(name, role, href)
    return Notice(name, role, href, sent.event.happened_on,
                  reverse("documents:sent", args=[here.child.pk, sent.event_id]))


def _give(request: HttpRequest, here: Together, form: TaskForm) -> HttpResponse:
    told = form.cleaned_data
    tasks.give(
        text=told["text"], due_on=told["due_on"], by=cast("User", request.user), on=today(),
        owner_worker=Worker.objects.get(pk=told["owner"]), step=_holder(here.step),
        source=TaskSource.CONFERENCE, source_event=here.own.decided,
    )
    messages.success(request, "The task is given.")
    return redirect(f"{here.url('after')}#tasks")


def _holder(step: Step) -> Step:
    """The work on which a task of the conference stands: the plan, while there is one."""
    return open_plan(step.child_id) or step


@require_http_methods(["GET", "POST"])
@child_page("child.read", refills=True)
def after(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """What a conference decided for one child, on its way out."""
    here = together(request, child_id, step_id, all_read=False)
    if here.own.decided is None:
        messages.info(request, "Nothing has been decided for this child at this conference yet.")
        return redirect("conference:before", child_id, step_id)
    reader = cast("User", request.user)
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    form = TaskForm(typed, workers=workers_for(here.step, reader))
    if request.method == "POST":
        if not reader.may(GIVE, here.step.authority_id):
            return refused(request, GIVE)
        if form.is_valid():
            return _give(request, here, form)
    elif kept is not None:
        throw_away(post=kept)
    plan = open_plan(child_id)
    wanting = lacking(here.step)
    context = {
        "here": here, "decided_words": DECISIONS.get(here.own.decided.outcome, "Decided"),
        "form": draw(form), "plan": plan, "lacking": wanting,
        "notices": notices(here, reader) if reader.may(SEND, here.step.authority_id) else [],
        "tasks": task_queries.open_on([here.step, *([plan] if plan is not None else [])]),
        "gives": reader.may(GIVE, here.step.authority_id),
        "minutes": here.own.last("record_sent"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "conference/after.jinja", context, status=status)
