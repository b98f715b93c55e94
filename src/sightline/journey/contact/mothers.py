"""Whose baby a contact is about: her record is chosen, or made from what the form says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.policy import may_read, visible_children
from sightline.access.policy.guard import child_page
from sightline.base.components.words import day
from sightline.base.forms.reading import key
from sightline.base.moments import now, today
from sightline.journey.contact import actions, queries
from sightline.journey.contact.models import ChildPart
from sightline.journey.contact.settling import contact_of
from sightline.people.matching.candidates import Told, candidates
from sightline.people.matching.scope import scope_of
from sightline.people.matching.search import find
from sightline.people.persons.models import Person
from sightline.record.pregnancy.queries import babies_of, has_mother, told_on
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.matching.search import RestrictedHit
    from sightline.people.persons.summary import IdentityLine
    from sightline.record.pregnancy.models import Pregnancy
    from sightline.record.spine.models import Step


@dataclass
class Maybe:
    """Somebody who may be the mother: why, and the children of hers who may be this one."""

    line: IdentityLine
    why: str = ""
    babies: list[Person] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
@child_page("journey.record")
def mother(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Who the mother is, and whether the baby is known here already; nothing is typed again."""
    step, user = contact_of(child_id, step_id), cast("User", request.user)
    wrong = ""
    if request.method == "POST":
        try:
            return _settled(request, step)
        except RecordError as refused:
            wrong = str(refused)
    told, sought = told_on(step), request.GET.get("q", "").strip()
    found = (
        find(user, sought, authority_id=step.authority_id, where="a contact") if sought else None
    )
    like, kept = _like(user, step, told)
    hits = [Maybe(hit.line) for hit in found.hits] if found is not None else []
    _with_babies(user, step, [*like, *hits])
    context = {
        "step": step, "child": step.child, "told": told, "like": like, "kept": kept,
        "sought": sought, "found": found, "hits": hits, "wrong": wrong,
        "settled": has_mother(child_id),
    }
    return render(request, "contact/mother.jinja", context, status=422 if wrong else 200)


def _like(
    user: User, step: Step, told: Pregnancy | None
) -> tuple[list[Maybe], list[RestrictedHit]]:
    """Grown people already here who are like the mother told of, and those kept from the reader."""
    if told is None or not (told.mother or told.mother_nhs):
        return [], []
    asked = Told(
        family=told.mother_family, given=told.mother_given, born_on=told.mother_born_on,
        lines=told.mother_address, postcode=told.mother_postcode,
        identifiers=(("nhs", told.mother_nhs),) if told.mother_nhs else (),
    )
    found = candidates(
        user=user, authority=step.authority, told=asked, where="a maternity form", limit=8
    )
    grown = [one for one in found.people if one.line.id != step.child_id
             and (one.line.born_on is not None or one.line.expected_on is None)]
    return [Maybe(one.line, one.why) for one in grown], found.restricted


def _with_babies(user: User, step: Step, those: list[Maybe]) -> None:
    known = babies_of(user, [each.line.id for each in those], besides=step.child_id or 0)
    for each in those:
        each.babies = known.get(each.line.id, [])


def _settled(request: HttpRequest, step: Step) -> HttpResponse:
    """What was pressed: this mother, this mother and this child of hers, or nobody known here."""
    user = cast("User", request.user)
    verb, _, rest = request.POST.get("do", "").partition(":")
    if verb == "new":
        actions.name_mother(step=step, mother=None, by=user, on=today(), at=now().time())
        messages.success(request, "Her record was made from what the form says.")
        return redirect("pages:step", step.child_id, step.pk)
    number, _, baby = rest.partition(":")
    reach = Person.objects.filter(scope_of(user, step.authority_id).q())
    her = get_object_or_404(reach, pk=key(number) or 0) if verb == "mother" else None
    if her is None:
        raise Http404("Nothing was chosen.")
    unborn = _baby(user, her, baby, besides=step.child_id or 0)
    goes_on = actions.name_mother(
        step=step, mother=her, unborn=unborn, by=user, on=today(), at=now().time()
    )
    _twins(user, step, her)
    if unborn is None:
        messages.success(request, f"{her.display_name} is the mother.")
        return redirect("pages:step", step.child_id, step.pk)
    messages.success(request, _one_record(unborn, told_on(step)))
    if not may_read(user, unborn.pk).allowed:
        return redirect("contact:find")
    return redirect("pages:step", goes_on.child_id, goes_on.pk)


def _baby(user: User, her: Person, number: str, *, besides: int) -> Person | None:
    if not number:
        return None
    hers = babies_of(user, [her.pk], besides=besides).get(her.pk, [])
    found = next((baby for baby in hers if baby.pk == key(number)), None)
    if found is None:
        raise Http404("There is no such child of hers.")
    return found


def _twins(user: User, step: Step, her: Person) -> None:
    """Babies told of on the same form have the same mother."""
    seen = visible_children(user, permission="journey.record")
    others = queries.siblings_of(step).select_related("child").exclude(pk=step.pk)
    for other in others.filter(child_id__in=seen, closed_on=None):
        part = queries.child_part(other)
        if part is None or part.about != ChildPart.About.UNBORN or has_mother(other.child_id or 0):
            continue
        actions.name_mother(step=other, mother=her, by=user, on=today(), at=now().time())


def _one_record(unborn: Person, told: Pregnancy | None) -> str:
    words = f"The contact stands on the record of {unborn.display_name}, from when it was received."
    due = told.due_on if told is not None else None
    if unborn.unborn and due is not None and due != unborn.expected_on:
        on_record = day(unborn.expected_on) if unborn.expected_on else "none"
        words += f" The form says due {day(due)}; the record says {on_record}: see which is right."
    return words
