"""Every clock of the product and of the field, with its versions, sources and verification."""

from __future__ import annotations

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.moments import today
from sightline.kernel.clocks import ClockRule
from sightline.kernel.register import processes
from sightline.law import reference
from sightline.law.reference import ReferenceRow
from sightline.record.spine import deriving
from sightline.record.spine.deadlines import rule_of
from sightline.record.spine.models import LocalValue

AREAS = (
    "front door", "assessment", "child protection", "child in need", "looked after", "care leaver",
    "court and orders", "adoption and permanence",
)


def _area(rule: ClockRule, rows: dict[str, list[ReferenceRow]]) -> str:
    if rule.area:
        return rule.area
    held = rows.get(rule.key)
    return held[0].area if held else "elsewhere"


def _by_key() -> dict[str, list[ReferenceRow]]:
    found: dict[str, list[ReferenceRow]] = defaultdict(list)
    for row in reference.rows():
        found[row.clock_key].append(row)
    return found


def _order(area: str) -> tuple[int, str]:
    return (AREAS.index(area) if area in AREAS else len(AREAS), area)


@require_GET
@permission("law.view")
def index(request: HttpRequest) -> HttpResponse:
    """Every clock by area: those that run here, then those whose process is not here yet."""
    rows = _by_key()
    running: dict[str, list[ClockRule]] = defaultdict(list)
    for rule in deriving.rules():
        running[_area(rule, rows)].append(rule)
    keys = {rule.key for rule in deriving.rules()}
    waiting: dict[str, list[ReferenceRow]] = defaultdict(list)
    for key, held in rows.items():
        if key not in keys:
            waiting[held[0].area].append(held[0])
    areas = sorted({*running, *waiting}, key=_order)
    context = {
        "areas": [
            (area, sorted(running[area], key=lambda r: r.title),
             sorted(waiting[area], key=lambda r: r.name))
            for area in areas
        ],
        "today": today(), "count": len(keys),
    }
    return render(request, "law_reference/index.jinja", context)


def _governs(rule: ClockRule) -> list[tuple[str, str]]:
    """What starts, stops and abandons the clock, in the words of the events."""
    def words(kind: str, outcomes: frozenset[str] | None) -> str:
        try:
            process, event = processes.event(kind)
        except KeyError:
            return kind
        told = [event.outcomes.get(code, code) for code in sorted(outcomes or ())]
        return f"{process.title}: {event.title.lower()}" + (f" ({', '.join(told)})" if told else "")

    said = []
    for title, patterns in (
        ("Starts when", [start.pattern for start in rule.starts]),
        ("Stops when", list(rule.stops)),
        ("No longer needed when", list(rule.abandons)),
    ):
        lines = [words(p.kind, p.outcomes) for p in patterns]
        if lines:
            said.append((title, "; ".join(dict.fromkeys(lines))))
    return said


@require_GET
@permission("law.view")
def clock(request: HttpRequest, key: str) -> HttpResponse:
    """One clock: what it governs, every version in force over time, and who has checked it."""
    rule, rows = rule_of(key), _by_key().get(key, [])
    if rule is None and not rows:
        raise Http404(f"There is no clock called {key!r}.")
    local = LocalValue.objects.filter(key=key, superseded_at__isnull=True).select_related(
        "authority"
    )
    context = {
        "key": key, "rule": rule, "rows": rows, "local": local.order_by("authority__name"),
        "governs": _governs(rule) if rule else [], "today": today(),
        "now_version": rule.version_on(today()) if rule else None,
    }
    return render(request, "law_reference/clock.jinja", context)
