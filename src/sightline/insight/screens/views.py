"""The list of figures, and a page for each: the figure, its rule, its course, who is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.audit import change
from sightline.access.authorities.models import Authority
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.components.paging import Paging
from sightline.base.forms.drawing import draw
from sightline.base.moments import today
from sightline.insight.measures.asking import (
    Asked,
    Case,
    Count,
    Question,
    words,
    words_then,
)
from sightline.insight.measures.periods import QUARTERS, quarter_of, quarters, year_to
from sightline.insight.publishing.files import NothingPublished, in_use
from sightline.insight.screens import behind, small
from sightline.insight.screens.choosing import Chosen, choose, last_day
from sightline.insight.screens.course import Course
from sightline.kernel.indicators import Breakdown, Indicator, Period, Shape, indicators

#: The parts of the journey in its own order; any other follows.
AREAS = (
    "Front door", "Assessment", "Strategy discussions and enquiries", "Conferences",
    "Child protection plans",
)
ELSEWHERE = "Across the journey"


def _authority(request: HttpRequest) -> Authority:
    found = current_authority(request)
    if found is None:
        raise Http404("You hold no role in an authority, so there are no figures to show.")
    return found


def _whole(request: HttpRequest, authority: Authority) -> bool:
    """Whether this person may open children's records, and so see small numbers."""
    user: Any = request.user
    return bool(user.may("child.read", authority.pk))


def _by_day(request: HttpRequest, authority: Authority) -> bool:
    """Whether this person sees figures of any day: whose work has every child's record anyway."""
    user: Any = request.user
    return _whole(request, authority) or bool(user.may("returns.produce", authority.pk))


@require_GET
@permission("insight.view")
def index(request: HttpRequest) -> HttpResponse:
    """Every figure with its value for the year to today, or to the end of the last month."""
    authority, areas, made_at = _authority(request), {}, None
    until = last_day(today(), by_day=_by_day(request, authority))
    try:
        made_at = in_use().made_at
        areas = _by_area(request, authority, until)
    except NothingPublished:
        made_at = None
    context = {"areas": areas, "made_at": made_at, "authority": authority, "until": until}
    return render(request, "screens/index.jinja", context)


def _by_area(
    request: HttpRequest, authority: Authority, until: date
) -> dict[str, list[tuple[Indicator, str, Count | None]]]:
    """The figures of a year under the part of the journey that each belongs to."""
    found: dict[str, list[tuple[Indicator, str, Count | None]]] = {area: [] for area in AREAS}
    for indicator in indicators:
        asked = Asked(Question(indicator.key, year_to(until), authority.code))
        count = _shown(request, authority, asked.count)
        row = (indicator, _headline(indicator, count), count)
        found.setdefault(indicator.area or ELSEWHERE, []).append(row)
    return {area: rows for area, rows in found.items() if rows}


def _shown(request: HttpRequest, authority: Authority, count: Count) -> Count | None:
    """The count, for whoever may see it; a small one is for those who may open the records."""
    return count if _whole(request, authority) or not small.small(count) else None


def _headline(indicator: Indicator, count: Count | None) -> str:
    if count is None:
        return small.HIDDEN
    if indicator.shape is Shape.SPREAD:
        return f"{count.denominator:,}"
    return small.share_words(count)


@require_GET
@permission("insight.view")
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: what it is and how it is counted, its course, its parts, its children."""
    indicator, authority = indicators.get(key), _authority(request)
    if indicator is None:
        raise Http404(f"There is no figure called {key!r}.")
    chosen = choose(indicator, request.GET, by_day=_by_day(request, authority))
    asked = Asked(Question(key, chosen.period, authority.code, chosen.known_at))
    try:
        made_at = in_use().made_at
    except NothingPublished:
        return render(request, "screens/nothing.jinja", {"indicator": indicator})
    whole, count = _whole(request, authority), _shown(request, authority, asked.count)
    context = {
        "indicator": indicator, "chosen": chosen, "form": draw(chosen.form),
        "authority": authority, "made_at": made_at,
        "count": count, "headline": _headline(indicator, count), "whole": whole,
        "share": indicator.shape is Shape.SHARE, "course": _course(indicator, asked, chosen, whole),
        "parts": [_part(asked, breakdown, whole) for breakdown in indicator.breakdowns],
        **_children(request, asked, authority),
    }
    return render(request, "screens/measure.jinja", context)


def _course(indicator: Indicator, asked: Asked, chosen: Chosen, whole: bool) -> Course:
    """The figure quarter by quarter up to the end of the period asked for."""
    lines = []
    for period in quarters(chosen.period.until, QUARTERS):
        lines.append((_quarter(indicator, period), Asked(asked.question.during(period)).count))
    if indicator.at_a_date:
        # what stands on a day is no part of a year's sum: each day is hidden or shown for itself
        shown = [small.table([line], whole=whole)[0] for line in lines]
    else:
        shown = small.course(lines, whole=whole)
    title = "At the end of each quarter" if indicator.at_a_date else "Quarter by quarter"
    return Course(title, shown, indicator.shape is Shape.SHARE)


def _quarter(indicator: Indicator, period: Period) -> str:
    last = period.until
    if indicator.at_a_date:
        return f"{last.day} {last:%b %Y}"
    unfinished = " so far" if last < quarter_of(last).until else ""
    return f"{period.since:%b} to {last:%b %Y}{unfinished}"


def _part(asked: Asked, breakdown: Breakdown, whole: bool) -> dict[str, Any]:
    lines = [
        (in_words(breakdown, line.code, asked.question.period), line.count)
        for line in asked.lines(breakdown.column)
    ]
    spread = asked.question.indicator.shape is Shape.SPREAD
    if spread:
        total = asked.count.denominator
        lines = [(said, replace(count, denominator=total)) for said, count in lines]
    return {"title": breakdown.title, "lines": small.table(lines, whole=whole)}


def in_words(breakdown: Breakdown, code: str, period: Period) -> str:
    """A code of a breakdown in words; a team by the name or names it had in the period."""
    if not code:
        return "No team yet" if breakdown.relation == "department" else "Not recorded"
    if breakdown.relation:
        then = words_then(breakdown.relation, code, period)
        return then or words(breakdown.relation).get(code, code)
    return breakdown.codes(code) if breakdown.codes is not None else code


def _children(request: HttpRequest, asked: Asked, authority: Authority) -> dict[str, Any]:
    """The children behind the figure, a hundred at a time; that they were listed is noted."""
    indicator = asked.question.indicator
    sides = _sides(indicator)
    side = request.GET.get("show", next(iter(sides)))
    side = side if side in sides else next(iter(sides))
    found = behind.behind(asked, request.user, side)
    paging = Paging.of(found.cases, request)

    def said(case: Case) -> Sequence[str]:
        pairs = zip(indicator.breakdowns, case.codes, strict=True)
        that_day = Period(case.counted_on, case.counted_on)
        return tuple(in_words(breakdown, code, that_day) for breakdown, code in pairs)

    listed = behind.named(list(paging.items), said)
    if listed:
        user: Any = request.user
        change(
            user=user, action="listed", kind="measure", ident=None, authority_id=authority.pk,
            payload={"key": indicator.key, "children": [child.line.id for child in listed]},
        )
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop("show", None)
    return {
        "children": listed, "paging": paging,
        "unseen": _unseen(request, authority, asked, found.unseen),
        "side": side, "sides": sides, "kept": kept.urlencode(),
    }


def _unseen(request: HttpRequest, authority: Authority, asked: Asked, number: int) -> str:
    exact = _shown(request, authority, asked.count) is not None
    return small.unseen_words(number, exact=exact)


def _sides(indicator: Indicator) -> dict[str, str]:
    if indicator.shape is Shape.SPREAD:
        return {"all": "All of them"}
    return {
        behind.MET: "Counted in the numerator", behind.REST: "The rest", "all": "All of them",
    }
