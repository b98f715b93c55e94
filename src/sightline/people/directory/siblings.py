"""The sibling group of a child: who they are, how the record knows it, and who lives where."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sightline.access.policy.guard import child_page
from sightline.base.moments import today
from sightline.people.directory.held import when
from sightline.people.directory.relatives import family_of
from sightline.people.households.models import HouseholdMember
from sightline.people.persons.absence import Absence
from sightline.people.persons.person import Person
from sightline.people.persons.summary import IdentityLine, line_of, summary
from sightline.people.relationships.kinds import SIBLINGS
from sightline.people.relationships.lookups import Relation, sibling_group
from sightline.people.restriction.barrier import split


@dataclass(frozen=True, slots=True)
class Row:
    """One brother or sister, in words; `tie` is the relationship that says so, if one does."""

    line: IdentityLine
    words: str
    lives: str
    tie: Relation | None
    when: str


def group_of(user: Any, child: Person) -> tuple[list[Row], list[str]]:
    """(brothers and sisters the user may see, whom to ask about each restricted one).

    A sealed one is in neither, nor one found only through a parent who is kept from the user.
    """
    group = sibling_group(child.pk, reader=user)
    ids = {one.person_id for one in group}
    open_ids, custodians = split(user, ids)
    shown = [one for one in group if one.person_id in open_ids]
    lines = summary(one.person_id for one in shown)
    ties = {one.other.id: one for one in family_of(user, child)[0] if one.kind in SIBLINGS}
    lives = _lives(child.pk, lines)
    rows = []
    for one in shown:
        tie = ties.get(one.person_id)
        days = when(tie.since_on, tie.until_on) if tie is not None else "from the parents recorded"
        rows.append(Row(lines[one.person_id], one.words, lives[one.person_id], tie, days))
    return rows, [custodians[pk] for pk in sorted(ids) if pk in custodians]


def _lives(child_id: int, others: Any) -> dict[int, str]:
    """Whether each of them lives with the child today; where else is not told here."""
    places = HouseholdMember.objects.standing().in_force(today())
    held = places.filter(person_id__in={*others, child_id})
    homes: dict[int, set[int]] = {}
    for person_id, household_id in held.values_list("person_id", "household_id"):
        homes.setdefault(person_id, set()).add(household_id)
    mine = homes.get(child_id)
    found = {}
    for other in others:
        theirs = homes.get(other)
        if not mine or not theirs:
            found[other] = str(Absence.NOT_KNOWN.label)
        else:
            found[other] = "Lives with this child" if mine & theirs else "Lives elsewhere"
    return found


@child_page("child.read")
def siblings(request: HttpRequest, child_id: int) -> HttpResponse:
    """The brothers and sisters of a child, from shared parents and from what was declared."""
    child = get_object_or_404(Person, pk=child_id)
    rows, kept = group_of(request.user, child)
    context = {"person": child, "line": line_of(child), "rows": rows, "kept": kept}
    return render(request, "directory/siblings.jinja", context)
