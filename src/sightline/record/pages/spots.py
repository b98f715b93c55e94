"""Where a person is when they fill in a page: which page, which step, which children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sightline.access.policy import scope
from sightline.base import worded
from sightline.base.forms import Child, PageForm
from sightline.base.forms.reading import key
from sightline.base.moments import now
from sightline.kernel.forms import Page
from sightline.kernel.process import EventKind, Process
from sightline.kernel.register import processes
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import sibling_group
from sightline.record.drafts.actions import Place
from sightline.record.drafts.models import Draft
from sightline.record.pages.homes import home_of
from sightline.record.pages.opening import first_guess, with_day
from sightline.record.pages.options import options_for
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User

ALSO = "also"


@dataclass
class Spot:
    """One page in front of one person: its step or the child it would open a step for."""

    process: Process
    page: Page
    child: Person
    step: Step | None = None
    also: Sequence[Person] = ()
    reader: User | None = None
    others: list[Person] | None = None

    @property
    def kind(self) -> EventKind:
        """The kind of event that the page records."""
        return self.process.event(self.page.event)

    @property
    def place(self) -> Place:
        """Where its draft belongs."""
        return Place(
            self.process.key, self.page.key, self.child.authority, step=self.step,
            child=self.child if self.step is None else None,
        )

    @property
    def children(self) -> list[Person]:
        """Everybody the page is about: the child, and those it is also about."""
        return [self.child, *self.also]

    def form(
        self, *, data: Any = None, draft: Draft | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> PageForm:
        """The page's form, from what was posted, a draft, or what is already known."""
        typed = None
        if draft is not None:
            typed = with_day(self.page, {k: v for k, v in draft.data.items() if k != ALSO})
        if data is None and typed is None and initial is None:
            initial = first_guess(
                self.page, self.kind, step=self.step, child=self.child, children=self.children
            )
        many = len(self.children) > 1 or any(s.per_child for s in self.page.sections)
        return PageForm(
            self.page, self.kind, data=data, draft=typed, initial=initial,
            children=[Child(c.pk, c.display_name) for c in self.children] if many else (),
            options=options_for(self.page, self.child, self.reader),
        )

    def of_these(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, without the answers of a child whose record is not open here."""
        ids = {child.pk for child in self.children}
        return {
            name: texts for name, texts in typed.items()
            if name != ALSO and _whose(name) in (None, *ids)
        }

    def url(self, name: str = "page") -> str:
        """The address of this page, its draft or its answers."""
        if self.step is not None:
            return reverse(f"pages:{name}", args=[self.child.pk, self.step.pk, self.page.key])
        return reverse(
            f"pages:start_{name}", args=[self.child.pk, self.process.key, self.page.key]
        )

    def back(self) -> str:
        """Where the person came from: the work's own page, the step, or the child."""
        home = home_of(self.step)
        if home is not None:
            return home[1]
        if self.step is not None:
            return reverse("pages:step", args=[self.child.pk, self.step.pk])
        return reverse("child", args=[self.child.pk])


def _whose(name: str) -> int | None:
    """The child whose own question a name is; none for a question asked once for all."""
    first, _, rest = name.partition("-")
    return key(rest.partition("-")[0]) if first == "child" else None


def find(
    child_id: int, page: str, *, step_id: int | None = None, process: str | None = None
) -> Spot:
    """The spot that an address names; Http404 when there is no such page or step."""
    child = get_object_or_404(Person.objects.select_related("authority"), pk=child_id)
    step = None
    if step_id is not None:
        step = get_object_or_404(
            Step.objects.select_related("authority", "child", "owner_worker", "owner_team"),
            pk=step_id, child_id=child_id,
        )
        process = step.process
    declared = processes.get(process or "")
    if declared is None:
        raise Http404(f"There is no process called {process!r}.")
    try:
        return Spot(declared, declared.page(page), child, step)
    except KeyError as missing:
        raise Http404(str(missing)) from None


def with_also(spot: Spot, user: User, chosen: Sequence[str]) -> Spot:
    """The spot with the brothers and sisters it is also about, of those the person may see."""
    ids = {key(text) for text in chosen}
    if not spot.page.shared or not ids:
        return spot
    spot.also = [person for person in may_be_about(spot, user) if person.pk in ids]
    return spot


def may_be_about(spot: Spot, user: User) -> list[Person]:
    """Brothers and sisters whose records this person may open: read once for a spot."""
    if spot.others is None:
        group = [sibling.person_id for sibling in sibling_group(spot.child.pk, reader=user)]
        opens = scope.opening(user, "journey.record")

        def question(ids: Sequence[int]) -> QuerySet[Person]:
            here = Person.objects.filter(pk__in=ids).filter(pk__in=opens.children(now()))
            return here.order_by("born_on", "pk")

        wording = ("may be about", opens.key)
        spot.others = worded.found(wording, [group], question, now()) if group else []
    return spot.others


def chosen(request: HttpRequest, draft: Draft | None) -> list[str]:
    """Who else the page is about: as ticked just now, else as the draft has it."""
    if "_also_asked" in request.POST:
        return request.POST.getlist(ALSO)
    if ALSO in request.GET:
        return request.GET.getlist(ALSO)
    return list(draft.data.get(ALSO, [])) if draft is not None else []
