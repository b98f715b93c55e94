"""The one search page: people first, then the words of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.access.policy.scope import READING, grounds_of, may_read
from sightline.base.components.paging import Paging
from sightline.base.forms.reading import Unreadable, key, read_date
from sightline.kernel.register import processes
from sightline.people.matching.search import Found, find
from sightline.people.persons.summary import IdentityLine, summary
from sightline.record.child.flags import flags_on
from sightline.record.search.audited import note
from sightline.record.search.finding import SIZE, Narrowed, Texts, find_texts

#: A person is as sure as this only by a number of theirs.
BY_NUMBER = 168.0
#: People shown at once; the others open below them.
FIRST = 5
LONGEST = 200


@dataclass
class Asked:
    """What the page was asked for, with what could not be read and why."""

    text: str
    narrowed: Narrowed
    typed: dict[str, str]
    page: int = 1
    wrong: dict[str, str] = field(default_factory=dict)


def _asked(given: QueryDict) -> Asked:
    typed = {name: given.get(name, "").strip()[:LONGEST] for name in ("since", "until", "process")}
    days: dict[str, date | None] = {"since": None, "until": None}
    wrong: dict[str, str] = {}
    for name in days:
        try:
            days[name] = read_date(typed[name], past=True) if typed[name] else None
        except Unreadable as why:
            wrong[name] = str(why)
    since, until = days["since"], days["until"]
    if since is not None and until is not None and until < since:
        wrong["until"] = "“To” must be the same day as “From” or later."
    narrowed = Narrowed(
        child_id=key(given.get("child")), family=given.get("whose") == "family",
        process=typed["process"] if typed["process"] in processes else "", since=since, until=until,
    )
    text = given.get("q", "").replace("\x00", "").strip()[:LONGEST]
    return Asked(text, narrowed, typed, key(given.get("page")) or 1, wrong)


def _child(request: HttpRequest, child_id: int | None) -> IdentityLine | None:
    """The child whose record is searched; none, whatever the reason, who is not the reader's."""
    if child_id is None or not may_read(request.user, child_id).allowed:
        return None
    return summary([child_id]).get(child_id)


@require_GET
@permission("person.find")
def search(request: HttpRequest) -> HttpResponse:
    """Who and what answers to what was typed; the results alone when the page asks while typing."""
    asked = _asked(request.GET)
    child = _child(request, asked.narrowed.child_id)
    shut = asked.narrowed.child_id is not None and child is None
    reads_records = request.user.may(READING)
    people = find(request.user, asked.text) if asked.text and not asked.narrowed.any else None
    texts, met = None, people is not None and _met(people) and "words" not in request.GET
    if asked.text and reads_records and not asked.wrong and not shut and not met:
        texts = find_texts(request.user, asked.text, asked.narrowed, page=asked.page)
    found, words = people.hits if people else (), texts.child_ids if texts else ()
    held = grounds_of(request.user, [*(hit.line.id for hit in found), *words])
    flags = flags_on([hit.line for hit in found if hit.line.id in held], request.user)
    if asked.text and not shut:
        here = current_authority(request)
        note(
            user=request.user, authority_id=here.pk if here else None,
            child_id=child.id if child else None,
            held={pk: ground for pk, ground in held.items() if pk in words or flags.get(pk)},
        )
    context = {
        "flags": flags,
        "asked": asked, "text": asked.text, "child": child, "shut": shut, "found": people,
        "texts": texts, "paging": _paging(request, texts, asked.page), "first": FIRST,
        "reads_records": reads_records, "met": met and reads_records,
        "kinds": sorted((process.title, process.key) for process in processes if process.events),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "search/_found.jinja" if part else "search/search.jinja", context)


def _met(people: Found) -> bool:
    """Whether a date of birth or a number has led to a person, so that no words were meant."""
    dated = bool(people.asked.dates and (people.hits or people.restricted))
    return dated or any(hit.score >= BY_NUMBER for hit in people.hits[:1])


def _paging(request: HttpRequest, texts: Texts | None, page: int) -> Paging | None:
    if texts is None or not texts.total:
        return None
    kept = request.GET.copy()
    kept.pop("page", None)
    number = min(max(1, page), -(-texts.total // SIZE))
    return Paging(texts.found, texts.total, number, SIZE, kept.urlencode())


@require_GET
@permission("person.find")
def moved(request: HttpRequest) -> HttpResponse:
    """The page's earlier address."""
    asked = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("search") + (f"?{asked}" if asked else ""))
