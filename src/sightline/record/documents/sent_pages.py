"""A document as it was sent: what went, to whom, and the same bytes again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from markupsafe import Markup

from sightline.access.policy.guard import child_page
from sightline.record.documents.blank_pages import as_file, beneath
from sightline.record.documents.models import SentDocument


def _found(child_id: int, event_id: int) -> SentDocument:
    rows = SentDocument.objects.select_related("event__recorded_by", "event__child", "copy")
    found: SentDocument = get_object_or_404(rows, event_id=event_id, event__child_id=child_id)
    return found


@require_GET
@child_page("child.read")
def sent(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """What was sent, exactly as it was."""
    found = _found(child_id, event_id)
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
    found = _found(child_id, event_id)
    return as_file(bytes(found.copy.pdf), f"sent-{found.pk}")
