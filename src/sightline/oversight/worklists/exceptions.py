"""Children to look at: long plans, help with something missing, weeks without a decision.

Nothing here is late by a clock of law. Each is a sign that a child's work has drifted, put in
front of the manager who answers for it; nothing on the record is changed by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.here import holds
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.base.components.words import age_words, day
from sightline.base.moments import today
from sightline.journey.child_in_need.queries import found_and_unopened, missing_of
from sightline.journey.contact import background
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.long_plans import long_plan
from sightline.oversight.worklists.rows import readable
from sightline.oversight.worklists.teams import team_page, teams_here
from sightline.people.persons.background import answered, lacking_in
from sightline.record.decisions.queries import last_decided
from sightline.record.interpreters.wanting import wanting
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team, Worker

#: After how many days a decision is wanted (S035).
DECISION_DAYS = 30
HEADINGS = ("Reference", "Name", "Age", "Team", "Lead worker", "Since", "Why")


@dataclass(frozen=True)
class Scope:
    """Whose work one person answers for: some teams, or all of an authority when none is named."""

    authority: Authority
    teams: tuple[Team, ...] | None

    def narrow(self, steps: Any) -> list[Step]:
        """The open work of the scope among some, the oldest first; one query."""
        steps = steps.filter(authority=self.authority, child__isnull=False)
        if self.teams is not None:
            steps = steps.filter(owner_team__in=[team.pk for team in self.teams])
        rows = steps.select_related("child", "owner_worker", "owner_team")
        return list(rows.order_by("opened_on", "pk"))

    @cached_property
    def open(self) -> list[Any]:
        """All open work, contacts apart, the oldest first; one query for all that asks.

        Each says when the child's contact was decided, and what is known of who the child is.
        """
        return self.narrow(Step.objects.open().exclude(process="contact").annotate(
            contact_on=background.decided_on("child"), **answered("child")
        ))

    def of(self, process: str) -> list[Step]:
        """The open work of one process."""
        return [step for step in self.open if step.process == process]

    @cached_property
    def oldest(self) -> dict[int, Any]:
        """The oldest open work with each child, contacts apart."""
        found: dict[int, Any] = {}
        for step in self.open:
            found.setdefault(step.child_id or 0, step)
        return found

    def holds(self, team: Team | None) -> bool:
        """Whether work that a team holds is in the scope."""
        return self.teams is None or team in self.teams


@dataclass(frozen=True)
class Listed:
    """One child on a list: which work it is, since when, and why they are on it, in words."""

    step: Step
    since: date | None
    words: tuple[str, ...]

    @property
    def child(self) -> Person:
        """The child; every step on these lists is about one."""
        assert self.step.child is not None
        return self.step.child

    @property
    def worker(self) -> Worker | None:
        """Who leads the work."""
        return self.step.owner_worker

    @property
    def team(self) -> Team | None:
        """Which team holds it."""
        return self.step.owner_team

    @property
    def age(self) -> str:
        """The child's age in words."""
        return age_words(self.child.born_on, self.child.expected_on)


def long_plans(scope: Scope) -> list[Listed]:
    """Protection plans of 15 months or more, before and after the mark of 18 (S067)."""
    steps = scope.of("protection_plan")
    return [Listed(step, step.opened_on, said) for step in steps if (said := long_plan(step))]


def in_need(scope: Scope) -> list[Listed]:
    """Children in need without a worker, an assessment or a plan worth the name (S081)."""
    steps = scope.of("child_in_need")
    missing = missing_of(steps)
    found = [
        Listed(step, step.opened_on, tuple(missing[step.pk]))
        for step in steps if missing[step.pk]
    ]
    for each in found_and_unopened(scope.authority):
        if each.due_on is not None and each.due_on < today() and scope.holds(each.step.owner_team):
            words = f"Found in need, and no plan was opened: it was due by {day(each.due_on)}."
            found.append(Listed(each.step, each.since, (words,)))
    return found


def undecided(scope: Scope) -> list[Listed]:
    """Children worked with for whom no decision with a reason was recorded in 30 days (S035).

    The days run from the last such decision, a conference's among them, or from the opening of
    the work. Of work brought in from a return nobody can say until its first decision here.
    """
    oldest = scope.oldest
    decided = _last_decided(list(oldest))
    found = []
    for child_id, step in oldest.items():
        last = decided.get(child_id)
        since = last or (step.opened_on if not step.source else None)
        if since is None or since >= today() - timedelta(days=DECISION_DAYS):
            continue
        gone = (today() - since).days
        said = f"No decision with a reason since {day(since)}: {gone} days."
        if last is None:
            said = f"No decision with a reason since the work began on {day(since)}: {gone} days."
        found.append(Listed(step, since, (said,)))
    return sorted(found, key=lambda each: (each.since or date.min, each.step.pk))


def _last_decided(child_ids: Sequence[int]) -> dict[int, date]:
    found = last_decided(child_ids)
    conferences = Event.objects.standing().of("conference.decided").filter(child_id__in=child_ids)
    latest = conferences.values("child_id").annotate(last=Max("happened_on"))
    for child_id, last in latest.order_by().values_list("child_id", "last"):
        found[child_id] = max(last, found.get(child_id, last))
    return found


def unheard(scope: Scope) -> list[Listed]:
    """Children at whose meetings an interpreter is wanting, or did not come (S039)."""
    oldest = scope.oldest
    return [
        Listed(oldest[child_id], said[0][0], tuple(words for _, words in said))
        for child_id, said in wanting(oldest).items()
    ]


@dataclass(frozen=True)
class Kind:
    """One of the lists: what it is called, what puts a child on it, and how it is found."""

    key: str
    title: str
    about: str
    find: Callable[[Scope], list[Listed]]


def unasked(scope: Scope) -> list[Listed]:
    """Children of whom something is not known ten working days after their contact (S026)."""
    found = []
    for step in scope.oldest.values():
        on, unborn = step.contact_on, step.child.born_on is None and step.child.expected_on
        last = background.owed_on(on) if on is not None else None
        if unborn or last is None or last >= today() or not (missing := lacking_in(step)):
            continue
        words = f"Not known: {', '.join(missing)}. The contact was decided on {day(on)}."
        found.append(Listed(step, on, (words,)))
    return sorted(found, key=lambda each: (each.since or date.min, each.step.pk))


KINDS = {
    kind.key: kind for kind in (
        Kind("long-plans", "Protection plans past 15 months",
             "Looked at before the mark of 18 months, while there is time to change something.",
             long_plans),
        Kind("in-need", "Children in need with something missing",
             "Help under a child in need plan needs a worker, an assessment and a plan.", in_need),
        Kind("undecided", "No recorded decision for more than 30 days",
             "Counted from the last decision with its reason, or from the start of the work. "
             "Work brought in from a return is listed after its first decision here.", undecided),
        Kind("not-asked", "Ethnicity, language, religion or interpreter not known",
             "Not yet known will do for ten working days after the contact was decided. Declined, "
             "and not applicable, are answers.", unasked),
        Kind("interpreters", "Interpreter needed, and none is sure to come or none came",
             "Visits and meetings ahead, and those of the last four weeks. A visit or meeting is "
             "recorded all the same.", unheard),
    )
}


def scope_of(request: HttpRequest) -> Scope:
    """The teams asked for that this person answers for; the whole service for those who see it."""
    asked = request.GET.get("team", "")
    if not asked and holds(request, "service.view"):
        return Scope(authority_of(request), None)
    teams = [team for team in teams_here(request) if not asked or str(team.pk) == asked]
    if not teams:
        raise Http404("You belong to no such team.")
    return Scope(authority_of(request), tuple(teams))


def _open_to(
    request: HttpRequest, rows: Sequence[Listed]
) -> tuple[list[Listed], dict[int, tuple[str, int]]]:
    seen, _ = readable(request.user, [each.child for each in rows])
    return [each for each in rows if each.child.pk in seen], seen


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404(f"There is no list called {key!r}; there is {', '.join(KINDS)}.")
    return KINDS[key]


@team_page
@require_GET
def exceptions(request: HttpRequest) -> HttpResponse:
    """Each list with how many children are on it; every count opens its list."""
    scope = scope_of(request)
    found = {kind: kind.find(scope) for kind in KINDS.values()}
    seen, _ = readable(request.user, [row.child for rows in found.values() for row in rows])
    counts = [
        (kind, sum(row.child.pk in seen for row in rows)) for kind, rows in found.items()
    ]
    context = {"counts": counts, "scope": scope, "asked": request.GET.get("team", "")}
    return render(request, "worklists/exceptions.jinja", context)


@team_page
@require_GET
def exception(request: HttpRequest, key: str) -> HttpResponse:
    """One list: each child with why they are on it, the longest first."""
    kind, scope = _kind(key), scope_of(request)
    rows, seen = _open_to(request, kind.find(scope))
    paging = Paging.of(rows, request)
    noted(request, "exceptions", [each.child.pk for each in paging.items], seen)
    context = {
        "kind": kind, "paging": paging, "scope": scope,
        "asked": request.GET.get("team", ""), "may_allocate": holds(request, "allocation.decide"),
    }
    return render(request, "worklists/exception.jinja", context)


@team_page
@require_GET
def exception_export(request: HttpRequest, key: str) -> HttpResponse:
    """The same list as a file for a spreadsheet, child for child."""
    kind = _kind(key)
    rows, _ = _open_to(request, kind.find(scope_of(request)))
    return exporting.written(
        request, HEADINGS, [_cells(row) for row in rows], kind=kind.key, ident=None,
        children=[row.child.pk for row in rows],
    )


def _cells(row: Listed) -> list[str]:
    return [
        row.child.ref or "", row.child.display_name, row.age,
        row.team.name_now if row.team is not None else "",
        row.worker.name if row.worker is not None else "",
        row.since.isoformat() if row.since is not None else "", " ".join(row.words),
    ]
