"""Local practice as its head of service sets it: times to answer, what work weighs, and caps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.policy.guard import permission
from sightline.base.components.words import plural
from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import today
from sightline.journey.chairs_alert.actions import set_level
from sightline.journey.chairs_alert.ladder import COMMON, HIGHEST
from sightline.journey.chairs_alert.ladder import standing as levels
from sightline.kernel.register import processes
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.rows import title_of
from sightline.people.workforce.models import TeamMembership, Worker
from sightline.record.caseloads.actions import set_cap, set_weight
from sightline.record.caseloads.models import CaseloadCap, CaseWeight
from sightline.record.checks.actions import set_answer_time
from sightline.record.checks.models import AnswerTime
from sightline.record.checks.times import standing as answer_times
from sightline.record.meetings.actions import set_conference_times
from sightline.record.meetings.times import DAY_NAMES, read
from sightline.record.meetings.times import standing as conference_times
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.journey.chairs_alert.models import Level
    from sightline.record.meetings.models import ConferenceTimes

Given = Mapping[str, Any]


class PracticeForm(forms.Form):
    """From which day something is set, and who approved it when."""

    since_on = DayField(label="From which day?")
    owner = forms.CharField(label="Who approved it?", max_length=120)
    approved_on = DayField(label="When was it approved?")

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        kwargs["initial"] = {"since_on": today(), "approved_on": today()}
        super().__init__(*args, **kwargs)
        self.offer(authority)

    def offer(self, authority: Authority) -> None:
        """Fill the choices that depend on the authority."""


class AnswerForm(PracticeForm):
    """How long an agency has to answer."""

    grade = forms.ChoiceField(
        label="For contacts graded", required=False, widget=forms.Select,
        choices=[("", "Any, or not graded"), *((g.value, g.label) for g in AnswerTime.Grade
                                               if g.value)],
    )
    allowed = forms.CharField(
        label="How long may an answer take?", max_length=60, required=False,
        help_text="For example 4 hours or 1 working day. Leave it empty for no limit.",
    )
    field_order = ("grade", "allowed", "since_on", "owner", "approved_on")


class WeightForm(PracticeForm):
    """What a child weighs while one kind of work is open."""

    process = forms.ChoiceField(label="While this is open")
    weight = forms.DecimalField(
        label="What does a child weigh?", min_value=0, max_digits=4, decimal_places=1,
        help_text="An ordinary child weighs 1. Of several kinds of work the heaviest counts.",
    )
    field_order = ("process", "weight", "since_on", "owner", "approved_on")

    def offer(self, authority: Authority) -> None:
        """The kinds of work that a child may have open."""
        self.fields["process"].choices = [  # type: ignore[attr-defined]
            (process.key, process.title) for process in processes if process.opens
        ]


class CapForm(PracticeForm):
    """How much weight a worker may hold."""

    worker = forms.TypedChoiceField(
        label="For whom?", coerce=int, required=False, empty_value=None
    )
    cap = forms.DecimalField(
        label="How much weight may they hold?", min_value=0, max_digits=5, decimal_places=1,
        help_text="Above it a warning is given. Nothing is held back.",
    )
    field_order = ("worker", "cap", "since_on", "owner", "approved_on")

    def offer(self, authority: Authority) -> None:
        """Everybody, or one worker of a team here."""
        here = TeamMembership.objects.in_force(today()).filter(team__authorities=authority)
        rows = Worker.objects.in_force(today()).filter(pk__in=here.values("worker_id"))
        self.fields["worker"].choices = [  # type: ignore[attr-defined]
            ("", "Everybody who has no cap of their own"),
            *((each.pk, each.name) for each in rows.order_by("name", "pk")),
        ]


class LevelForm(PracticeForm):
    """Who answers a chair's alert at a level, and how long they have."""

    number = forms.TypedChoiceField(
        label="Which level?", coerce=int,
        choices=[(number, f"Level {number}") for number in range(1, HIGHEST + 1)],
    )
    name = forms.CharField(
        label="Who answers at this level?", max_length=80, required=False,
        help_text="A job, for example Head of service. Leave it empty to do without this level.",
    )
    days = forms.IntegerField(
        label="In how many working days?", min_value=0, max_value=60, required=False,
        help_text="Leave it empty for no limit.",
    )
    field_order = ("number", "name", "days", "since_on", "owner", "approved_on")


class TimesForm(PracticeForm):
    """When and where conferences are held."""

    starts = forms.CharField(
        label="At what times do conferences begin?", max_length=80, initial="9:30, 13:30",
        help_text="With a comma between them. Each is a half day that one conference takes.",
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="On which days of the week?", coerce=int, widget=forms.CheckboxSelectMultiple,
        choices=list(enumerate(DAY_NAMES)), initial=[0, 1, 2, 3, 4],
    )
    rooms = forms.CharField(
        label="In which rooms?", required=False, widget=forms.Textarea, max_length=1000,
        help_text="One a line, as a booking names them. Leave it empty if rooms are not counted.",
    )
    field_order = ("starts", "weekdays", "rooms", "since_on", "owner", "approved_on")


def _answer(authority: Authority, by: User, given: Given) -> None:
    set_answer_time(authority=authority, by=by, **given)


def _weight(authority: Authority, by: User, given: Given) -> None:
    set_weight(authority=authority, by=by, **given)


def _cap(authority: Authority, by: User, given: Given) -> None:
    worker = Worker.objects.filter(pk=given["worker"] or 0).first()
    set_cap(authority=authority, by=by, **{**given, "worker": worker})


def _level(authority: Authority, by: User, given: Given) -> None:
    set_level(authority=authority, by=by, **given)


def _times(authority: Authority, by: User, given: Given) -> None:
    set_conference_times(authority=authority, by=by, **given)


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that may be set: its title, its questions, what sets it, and what it is called.

    `unset` says what holds while nothing is set.
    """

    key: str
    title: str
    form: type[PracticeForm]
    act: Callable[[Authority, User, Given], None]
    heading: str
    unset: str = "Nothing is set, so nothing is ever late or too much."


WAYS = (
    Way("answer", "Set a time to answer", AnswerForm, _answer, "Times to answer an agency check"),
    Way("weight", "Set what work weighs", WeightForm, _weight, "What work weighs"),
    Way("cap", "Set a cap", CapForm, _cap, "Caps"),
    Way("level", "Set a level", LevelForm, _level, "Who answers a chair’s alert",
        "Nothing is set, so the usual ladder holds: "
        + "; ".join(f"{rung.name}, {rung.days} working days" for rung in COMMON) + "."),
    Way("times", "Set the times of conferences", TimesForm, _times, "When conferences are held",
        "Nothing is set, so two half days are offered on every working day, from 9:30 and 13:30."),
)


def _set(authority: Authority) -> dict[str, list[tuple[str, str, Any]]]:
    """What stands, thing by thing: for what, how much, and the row that says so."""
    rows = {"authority": authority, "superseded_at__isnull": True}
    weights = CaseWeight.objects.filter(**rows).order_by("process", "-since_on")
    caps = CaseloadCap.objects.filter(**rows).select_related("worker")
    return {
        "answer": [(each.get_grade_display() or "Not graded", each.allowed or "No limit", each)
                   for each in answer_times(authority.pk)],
        "weight": [(title_of(each.process), f"{each.weight}", each) for each in weights],
        "cap": [(each.worker.name if each.worker else "Everybody", f"{each.cap}", each)
                for each in caps.order_by("worker__name", "-since_on")],
        "level": [(f"Level {each.number}", _level_words(each), each)
                  for each in levels(authority.pk)],
        "times": [("Conferences", _times_words(each), each)
                  for each in conference_times(authority.pk)],
    }


def _level_words(level: Level) -> str:
    if not level.name:
        return "Not used"
    days = "no limit" if level.days is None else plural(level.days, "working day")
    return f"{level.name}, {days}"


def _times_words(row: ConferenceTimes) -> str:
    times = read(row)
    days = ", ".join(DAY_NAMES[day] for day in sorted(times.weekdays))
    rooms = f". Rooms: {', '.join(times.rooms)}" if times.rooms else ""
    return f"{row.starts}, on {days}{rooms}"


@permission("practice.set", refills=True)
@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """What the authority has set for itself, since when and by whom; more is set from here."""
    authority, user = authority_of(request), cast("User", request.user)
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    pressed = typed.get("way", "") if typed is not None else ""
    drawn, status, found = [], 200, _set(authority)
    for way in WAYS:
        data = typed if pressed == way.key else None
        form = way.form(data, prefix=way.key, authority=authority)
        if request.method == "POST" and pressed == way.key:
            if form.is_valid() and _done(request, way, form, authority, user):
                return redirect("worklists:practice")
            status = 422
        drawn.append((way, draw(form), found[way.key]))
    context = {"ways": drawn, "pressed": pressed, "authority": authority}
    return render(request, "worklists/practice.jinja", context, status=status)


def _done(
    request: HttpRequest, way: Way, form: PracticeForm, authority: Authority, user: User
) -> bool:
    try:
        way.act(authority, user, form.cleaned_data)
    except RecordError as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, "Set, and kept with what stood before.")
    return True
