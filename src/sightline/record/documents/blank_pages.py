"""The blank forms: a list, and each on screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from markupsafe import Markup

from sightline.access.policy.guard import permission
from sightline.base.documents import Document, html, pdf
from sightline.base.moments import today
from sightline.kernel.forms import Page
from sightline.kernel.process import Process
from sightline.kernel.register import processes
from sightline.record.documents.blanks import blank, blank_plan
from sightline.record.pages.steps import in_force

#: Forms whose page is made by hand: process and page in the address, title, and the form.
BY_HAND = {("plan", "plan"): ("Write a plan", blank_plan)}


def _drawn(process: str, page: str) -> tuple[str, Document]:
    if (process, page) in BY_HAND:
        title, form = BY_HAND[process, page]
        return title, form()
    declared, found = _page(process, page)
    return found.title, blank(declared, found)


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
    by_hand = [(*address, title) for address, (title, _) in BY_HAND.items()]
    return render(request, "documents/blanks.jinja", {"groups": groups, "by_hand": by_hand})


@require_GET
@permission("journey.record")
def blank_form(request: HttpRequest, process: str, page: str) -> HttpResponse:
    """One page with space to write in."""
    title, form = _drawn(process, page)
    context = {"process": process, "page": page, "title": title, "drawn": html(form)}
    return render(request, "documents/blank.jinja", context)


@require_GET
@permission("journey.record")
def blank_pdf(request: HttpRequest, process: str, page: str) -> HttpResponse:
    """The same as a file to print."""
    _, form = _drawn(process, page)
    return as_file(pdf(form), f"blank-{process}-{page}")


def as_file(printed: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser; its name says nothing of anybody."""
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def beneath(drawn: Markup) -> Markup:
    """A document below a page's own first heading: its title is then the second."""
    return Markup(str(drawn).replace("<h1 ", "<h2 ", 1).replace("</h1>", "</h2>", 1))
