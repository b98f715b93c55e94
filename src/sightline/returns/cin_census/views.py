"""The census files that were brought in, and what was mended, set aside or noted in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sightline.access.policy import visible_children
from sightline.access.policy.guard import permission
from sightline.base.components.paging import Paging
from sightline.insight.measures.asking import Count as Number
from sightline.insight.screens import small
from sightline.returns.cin_census import layout, report
from sightline.returns.cin_census.models import ImportedChild, ImportFile, ImportFinding
from sightline.returns.kit.findings import WORDS, Finding, Kind
from sightline.returns.kit.read import note_read

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
    """One file: what came of it, and its findings, of one kind and element where asked.

    A finding says something of a child: one by one they are for those who may open the record,
    and each child on the page counts as read. To others a few children are no number either.
    """
    file = get_object_or_404(_mine(request), pk=file_id)
    user = cast("User", request.user)
    kind, element = request.GET.get("kind", ""), request.GET.get("element", "")
    findings = ImportFinding.objects.filter(file=file)
    whole = user.may("child.read", file.authority_id)
    groups = report.grouped(_plain(findings))
    if kind in set(Kind):
        findings = findings.filter(kind=kind)
    open_to = _open_to(file, user)
    asked = [f for f in findings if not element or report.element_of(f.path) == element]
    listed = [f for f in asked if not f.child or f.child in open_to]
    hidden = {f.child for f in asked} - open_to.keys() - {""}
    paging = Paging.of(listed, request)
    note_read(user=user, page="returns_import",
              child_ids=[open_to[f.child] for f in paging.items if f.child])
    context = {
        "file": file, "year": layout.year_words(file.year), "groups": _told(groups, whole=whole),
        "words": WORDS, "not_said": report.NOT_SAID, "kind": kind, "element": element,
        "paging": paging, "open_to": open_to, "whole": whole,
        "unseen": small.unseen_words(len(hidden), exact=whole),
    }
    return render(request, "cin_census/import.jinja", context)


def _open_to(file: ImportFile, user: User) -> dict[str, int]:
    """The children of a file whose records the reader may open: local identifier and record."""
    known = ImportedChild.objects.filter(
        authority=file.authority_id, person_id__in=visible_children(user))
    return dict(known.values_list("local_id", "person_id"))


def _told(groups: list[report.Grouped], *, whole: bool) -> list[tuple[report.Grouped, str, str]]:
    """Each group with how often and of how many children, as the reader may see it."""
    counts = small.table(
        [("", Number(group.children, group.children)) for group in groups], whole=whole)
    return [
        (group, f"{group.count:,}" if shown.count is not None else small.HIDDEN, shown.numbers[0])
        for group, shown in zip(groups, counts, strict=True)
    ]


def _plain(findings: QuerySet[ImportFinding]) -> list[Finding]:
    return [Finding(Kind(f.kind), f.child, f.path, f.line, f.value, f.reason) for f in findings]
