"""The rules of the census, each on a page: what must hold, what to do, the years, the guide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.moments import today
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.checking import register
from sightline.returns.cin_census.checking.told import SEVERITIES
from sightline.returns.cin_census.checking.words import years_of
from sightline.returns.health.rows import year_on
from sightline.returns.kit.rules import Rule, Scope

MEND = "returns.mend"
#: How the department takes a broken rule, in words.
TAKEN = {
    "error": "An error: the department does not accept the return until it is mended.",
    "query": "A query: it may be right, and the department asks for the reason.",
}
OF_WHAT = {
    Scope.ROW: "Each record of this kind, by itself.",
    Scope.CHILD: "One child’s records, together.",
    Scope.RETURN: "The whole return: a prepared one, on its page of what the rules find, or a file "
                  "that is checked; not the health page.",
}


@require_GET
@permission(MEND)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule in force this census year, by the part of the return it is about."""
    year = year_on(today())
    parts: dict[str, list[Rule]] = {}
    for each in register.rules_of(year):
        parts.setdefault(each.module, []).append(each)
    context = {"parts": sorted(parts.items()), "year": layout.year_words(year),
               "severities": SEVERITIES}
    return render(request, "health/rules.jinja", context)


@require_GET
@permission(MEND)
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule in plain words."""
    found = register.rule(code.upper())
    if found is None:
        raise Http404(f"There is no rule {code!r}. The list of rules has every one there is.")
    layouts = [place.replace(".", ", ") for place in found.fields]
    rows = [
        ("What must hold", found.must_hold), ("What is wrong when it does not", found.message),
        ("What to do", found.mend), ("How it is taken", TAKEN[str(found.severity)]),
        ("What it looks at", OF_WHAT[found.scope]), ("Elements of the return", "; ".join(layouts)),
        ("Part of the return", found.module), ("Census years", years_of(found)),
        ("The guide behind it", found.guide),
    ]
    if found.dispute:
        rows.append(("Where others read it otherwise", found.dispute))
    return render(request, "health/rule.jinja", {"rule": found, "rows": rows})
