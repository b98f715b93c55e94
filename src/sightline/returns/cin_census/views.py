"""The census files that were brought in, and what was mended, set aside or noted in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.components.paging import Paging
from sightline.returns.cin_census import layout, report
from sightline.returns.cin_census.models import ImportFile, ImportFinding
from sightline.returns.kit.findings import WORDS, Finding, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User

PRODUCE = "returns.produce"


def _mine(request: HttpRequest) -> QuerySet[ImportFile]:
    """The files of the authorities for which the reader produces returns."""
    reach = cast("User", request.user).authority_ids(permission=PRODUCE)
    return ImportFile.objects.filter(authority_id__in=reach).select_related(
        "authority", "team", "imported_by"
    )


@require_GET
@permission(PRODUCE)
def imports(request: HttpRequest) -> HttpResponse:
    """Every file that was brought in, the newest first."""
    files = _mine(request).annotate(
        mended=Count("findings", filter=Q(findings__kind=Kind.MENDED)),
        set_aside=Count("findings", filter=Q(findings__kind=Kind.SET_ASIDE)),
        noted=Count("findings", filter=Q(findings__kind=Kind.NOTED)),
    )
    context = {"paging": Paging.of(files, request), "year_words": layout.year_words}
    return render(request, "cin_census/imports.jinja", context)


@require_GET
@permission(PRODUCE)
def one(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: what came of it, and its findings, of one kind and element where asked."""
    file = get_object_or_404(_mine(request), pk=file_id)
    kind, element = request.GET.get("kind", ""), request.GET.get("element", "")
    findings = ImportFinding.objects.filter(file=file)
    groups = report.grouped(_plain(findings))
    if kind in set(Kind):
        findings = findings.filter(kind=kind)
    listed = [f for f in findings if not element or report.element_of(f.path) == element]
    context = {
        "file": file, "year": layout.year_words(file.year), "groups": groups,
        "words": WORDS, "not_said": report.NOT_SAID, "kind": kind, "element": element,
        "paging": Paging.of(listed, request),
    }
    return render(request, "cin_census/import.jinja", context)


def _plain(findings: QuerySet[ImportFinding]) -> list[Finding]:
    return [Finding(Kind(f.kind), f.child, f.path, f.line, f.value, f.reason) for f in findings]
