"""The children subject to a protection plan on any day: as it was, or as the record then said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy import visible_children
from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.base.components.words import age_words
from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import at, today
from sightline.journey.protection_plan.queries import OnPlan, children_on_plans
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.front_door import authority_of
from sightline.people.persons.models import Person
from sightline.people.workforce.lookups import called
from sightline.record.allocation.models import Allocation, Involvement
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.harm.models import CATEGORIES

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Worker

NOW, THEN = "now", "then"
EARLIEST = date(1988, 1, 1)
HEADINGS = (
    "Reference", "Name", "Age then", "Category", "Category at first", "On a plan since",
    "Days on the plan", "Lead worker then", "Team then",
)


class AsAt(forms.Form):
    """Which day, and by what knowledge."""

    on = DayField(label="On which day?")
    known = forms.ChoiceField(
        label="By what the record said", required=False, widget=forms.RadioSelect, initial=NOW,
        choices=((NOW, "Today, with later corrections"), (THEN, "At the end of that day")),
    )

    def clean_on(self) -> date:
        """A day that has come; nobody is on a plan tomorrow."""
        on: date = self.cleaned_data["on"]
        if not EARLIEST <= on <= today():
            raise forms.ValidationError(
                f"Give a day between {EARLIEST:%-d %B %Y} and today: who will be on a plan later "
                "nobody can say."
            )
        return on


@dataclass(frozen=True)
class Line:
    """One child on a plan on a day, with who led the work then."""

    plan: OnPlan
    child: Person
    worker: Worker | None
    team: str
    on: date

    @property
    def category(self) -> str:
        """The category of that day, in words."""
        return NAMES.get(self.plan.category, "Not recorded")

    @property
    def first_category(self) -> str:
        """The category with which the plan began."""
        return NAMES.get(self.plan.first_category, "Not recorded")

    @property
    def changed(self) -> bool:
        """Whether it was another."""
        return self.plan.first_category != self.plan.category

    @property
    def age(self) -> str:
        """The child's age on that day."""
        born = self.child.born_on
        if born is not None and born > self.on:
            return "Unborn"
        return age_words(born, self.child.expected_on, self.on)

    @property
    def days(self) -> int:
        """How many days the plan had lasted."""
        return (self.on - self.plan.since).days

    @property
    def cells(self) -> list[str]:
        """The line for a spreadsheet."""
        return [
            self.child.ref or "", self.child.display_name, self.age, self.category,
            self.first_category, self.plan.since.isoformat(), str(self.days),
            self.worker.name if self.worker else "", self.team,
        ]


NAMES: Mapping[str, str] = dict(CATEGORIES)


def on_plans(user: User, authority: Authority, on: date, *, known: str = NOW) -> list[Line]:
    """Those subject to a plan at the end of a day whom this person may open today; six queries.

    Of those they may not open nothing is said, and no number: days and categories asked one
    after another would tell of whom.
    """
    moment = at(on + timedelta(days=1), time(0, 0)) if known == THEN else None
    plans = children_on_plans(authority, on, known_at=moment)
    people = Person.objects.filter(
        pk__in=[plan.child_id for plan in plans]
    ).filter(pk__in=visible_children(user)).in_bulk()
    leads = _then(list(people), on, moment) if moment else _leads(list(people), on)
    teams = called(team.pk for _, team in leads.values() if team is not None)
    found = []
    for plan in plans:
        if plan.child_id in people:
            worker, team = leads.get(plan.child_id, (None, None))
            found.append(Line(plan, people[plan.child_id], worker, teams.on(team, on), on))
    return found


Leads = dict[int, tuple[Any, Any]]


def _leads(child_ids: Sequence[int], on: date) -> Leads:
    """Who led each child's work on a day, as the record has it now."""
    rows = Involvement.objects.on(on).filter(
        child_id__in=child_ids, role=InvolvementRole.LEAD
    ).select_related("worker", "team").order_by("since_on", "event_id")
    return {row.child_id or 0: (row.worker, row.team) for row in rows}


def _then(child_ids: Sequence[int], on: date, moment: datetime) -> Leads:
    """Who was last said to lead each child's work, by what was on record at a moment."""
    rows = Allocation.objects.known_at(moment).filter(
        event__child_id__in=child_ids, role=InvolvementRole.LEAD, event__happened_on__lte=on
    ).select_related("event", "worker", "team")
    found: Leads = {}
    for row in rows.order_by("event__happened_on", "event__order", "event_id"):
        ended = row.event.kind == "allocation.ended"
        found[row.event.child_id or 0] = (None, row.team) if ended else (row.worker, row.team)
    return found


def _asked(request: HttpRequest) -> tuple[AsAt, date, str]:
    """The day and the knowledge asked for; today, and today's, where nothing readable was."""
    typed = request.GET if any(name.startswith("on-") for name in request.GET) else None
    form = AsAt(typed, initial={"on": today(), "known": NOW})
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["on"], form.cleaned_data["known"] or NOW
    return form, today(), NOW


@permission("conference.view")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The list on a day, the longest on a plan first, with how many there are in each category."""
    form, on, known = _asked(request)
    lines = on_plans(cast("User", request.user), authority_of(request), on, known=known)
    categories = Counter(line.category for line in lines)
    size = max(len(lines), 1) if "whole" in request.GET else 100
    paging = Paging.of(lines, request, size)
    noted(request, "on_plans", [line.child.pk for line in paging.items], {})
    context = {
        "form": draw(form), "on": on, "known": known, "paging": paging,
        "categories": categories.most_common(), "latest": on == today() and known == NOW,
        "query": f"on-day={on.day}&on-month={on.month}&on-year={on.year}&known={known}",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "worklists/on_plans.jinja", context, status=status)


@permission("conference.view")
@require_GET
def listed_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet, child for child."""
    _, on, known = _asked(request)
    lines = on_plans(cast("User", request.user), authority_of(request), on, known=known)
    return exporting.written(
        request, HEADINGS, [line.cells for line in lines], kind="on-plans", ident=None,
        children=[line.child.pk for line in lines],
    )
