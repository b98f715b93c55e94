"""The structure on any day, one of its units with everything it ever was, and what changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.access.policy.refusing import refused
from sightline.base.forms.drawing import draw
from sightline.base.moments import today
from sightline.oversight.structure import forms
from sightline.oversight.structure.actions import close_team
from sightline.oversight.structure.open_work import open_work
from sightline.people.persons.given import FactRefused
from sightline.people.workforce import actions
from sightline.people.workforce.models import Team
from sightline.people.workforce.structure import authorities_of, course, structure, units_of
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.workforce.structure import Unit

CHANGES = "users.manage"
KINDS = {"district": "district", "service": "service", "team": "team", "post": "post"}
Act = Callable[[Any, "User", forms.ChangeForm], Any]


@dataclass(frozen=True, slots=True)
class Way:
    """One change of a unit: its questions, its button, what makes it, and of which kinds."""

    key: str
    title: str
    form: type[forms.ChangeForm]
    act: Act
    kinds: tuple[str, ...]


def _given(form: forms.ChangeForm) -> dict[str, Any]:
    return cast("dict[str, Any]", form.cleaned_data)


def _close(unit: Any, by: User, form: forms.ChangeForm) -> Any:
    on = _given(form)["on"]
    if not isinstance(unit, Team):
        return actions.close(unit=unit, by=by, on=on)
    to = Team.objects.filter(pk=_given(form)["to"] or 0).first()
    return close_team(team=unit, by=by, on=on, to=to, with_workers=_given(form)["workers"])


def _move(unit: Any, by: User, form: forms.ChangeForm) -> Any:
    places = cast("forms.PlaceForm", form).places()
    return actions.move(unit=unit, by=by, on=_given(form)["on"], **places)


def _fill(unit: Any, by: User, form: forms.ChangeForm) -> Any:
    worker = forms.Worker.objects.get(pk=_given(form)["worker"])
    return actions.fill(post=unit, worker=worker, by=by, on=_given(form)["on"])


WAYS = (
    Way("rename", "Rename it", forms.NameForm,
        lambda unit, by, form: actions.rename(unit=unit, by=by, **_given(form)), tuple(KINDS)),
    Way("move", "Move it", forms.PlaceForm, _move, ("service", "team", "post")),
    Way("provide", "Say who provides it", forms.ProviderForm,
        lambda unit, by, form: actions.provide(service=unit, by=by, **_given(form)),
        ("service",)),
    Way("fill", "Say who holds it", forms.FillForm, _fill, ("post",)),
    Way("vacate", "Nobody holds it any longer", forms.ChangeForm,
        lambda unit, by, form: actions.vacate(post=unit, by=by, **_given(form)), ("post",)),
    Way("close", "Close it", forms.CloseForm, _close, tuple(KINDS)),
)


def _here(request: HttpRequest) -> Authority:
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority.")
    return authority


def may_change(user: User, unit: Unit) -> bool:
    """Whether this person keeps the structure of every authority that has the unit."""
    return all(user.may(CHANGES, pk) for pk in authorities_of(unit))


def _asked(request: HttpRequest) -> tuple[forms.AsOf, date]:
    typed = request.GET if any(name.startswith("on-") for name in request.GET) else None
    form = forms.AsOf(typed, initial={"on": today()})
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["on"]
    return form, today()


@permission("structure.view")
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """The tree of a day: district, service, team and post, with who held each post."""
    authority, (form, on) = _here(request), _asked(request)
    branches = structure(authority, on)
    teams = [team for b in branches for service in b.services for team in service.teams]
    context = {
        "authority": authority, "form": draw(form), "on": on, "branches": branches,
        "teams": len(teams), "posts": sum(len(team.posts) for team in teams),
        "vacant": sum(team.vacant for team in teams), "kinds": KINDS,
        "changes": cast("User", request.user).may(CHANGES, authority.pk),
    }
    return render(request, "structure/tree.jinja", context)


@permission(CHANGES, refills=True)
@require_http_methods(["GET", "POST"])
def open_unit(request: HttpRequest, kind: str) -> HttpResponse:
    """A new district, service, team or post."""
    authority, by = _here(request), cast("User", request.user)
    if kind not in KINDS:
        raise Http404("There is no such part of the structure.")
    form = forms.OpenForm(_typed(request), authority=authority, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            made = _open(kind, form, authority, by)
        except FactRefused as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, f"{made} is opened from {form.cleaned_data['on']:%-d %B %Y}.")
            return redirect("structure:unit", kind, made.pk)
    context = {"kind": kind, "form": draw(form), "authority": authority}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "structure/open.jinja", context, status=status)


def _open(kind: str, form: forms.OpenForm, authority: Authority, by: User) -> Any:
    given, places = form.cleaned_data, form.places()
    told: dict[str, Any] = {"name": given["name"], "by": by, "on": given["on"]}
    if kind == "district":
        return actions.open_district(authority=authority, **told)
    if kind == "service":
        return actions.open_service(
            authority=authority, purpose=given["purpose"], **places, **told
        )
    if kind == "team":
        return actions.open_team(authorities=[authority], kind=given["work"], **places, **told)
    return actions.open_post(manager=given["manager"], **places, **told)


def _typed(request: HttpRequest) -> Any:
    kept = getattr(request, "kept", None)
    return request.POST if request.method == "POST" else kept.data if kept else None


@permission("structure.view", refills=True)
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, kind: str, unit_id: int) -> HttpResponse:
    """One unit: what it was called, where it belonged, since when; and what may change of it."""
    authority, user = _here(request), cast("User", request.user)
    if kind not in KINDS:
        raise Http404("There is no such part of the structure.")
    found = get_object_or_404(units_of(authority)[kind].distinct(), pk=unit_id)
    changes = may_change(user, found)
    if request.method == "POST" and not changes:
        return refused(request, CHANGES)
    drawn, status, pressed = _ways(request, kind, found, authority, changes=changes)
    if status == 302:
        return redirect("structure:unit", kind, unit_id)
    held = open_work(found) if kind == "team" and found.until_on is None else None
    whole = user.may("child.read", authority.pk)
    context = {
        "kind": kind, "unit": found, "authority": authority, "changes": changes,
        "shared": len(authorities_of(found)) > 1, "course": course(found), "ways": drawn,
        "pressed": pressed, "held": held.lines(whole=whole) if held is not None else [],
        "holders": held.held_by(whole=whole) if held is not None else [],
        "board": reverse("worklists:team", args=[unit_id])
        if kind == "team" and user.may("service.view", authority.pk) else "",
        "last_door": _last_of_its_kind(found, authority) if kind == "team" else False,
    }
    return render(request, "structure/unit.jinja", context, status=status)


def _ways(
    request: HttpRequest, kind: str, found: Unit, authority: Authority, *, changes: bool
) -> tuple[list[tuple[Way, Any]], int, str]:
    """The changes that may be made, drawn; 302 when one was made, 422 when it was refused."""
    typed = _typed(request)
    pressed = typed.get("way", "") if typed is not None else ""
    drawn, status = [], 200
    for way in WAYS if changes and found.until_on is None else ():
        if kind not in way.kinds:
            continue
        asked = forms.CloseTeamForm if (way.key, kind) == ("close", "team") else way.form
        form = asked(
            typed if pressed == way.key else None, prefix=way.key, authority=authority, unit=found
        )
        if request.method == "POST" and pressed == way.key:
            if form.is_valid() and _done(request, way, form, found):
                return [], 302, pressed
            status = 422
        drawn.append((way, draw(form)))
    return drawn, status, pressed


def _done(request: HttpRequest, way: Way, form: forms.ChangeForm, found: Unit) -> bool:
    try:
        way.act(found, cast("User", request.user), form)
    except (FactRefused, RecordError) as wrong:
        form.add_error(None, str(wrong))
        return False
    messages.success(request, "Done, and kept with what was before.")
    return True


def _last_of_its_kind(team: Team, authority: Authority) -> bool:
    """Whether no other front door, or no other night team, would be left."""
    if team.kind not in {Team.Kind.FRONT_DOOR, Team.Kind.OUT_OF_HOURS}:
        return False
    others = Team.objects.in_force(today()).filter(kind=team.kind, authorities=authority)
    return not others.exclude(pk=team.pk).exists()
