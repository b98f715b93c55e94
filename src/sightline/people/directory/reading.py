"""The pages that show what is held about a person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sightline.access.audit import read
from sightline.access.policy.guard import child_page
from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.people.directory import held
from sightline.people.directory.relatives import adults, family_of, relative_of
from sightline.people.households.lookups import households_of, members_of
from sightline.people.matching.candidates import duplicates_of
from sightline.people.persons.person import Person
from sightline.people.persons.summary import line_of
from sightline.people.relationships.keeping import limits_on, withheld
from sightline.people.relationships.lookups import responsibilities, sibling_group
from sightline.people.restriction.barrier import split


@child_page("child.read")
def person(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who a child is: names, addresses, identity, family, and records that may be the same."""
    child = get_object_or_404(Person, pk=child_id)
    seen, kept = family_of(request.user, child)
    siblings = {one.person_id: one.words for one in sibling_group(child_id, reader=request.user)}
    grown = adults(child_id, [one.other for one in seen])
    near = {child_id} | {one.other.id for one in seen}
    context = {
        "person": child,
        "keeping": _keeping(request.user, near),
        "line": line_of(child),
        "sections": held.held(child, today(), request.user),
        "family": [(one, one.other.id in siblings, one.other.id in grown) for one in seen],
        "siblings": siblings,
        "kept": kept,
        "households": _households(request.user, child),
        "authorities": [row for row in responsibilities(child_id) if row.holder_authority_id],
        "duplicates": duplicates_of(user=request.user, person=child),
        "when": held.when,
    }
    return render(request, "directory/person.jinja", context)


@child_page("child.read")
def relative(request: HttpRequest, child_id: int, person_id: int) -> HttpResponse:
    """Who an adult of the family is, seen from the child."""
    adult_of = relative_of(request.user, child_id, person_id)
    decision: Any = request.decision  # type: ignore[attr-defined]
    read(
        user=request.user,  # type: ignore[arg-type]
        child_id=person_id,
        page="person_relative",
        ground=decision.ground,
        authority_id=adult_of.authority_id,
        reason=f"family of {child_id}",
    )
    context = {
        "person": adult_of,
        "line": line_of(adult_of),
        "child": line_of(get_object_or_404(Person, pk=child_id)),
        "sections": held.held(
            adult_of, today(), request.user, confidential=False, child=False
        ),
    }
    return render(request, "directory/relative.jinja", context)


def _keeping(user: Any, near: set[int]) -> list[tuple[str, int, str, str]]:
    """(kind, row, what is kept and from whom, why) of the family, without people hidden here."""
    rows = [("withheld", row, row.from_person, row.from_name) for row in withheld(near)]
    rows += [("limit", row, row.other, row.other_name) for row in limits_on(near)]
    seen, _ = split(user, [other.pk for _, _, other, _ in rows if other is not None])
    found = []
    for kind, row, other, name in rows:
        if other is not None and other.pk not in seen:
            continue
        who = other.display_name if other is not None else name
        if kind == "withheld":
            words = f"{row.get_what_display()}: {row.person.display_name}, kept from {who}"
            found.append((kind, row.pk, words, row.reason))
        else:
            words = f"{row.get_kind_display()}: {who}, to protect {row.person.display_name}"
            until = f"until {day(row.until_on)}" if row.until_on else ""
            found.append((kind, row.pk, words, ", ".join(filter(None, (row.detail, until)))))
    return found


def _households(user: Any, child: Person) -> list[dict[str, Any]]:
    """The child's households with those in them whom the reader may see."""
    homes = []
    for home in households_of(child.pk):
        members = members_of(home.pk)
        seen, _ = split(user, [member.person_id for member in members])
        homes.append({"home": home, "members": [m for m in members if m.person_id in seen]})
    return homes
