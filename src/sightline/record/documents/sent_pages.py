"""A document as it was sent: what went, to whom, and the same bytes again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from markupsafe import Markup

from sightline.access.policy.guard import child_page
from sightline.people.restriction.barrier import hidden
from sightline.record.documents.blank_pages import as_file, beneath
from sightline.record.documents.models import SentDocument

if TYPE_CHECKING:
    from sightline.access.users.models import User


def told_to(reader: User, rows: Iterable[SentDocument]) -> list[SentDocument]:
    """Those of some documents whose recipient this reader may know of; one query at most.

    What went to somebody whose record is kept from the reader has their name and address on it.
    """
    found = list(rows)
    people = {row.recipient_id for row in found if row.recipient_id is not None}
    kept = hidden(reader, people) if people else set()
    return [row for row in found if row.recipient_id not in kept]


def _found(request: HttpRequest, child_id: int, event_id: int) -> SentDocument:
    rows = SentDocument.objects.select_related("event__recorded_by", "event__child", "copy")
    found: SentDocument = get_object_or_404(rows, event_id=event_id, event__child_id=child_id)
    if not told_to(cast("User", request.user), [found]):
        raise Http404("There is no such document.")
    return found


@require_GET
@child_page("child.read")
def sent(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """What was sent, exactly as it was."""
    found = _found(request, child_id, event_id)
    # the bytes kept are what our own renderer drew, with every text in them escaped
    context = {
        "sent": found, "child": found.event.child, "drawn": beneath(Markup(found.copy.html)),
        "left_out": [line for line in found.left_out.split("\n") if line],
    }
    return render(request, "documents/sent.jinja", context)


@require_GET
@child_page("child.read")
def sent_pdf(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """The file that was sent, byte for byte."""
    found = _found(request, child_id, event_id)
    return as_file(bytes(found.copy.pdf), f"sent-{found.pk}")
