"""The blank forms: a list, and each on screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from markupsafe import Markup

from sightline.access.policy.guard import permission
from sightline.base.documents import html, pdf
from sightline.base.moments import today
from sightline.kernel.forms import Page
from sightline.kernel.process import Process
from sightline.kernel.register import processes
from sightline.record.documents.blanks import blank
from sightline.record.pages.steps import in_force


def _page(process: str, page: str) -> tuple[Process, Page]:
    declared = processes.get(process)
    if declared is None:
        raise Http404(f"There is no process called {process!r}.")
    try:
        return declared, declared.page(page)
    except KeyError as missing:
        raise Http404(str(missing)) from None


def _nearest_first(process: Process) -> tuple[bool, str]:
    """Visits and notes, which are written on the way, before what opens a new piece of work."""
    return bool(process.opens), process.title


@require_GET
@permission("journey.record")
def index(request: HttpRequest) -> HttpResponse:
    """Every recording page, to be printed for a visit without a laptop."""
    day = today().isoformat()
    groups = [
        (process, [page for page in process.pages if in_force(page, day)])
        for process in sorted(processes, key=_nearest_first) if process.pages
    ]
    return render(request, "documents/blanks.jinja", {"groups": groups})


@require_GET
@permission("journey.record")
def blank_form(request: HttpRequest, process: str, page: str) -> HttpResponse:
    """One page with space to write in."""
    declared, found = _page(process, page)
    context = {"process": declared, "page": found, "drawn": html(blank(declared, found))}
    return render(request, "documents/blank.jinja", context)


@require_GET
@permission("journey.record")
def blank_pdf(request: HttpRequest, process: str, page: str) -> HttpResponse:
    """The same as a file to print."""
    declared, found = _page(process, page)
    return as_file(pdf(blank(declared, found)), f"blank-{process}-{page}")


def as_file(printed: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser; its name says nothing of anybody."""
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def beneath(drawn: Markup) -> Markup:
    """A document below a page's own first heading: its title is then the second."""
    return Markup(str(drawn).replace("<h1 ", "<h2 ", 1).replace("</h1>", "</h2>", 1))
