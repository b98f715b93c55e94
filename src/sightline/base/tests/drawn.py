"""The pattern page, drawn with invented people."""

from datetime import date, time
from pathlib import Path

from django.http import QueryDict
from django.test import RequestFactory

from sightline.base.components.banner import PersonLine
from sightline.base.components.due import Deadline
from sightline.base.components.lanes import Lanes, Span
from sightline.base.components.paging import Paging
from sightline.base.components.timeline import Entry
from sightline.base.forms import Child, PageForm, govuk
from sightline.base.tests.declared import KIND, PAGE, registry

WT = "Working Together 2026 chapter 5, paragraph 200"


class SignedIn:
    """Somebody signed in, as far as the frame of a page asks."""

    is_authenticated = True
    display_name = "Jo Patel"

    def has_perm(self, permission):
        return True


def request(path="/", user=None):
    made = RequestFactory().get(path)
    made.user = user or SignedIn()
    return made


def deadlines():
    law = {"strength": "statutory guidance", "cite": WT, "href": "/law"}
    return [
        Deadline("Initial child protection conference", date(2026, 6, 5), allowed="15 working days",
                 started_on=date(2026, 5, 14), carry_over=True, **law),
        Deadline("Assessment", date(2026, 6, 11), started_on=date(2026, 4, 9), **law),
        Deadline("Visit to the child", date(2026, 6, 10), local=True, verified="no", **law),
        Deadline("Core group", date(2026, 7, 30), strength="regulation", verified="secondary"),
        Deadline("Decision on the contact", date(2026, 6, 2), state="stopped",
                 stopped_on=date(2026, 6, 2), **law),
        Deadline("Strategy discussion", date(2026, 6, 2), state="stopped",
                 stopped_on=date(2026, 6, 4), **law),
        Deadline("Health report", None, state="unknown"),
        Deadline("Letter to the referrer", date(2026, 6, 2), state="abandoned", **law),
    ]  # fmt: skip


def form(data=None):
    children = [Child(1, "Ash Example"), Child(2, "Bay Example")]
    options = {"base.Held.chair": [(7, "Chris Example"), (8, "Dee Example")]}
    kept = QueryDict(data) if data is not None else None
    return PageForm(PAGE, KIND, data=kept, children=children, options=options, models=registry)


def person():
    return PersonLine(
        "Ash Example",
        born_on=date(2019, 5, 2),
        href="#main-content",
        facts=("Girl", "Speaks Polish; interpreter needed", "School: Example Primary"),
        restricted="Restricted: ask Sam Okafor",
        marks=(("On a protection plan: neglect", "purple"), ("Child in need", "blue")),
    )


def patterns(made_form=None) -> str:
    source = (Path(__file__).parent / "patterns.jinja").read_text()
    template = govuk.environment().from_string(source)
    asked = request()
    return template.render(
        request=asked,
        csrf_input="",
        person=person(),
        deadlines=deadlines(),
        entries=[
            Entry(date(2026, 6, 9), "Visit made: child seen alone", time(16, 5), weight="notable",
                  body="Ash showed me her drawings.\nShe asked when her nan would come.",
                  by="Jo Patel", late="recorded the next day"),
            Entry(date(2026, 6, 4), "Section 47 enquiry started", weight="significant",
                  href="#main-content", source="Imported from CIN census"),
            Entry(date(2026, 6, 1), "Contact received", voided="recorded on the wrong child"),
        ],
        rows=[("Ash Example", "Jo Patel", 7, "Due tomorrow"), ("Bay Example", "Jo Patel", 4, "")],
        paging=Paging.of(list(range(312)), request("/?page=2&team=3")),
        lanes=Lanes(
            "Ash’s journey",
            [
                Span("Assessment", "Single assessment", date(2026, 1, 12), date(2026, 3, 2)),
                Span("Enquiry", "Section 47 enquiry", date(2026, 3, 3), date(2026, 3, 20)),
                Span("Plan", "Protection plan: neglect", date(2026, 3, 24), strong=True),
                Span("Visits", "Visit", date(2026, 4, 2), point=True),
                Span("Visits", "Visit", date(2026, 5, 9), point=True, late=True),
            ],
            date(2026, 1, 1),
            date(2026, 7, 31),
        ),
        form=made_form or form(),
    )  # fmt: skip
