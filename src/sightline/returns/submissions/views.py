"""The pages of a return: what was prepared, its counts, its signature, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from sightline.access.audit import change
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority, holds
from sightline.base.components.paging import Paging
from sightline.base.moments import today
from sightline.returns.kit.declared import declared
from sightline.returns.kit.read import note_read
from sightline.returns.submissions import found, since
from sightline.returns.submissions.actions import SendingHeld, prepare, sign_off, statement, take
from sightline.returns.submissions.gates import PRODUCE, SIGN, Asked, refusals
from sightline.returns.submissions.models import Prepared

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

SEE = "returns.see"
CHILDREN_ON_A_PAGE = 25


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _authority(request: HttpRequest) -> Authority:
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so it has no returns to show.")
    return authority


def _prepared(request: HttpRequest, prepared_id: int) -> Prepared:
    rows = Prepared.objects.filter(authority=_authority(request)).select_related(
        "authority", "prepared_by", "signature", "signature__signed_by"
    )
    one: Prepared = get_object_or_404(rows, pk=prepared_id)
    return one


@require_GET
@permission(SEE)
def returns(request: HttpRequest) -> HttpResponse:
    """Every return that was prepared, the newest first, and the years that can be prepared."""
    rows = Prepared.objects.filter(authority=_authority(request)).select_related(
        "prepared_by", "signature", "signature__signed_by"
    )
    context = {
        "paging": Paging.of(rows, request), "declared": declared,
        "offered": _offered() if holds(request, PRODUCE) else [],
        "brought_in": [r for r in declared if r.brought_in] if holds(request, PRODUCE) else [],
    }
    return render(request, "submissions/returns.jinja", context)


def _offered() -> list[dict[str, str]]:
    """The years of each return whose layout is known and which have begun; the newest first."""
    now = today()
    begun = now.year + (now.month >= 4)
    return [
        {"value": f"{what.key} {year}", "text": f"{what.title}, {what.year_words(year)}"}
        for what in declared for year in sorted(what.years, reverse=True) if year <= begun
    ]


@require_POST
@permission(PRODUCE)
def make(request: HttpRequest) -> HttpResponse:
    """Prepare a return of a year: it is written from the record and its bytes are kept."""
    asked = request.POST.get("return", "")
    if asked not in {offer["value"] for offer in _offered()}:
        messages.error(request, "Choose the return and the year to prepare.")
        return redirect("returns")
    key, _, year = asked.partition(" ")
    kept = prepare(
        what=declared[key], authority=_authority(request), year=int(year), by=_user(request))
    return redirect("return_prepared", kept.pk)


@require_GET
@permission(SEE)
def one(request: HttpRequest, prepared_id: int) -> HttpResponse:
    """One return: who prepared it and when, its hash and counts, and its signature."""
    return _page(request, _prepared(request, prepared_id))


def _page(
    request: HttpRequest, prepared: Prepared, held: list[Any] | None = None
) -> HttpResponse:
    what, user = declared[prepared.kind], _user(request)
    signs = holds(request, SIGN)
    signature = getattr(prepared, "signature", None)
    waits = refusals(Asked(prepared, user, declared=True)) if signs and signature is None else []
    context = {
        "prepared": prepared, "what": what, "year": what.year_words(prepared.year),
        "counts": [(what.modules.get(c.module, c.module), f"{c.number:,}")
                   for c in prepared.counts.all()],
        "notes": prepared.notes.splitlines(), "signature": signature, "signs": signs,
        "waits": waits, "held": held or [], "statement": statement(prepared),
        "produces": holds(request, PRODUCE),
    }
    return render(request, "submissions/one.jinja", context, status=422 if held else 200)


@require_POST
@permission(SIGN)
def sign(request: HttpRequest, prepared_id: int) -> HttpResponse:
    """Sign a return off, unless something holds it: the page then says what."""
    prepared = _prepared(request, prepared_id)
    try:
        sign_off(prepared=prepared, by=_user(request),
                 declared_true=request.POST.get("declared") == "yes")
    except SendingHeld as refused:
        return _page(request, prepared, refused.refusals)
    messages.success(request, "Signed off. It may be sent.")
    return redirect("return_prepared", prepared.pk)


@require_GET
@permission(SEE)
def changes(request: HttpRequest, prepared_id: int) -> HttpResponse:
    """What the record says otherwise now than when the return was prepared."""
    prepared, user = _prepared(request, prepared_id), _user(request)
    what = declared[prepared.kind]
    seen = since.shown(prepared, since.compared(prepared, user), user)
    change(
        user=user, action="return_compared", kind="return", ident=prepared.pk,
        authority_id=prepared.authority_id, payload={"children_shown": len(seen.children)},
    )
    note_read(user=user, child_ids=[each.line.id for each in seen.children],
              page="return_changes")
    context = {"prepared": prepared, "what": what, "year": what.year_words(prepared.year),
               "seen": seen}
    return render(request, "submissions/changes.jinja", context)


@require_GET
@permission(SEE)
def findings(request: HttpRequest, prepared_id: int) -> HttpResponse:
    """What the rules of its year find wrong with a return, to be mended or explained."""
    prepared, user = _prepared(request, prepared_id), _user(request)
    what = declared[prepared.kind]
    seen = found.shown(prepared, found.checked(prepared), user)
    paging = Paging.of(seen.children, request, CHILDREN_ON_A_PAGE)
    children = found.named(paging.items)
    change(
        user=user, action="return_checked", kind="return", ident=prepared.pk,
        authority_id=prepared.authority_id, payload={"children_shown": len(children)},
    )
    note_read(user=user, child_ids=[line.id for line, _ in children], page="return_findings")
    context = {"prepared": prepared, "what": what, "year": what.year_words(prepared.year),
               "seen": seen, "children": children, "paging": paging}
    return render(request, "submissions/findings.jinja", context)


@require_POST
@permission(PRODUCE)
def file(request: HttpRequest, prepared_id: int) -> HttpResponse | StreamingHttpResponse:
    """The exact bytes of a signed return, to be sent; each time is on the audit trail."""
    prepared = _prepared(request, prepared_id)
    what = declared[prepared.kind]
    try:
        parts = take(prepared=prepared, by=_user(request))
    except SendingHeld as refused:
        return _page(request, prepared, refused.refusals)
    name = what.file_name(prepared.authority, prepared.year, prepared.serial)
    answer = StreamingHttpResponse(parts, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(prepared.size)
    return answer
