"""The pages on which two records are found to be one, merged, parted, and sorted out again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sightline.access.audit import read
from sightline.access.policy.grounds import whom_to_ask
from sightline.access.policy.guard import child_page
from sightline.access.policy.scope import may_read
from sightline.base.components.navigation import holds
from sightline.base.forms.drawing import draw
from sightline.people.matching.actions import compare
from sightline.people.matching.candidates import duplicates_of
from sightline.people.matching.merged import merges_of
from sightline.people.matching.models import Comparison, MergedInto
from sightline.people.persons.models import Person
from sightline.people.persons.summary import line_of
from sightline.record.merging import actions, queries
from sightline.record.merging.forms import MergeForm, OtherForm, PlaceForm, ReasonForm
from sightline.record.merging.same import same_persons
from sightline.record.spine.errors import RecordError

MERGING = "person.merge"


def _typed(request: HttpRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.kept.data if request.kept is not None else None  # type: ignore[attr-defined]


@require_GET
@child_page("child.read")
def records(request: HttpRequest, child_id: int) -> HttpResponse:
    """The records that became this one, by whom and why, and what of them still waits."""
    child = get_object_or_404(Person, pk=child_id)
    context = {
        "child": child,
        "trail": queries.trail(request.user, child, merges_of(child_id)),
        "may_merge": holds(request, MERGING),
        "same": same_persons(child, request.user),  # type: ignore[arg-type]
    }
    return render(request, "merging/records.jinja", context)


@child_page(MERGING, refills=True)
def merge(request: HttpRequest, child_id: int) -> HttpResponse:
    """Find the other record of a person, see both side by side, and make them one.

    A reference is sent, and not only looked up: whoever keeps a sealed record hears of it, and
    nothing is told to anybody by a page that was merely opened.
    """
    child = get_object_or_404(Person, pk=child_id)
    seeking = request.method == "POST" and "other" in request.POST
    asked = (request.POST if seeking else request.GET).get("other", "").strip()
    if not asked:
        kept = _typed(request) or {}
        first = OtherForm(initial={"other": kept.get("other", "")})
        return _choose(request, child, OtherForm(request.POST) if seeking else first)
    form = OtherForm({"other": asked})
    other = Person.objects.filter(ref__iexact=asked).exclude(pk=child_id).first()
    if other is not None:
        return _found(request, child, other, form, seeking=seeking)
    return _unknown(request, child, form)


def _found(
    request: HttpRequest, child: Person, other: Person, form: OtherForm, *, seeking: bool
) -> HttpResponse:
    """What the page says of a record that there is, as far as its reader may know of it."""
    decision = may_read(request.user, other.pk, permission=MERGING)
    if decision.kind == "no_ground":
        ask = ", ".join(whom_to_ask(other.pk)) or "a manager of the team that works with them"
        form.add_error("other", f"You have no grounds for that record. Ask {ask}.")
        return _choose(request, child, form)
    if decision.kind == "absent":
        if request.method == "POST":
            actions.ask_keeper(
                person=child, other=other, reason="", by=request.user,  # type: ignore[arg-type]
            )
        return _unknown(request, child, form)
    if seeking:
        here = reverse("merge_records", args=[child.pk])
        return redirect(f"{here}?{urlencode({'other': other.ref or ''})}")
    if decision.kind == "restricted":
        return _ask(request, child, other)
    read(
        user=request.user,  # type: ignore[arg-type]
        child_id=other.pk, page="merge_records", ground=decision.ground,
        authority_id=decision.authority_id, reason=f"merging with {child.ref}",
    )
    if other.authority_id != child.authority_id:
        return _link(request, child, other)
    return _confirm(request, child, other)


def _unknown(request: HttpRequest, child: Person, form: OtherForm) -> HttpResponse:
    form.add_error(
        "other", "There is no other record with that reference here. Look at it again, and type it "
        "as it stands on the record.",
    )
    return _choose(request, child, form)


def _choose(request: HttpRequest, child: Person, form: OtherForm) -> HttpResponse:
    context = {
        "child": child, "form": draw(form),
        "likely": duplicates_of(user=request.user, person=child),
    }
    status = 422 if form.is_bound else 200
    return render(request, "merging/choose.jinja", context, status=status)


def _confirm(request: HttpRequest, child: Person, other: Person) -> HttpResponse:
    names = [(one.pk, f"{one.ref}: {one.display_name}") for one in (child, other)]
    form = MergeForm(_typed(request), records=names, initial={"leads": child.pk})
    if request.method == "POST" and form.is_valid():
        first = form.cleaned_data["leads"] == str(child.pk)
        leads, double = (child, other) if first else (other, child)
        try:
            actions.merge(
                person=leads, other=double, reason=form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
            )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"{double.ref} is now part of {leads.ref}. Everything of both stands here."
            )
            return redirect("records", child_id=leads.pk)
    context = {
        "child": child, "other": other, "form": draw(form),
        "rows": queries.side_by_side(child, other), "apart": queries.said_apart(child, other),
        "restricted": bool(child.restriction or other.restriction),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "merging/confirm.jinja", context, status=status)


def _link(request: HttpRequest, child: Person, other: Person) -> HttpResponse:
    """Two authorities know the person: they are said to be the same, and each keeps its own."""
    form = ReasonForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        compare(
            person=child, other=other, verdict=Comparison.Verdict.SAME.value,
            reason=form.cleaned_data["reason"], by=request.user,  # type: ignore[arg-type]
        )
        messages.success(request, "Linked. Whoever may open both records sees it on each of them.")
        return redirect("records", child_id=child.pk)
    context = {
        "child": child, "form": draw(form), "button": "They are the same person",
        "title": f"Is this the person {other.authority.name} knows as {other.ref}?",
        "intro": f"{other.display_name}, {line_of(other).birth}. Neither record becomes the "
        "other's: they are linked, for those who may open both.",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "merging/reason.jinja", context, status=status)


@child_page(MERGING, refills=True)
def unlink(request: HttpRequest, child_id: int, other_id: int) -> HttpResponse:
    """A link to another authority's record was wrong: they are two people, and it shows no more.

    For those who may merge in both authorities; that it once stood is kept, with both reasons.
    """
    child = get_object_or_404(Person, pk=child_id)
    linked = same_persons(child, request.user)  # type: ignore[arg-type]
    link = next((one for one in linked if one.other.pk == other_id), None)
    if link is None or not may_read(request.user, other_id, permission=MERGING).allowed:
        raise Http404("There is no such link that you may take away.")
    form = ReasonForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        compare(
            person=child, other=link.other, verdict=Comparison.Verdict.DIFFERENT.value,
            reason=form.cleaned_data["reason"], by=request.user,  # type: ignore[arg-type]
        )
        messages.success(request, "No longer linked. Each authority keeps its own record.")
        return redirect("records", child_id=child.pk)
    context = {
        "child": child, "form": draw(form), "button": "They are two different people",
        "title": f"Is this not the person {link.authority} knows as {link.other.ref}?",
        "intro": f"{link.by} said that they are the same: {link.reason} The link is taken away "
        "from both records, and who looks for doubles is told no more that these are one.",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "merging/reason.jinja", context, status=status)


def _ask(request: HttpRequest, child: Person, other: Person) -> HttpResponse:
    """The other record is restricted from the reader: whoever keeps it is asked to merge them."""
    form = ReasonForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        keeper = actions.ask_keeper(
            person=child, other=other, reason=form.cleaned_data["reason"],
            by=request.user,  # type: ignore[arg-type]
        )
        messages.success(request, f"{keeper} keeps that record, and has been asked to merge them.")
        return redirect("records", child_id=child.pk)
    context = {
        "child": child, "form": draw(form), "title": "That record is restricted",
        "intro": "You may not open it, so its keeper is asked to look at both records and to merge "
        "them. Say how you know that they are one person.", "button": "Ask its keeper",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "merging/reason.jinja", context, status=status)


def _merge_of(child_id: int, merge_id: int) -> MergedInto:
    rows = MergedInto.objects.select_related("person", "into", "recorded_by")
    return get_object_or_404(rows, pk=merge_id, into_id=child_id)


@child_page(MERGING, refills=True)
def part(request: HttpRequest, child_id: int, merge_id: int) -> HttpResponse:
    """Put two records apart that were merged wrongly."""
    found = _merge_of(child_id, merge_id)
    form = ReasonForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            waiting = actions.part(
                merge=found, reason=form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
            )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{found.person.ref} is a record of its own again.")
            if waiting:
                return redirect("place_records", child_id=child_id, merge_id=merge_id)
            return redirect("records", child_id=child_id)
    context = {
        "child": found.into, "form": draw(form),
        "title": f"Put {found.person.ref} apart from this record",
        "intro": "Everything that came from it goes back to it. What was recorded since then stays "
        "here, and you are asked whose each thing is.", "button": "Put apart",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "merging/reason.jinja", context, status=status)


@child_page(MERGING, refills=True)
def place(request: HttpRequest, child_id: int, merge_id: int) -> HttpResponse:
    """Say of each thing recorded while two records were one whose it is."""
    found = _merge_of(child_id, merge_id)
    form = PlaceForm(_typed(request), things=queries.things(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.place(
                merge=found, decisions=form.decisions,
                by=request.user,  # type: ignore[arg-type]
            )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Placed. What is not decided goes on waiting here.")
            return redirect("records", child_id=child_id)
    context = {"child": found.into, "merge": found, "form": draw(form), "any": bool(form.fields)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "merging/place.jinja", context, status=status)
