"""Search before create: a new record is made only after looking for one already there."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from sightline.access.authorities.models import Authority
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.forms.drawing import DayField, draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.people.matching.candidates import Candidates, Told, candidates
from sightline.people.matching.scope import scope_of
from sightline.people.matching.search import find
from sightline.people.persons.absence import Absence
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import AddressGiven, IdentifierGiven, NameGiven
from sightline.people.persons.person import Person, SexCode
from sightline.people.relationships.actions import create_unborn


class NewPersonForm(forms.Form):
    """What is known of somebody who may not be recorded yet."""

    kind = forms.ChoiceField(
        label="Who is this?",
        choices=[("child", "A child"), ("unborn", "An unborn child"), ("adult", "An adult")],
        widget=forms.RadioSelect,
        initial="child",
    )
    given = forms.CharField(label="Given names", max_length=100, required=False)
    family = forms.CharField(label="Family name", max_length=100, required=False)
    born_on = DayField(label="Date of birth", required=False)
    expected_on = DayField(
        label="Expected date of birth", required=False, help_text="For an unborn child"
    )
    sex = forms.ChoiceField(label="Sex", choices=SexCode, widget=forms.RadioSelect, required=False)
    lines = forms.CharField(
        label="Address", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    nhs = forms.CharField(label="NHS number", max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        """An unborn child is expected on a day and not yet born."""
        told = super().clean() or {}
        if told.get("kind") == "unborn" and not (told.get("expected_on") or self.errors):
            self.add_error("expected_on", "Give the expected date, or your best estimate of it.")
        if told.get("kind") == "unborn" and told.get("born_on"):
            self.add_error("born_on", "An unborn child has no date of birth: choose a child.")
        return told


@permission("person.record", refills=True)
def new(request: HttpRequest) -> HttpResponse:
    """Tell what is known; see who it may be; only then make a record."""
    kept = getattr(request, "kept", None)
    form = NewPersonForm(_typed(request, kept), initial=_first(request))
    authority = current_authority(request)
    context: dict[str, Any] = {
        "mother": _mother(request),
        "looked": False,
        "cancel": _back(request),
    }
    if request.method == "POST" and authority is not None and form.is_valid():
        told = form.cleaned_data
        if request.POST.get("step") == "create" and request.POST.get("looked") == "yes":
            _look(request, told, authority, where="record created")
            return _made(request, told, authority, context["mother"])
        context |= {"looked": True, "may_be": _look(request, told, authority, where="new record")}
        context["similar"] = _similar(request, told, authority, context["may_be"])
    return render(request, "directory/new.jinja", context | {"form": draw(form)})


def _typed(request: HttpRequest, kept: Any) -> Any:
    if request.method == "POST":
        return request.POST
    return kept.data if kept is not None else None


def _first(request: HttpRequest) -> dict[str, str]:
    """What the page that sent somebody here knew already."""
    return {key: request.GET[key] for key in ("kind", "given", "family") if key in request.GET}


def _look(request: HttpRequest, told: dict[str, Any], authority: Any, *, where: str) -> Candidates:
    identifiers = (("nhs", told["nhs"]),) if told["nhs"] else ()
    facts = Told(
        family=told["family"],
        given=told["given"],
        born_on=told["born_on"],
        expected_on=told["expected_on"],
        lines=told["lines"],
        postcode=told["postcode"],
        identifiers=identifiers,
    )
    return candidates(user=request.user, authority=authority, told=facts, where=where)


def _similar(
    request: HttpRequest, told: dict[str, Any], authority: Any, may_be: Candidates
) -> list:
    """People of a like name, which alone makes nobody a duplicate."""
    name = f"{told['given']} {told['family']}".strip()
    if not name:
        return []
    shown = {one.line.id for one in may_be.people}
    hits = find(request.user, name, limit=10, authority_id=authority.pk).hits
    return [hit for hit in hits if hit.line.id not in shown]


def _made(
    request: HttpRequest, told: dict[str, Any], authority: Authority, mother: Person | None
) -> HttpResponse:
    user: Any = request.user
    if told["kind"] == "unborn" and mother is not None:
        person = create_unborn(
            mother=mother,
            expected_on=told["expected_on"],
            by=user,
            on=today(),
            authority=authority,
        )
    else:
        person = _create(user, told, authority)
    after = request.POST.get("next") or request.GET.get("next") or ""
    if _here(after):
        joined = "&" if "?" in after else "?"
        return redirect(f"{after}{joined}person={person.pk}")
    return redirect("person", child_id=person.pk)


def _create(user: Any, told: dict[str, Any], authority: Authority) -> Person:
    named = told["given"] or told["family"]
    absence = "" if named else Absence.NOT_KNOWN.value
    home = told["lines"] or told["postcode"]
    unborn = told["kind"] == "unborn"
    return create_person(
        authority=authority,
        by=user,
        on=today(),
        names=[NameGiven(told["given"], told["family"], absence=absence)],
        born_on=told["born_on"],
        expected_on=told["expected_on"] if unborn else None,
        sex=SexCode.UNKNOWN.value if unborn else told["sex"],
        addresses=(AddressGiven(told["lines"], told["postcode"]),) if home else (),
        identifiers=(IdentifierGiven("nhs", told["nhs"]),) if told["nhs"] else (),
    )


def _mother(request: HttpRequest) -> Person | None:
    number = key(request.GET.get("mother"))
    if number is None:
        return None
    return get_object_or_404(Person.objects.filter(scope_of(request.user).q()), pk=number)


def _back(request: HttpRequest) -> str:
    after = request.GET.get("next", "")
    return after if _here(after) else "/"


def _here(after: str) -> bool:
    """Whether this is the address of one of our pages; a bare word would be taken for a name."""
    return after.startswith("/") and url_has_allowed_host_and_scheme(after, allowed_hosts=None)
