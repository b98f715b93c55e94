"""Whatever a browser sends, the answer is a page: nothing runs, nothing breaks, nothing is told."""

import csv
import io
import logging
import re
from copy import deepcopy
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.urls import NoReverseMatch, get_resolver, reverse

from sightline.access.audit.models import Entry
from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.portal.referral_form.told import MOST
from sightline.record.allocation.actions import allocate
from sightline.record.drafts.models import Draft
from sightline.record.notes.actions import record_note
from sightline.record.pages import spots
from sightline.record.spine.actions import open_step
from tests.house.looking import names_read

DAY = date(2026, 6, 1)
NAME = "Zebulon Quagmire"
SCRIPT = "<script>alert('x')</script><img src=x onerror=y>"
#: What nothing reads as anything but text, in one: no page gets one of them without the others.
WORDS = "".join([
    "=HYPERLINK(\"http://x\")", "'; DROP TABLE persons_person; --", "😀" * 50, "{{ 7*7 }}{% raw %}",
    "\r\nSet-Cookie: x=y", "%00", "\\",
])
TEXTS = [
    SCRIPT, WORDS, "a\x00b\ufeff\u202e\u0000", "x" * 100_000, "-1", "9" * 5000, "²", "٣",
    "31/02/2026", "1/1/0000", "31/12/9999", "1/1/99999", "\"*\" NEAR(",
]


READ_ALIKE = {
    SCRIPT, "-1", "²", "٣", "31/02/2026", "1/1/0000", "31/12/9999", "1/1/99999",
}
"""Texts that no database takes for more than text: they are tried on one engine."""
EACH = [
    pytest.param(text, marks=pytest.mark.sqlite if text in READ_ALIKE else (), id=str(n))
    for n, text in enumerate(TEXTS)
]


@pytest.fixture
def here(borough, db):
    return deepcopy(borough)


@pytest.fixture(scope="module")
def borough(kept):
    authority = an_authority("999")
    made = SimpleNamespace(authority=authority)
    made.user = a_user("team_manager", "front_door_manager", authority=authority)
    team = a_team("North", authority=authority)
    worker = a_worker("Lee Lead", user=made.user, team=team)
    made.team, made.child = team, a_child(NAME, authority=authority)
    made.step = open_step(
        "protection_plan.started", by=made.user, on=DAY, child=made.child, outcome="NEG"
    )
    allocate(step=made.step, worker=worker, by=made.user, on=DAY)
    made.event = record_note(
        by=made.user, on=DAY, children=[made.child], text=SCRIPT, step=made.step
    ).parts.get()
    return made


def addresses(here, **over):
    """Every address that can be made with what this child has."""
    known = {
        "child_id": here.child.pk, "step_id": here.step.pk, "event_id": here.event.pk,
        "team_id": here.team.pk, "process": "note", "page": "note", "key": "icpc",
        "code": "999", "section": "names",
    } | over

    def walk(patterns, before):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                space = f"{before}{pattern.namespace}:" if pattern.namespace else before
                yield from walk(pattern.url_patterns, space)
            elif pattern.name and set(pattern.pattern.converters) <= set(known):
                try:
                    yield reverse(
                        f"{before}{pattern.name}",
                        kwargs={need: known[need] for need in pattern.pattern.converters},
                    )
                except NoReverseMatch:
                    continue

    return list(walk(get_resolver().url_patterns, ""))


ASKED = ("q", "page", "draft", "team", "show", "detector", "level", "duty", "other", "mother",
         "next", "version", "year", "kind", "given", "period", "until", "known_at", "also")
SENT = ("q", "on", "on-day", "_draft", "_version", "reason", "also", "_do", "do", "who", "_end",
        "authority", "_count", "_remove", "_add", "_state", "text", "given", "family", "born_on",
        "n1-text", "n1-o1-a1-task", "notes.Note-text", "event-on", "next", "reference")


FIRST = 1
"""Texts that every page is given; those after it go only to pages that read one of the names."""


PARTS = range(4)
"""Shares of the addresses, so that no one test holds up the end of a run."""


def told(here, names, monkeypatch, part=slice(None)):
    """The addresses of a share with each text that they could trip over."""
    texts = [text for text in TEXTS if connection.vendor == "sqlite" or text not in READ_ALIKE]
    for address in sorted(addresses(here))[part]:
        if "logout" in address:
            continue
        with names_read(monkeypatch) as read:
            for n, text in enumerate(texts):
                if n < FIRST or read & set(names):
                    yield address, text


@pytest.mark.on_both
@pytest.mark.parametrize("part", PARTS)
def test_no_page_breaks_over_what_is_asked_of_it(part, here, client, monkeypatch):
    client.force_login(here.user)
    for address, text in told(here, ASKED, monkeypatch, slice(part, None, len(PARTS))):
        answer = client.get(address, dict.fromkeys(ASKED, text[:3000]))
        assert answer.status_code < 500, (address, text[:40])
        if not answer.streaming:
            assert SCRIPT not in answer.content.decode("utf-8", "replace"), (address, text[:40])


@pytest.mark.on_both
@pytest.mark.parametrize("part", PARTS)
def test_no_page_breaks_over_what_is_sent_to_it(part, here, client, monkeypatch):
    client.force_login(here.user)
    for address, text in told(here, SENT, monkeypatch, slice(part, None, len(PARTS))):
        answer = client.post(address, dict.fromkeys(SENT, text))
        assert answer.status_code < 500, (address, text[:40])
        if not answer.streaming:
            assert SCRIPT not in answer.content.decode("utf-8", "replace"), (address, text[:40])


def test_a_page_that_trips_over_a_text_is_found(here, client, monkeypatch):
    """The way of trying reaches what a page does with a name that it reads."""
    seen = set()
    for address, text in told(here, ASKED, monkeypatch):
        if "/search" in address:
            QueryDict(f"q={len(seen)}").get("q")
            seen.add(text)
    assert len(seen) == len(TEXTS) if connection.vendor == "sqlite" else len(seen) > FIRST


@pytest.mark.on_both
@pytest.mark.parametrize("text", EACH)
def test_every_question_takes_every_text_and_keeps_it(text, here, client):
    client.force_login(here.user)
    shown = [(None, "note", "note"), (None, "contact", "receive")]
    shown += [(None, "visit", page.key) for page in processes["visit"].pages]
    shown += [(here.step.pk, None, page.key) for page in processes["protection_plan"].pages]
    saved = 0
    for step_id, process, page in shown:
        spot = spots.find(here.child.pk, page, step_id=step_id, process=process)
        rows = [part.rows[0] for part in spot.form().parts]
        names = [name for row in rows for asked in row.asked() for name in asked.names()]
        answer = client.post(spot.url(), dict.fromkeys(names, text) | {"_save": "1"})
        if answer.status_code == 403:
            # a chair's page, which this manager may not write
            continue
        assert answer.status_code == 302, spot.url()
        kept = Draft.objects.filter(saved_by=here.user).latest("pk")
        assert any(text.replace("\x00", "") in texts for texts in kept.data.values())
        again = client.get(f"{spot.url()}?draft={kept.pk}")
        assert again.status_code == 200
        assert SCRIPT not in again.content.decode()
        saved += 1
    assert saved > 3


@pytest.mark.on_both
def test_an_impossible_number_is_nobody(here, client):
    client.force_login(here.user)
    for number in (0, 10**18, 2**63, 10**40):
        for address in addresses(here, child_id=number):
            if str(number) in address:
                assert client.get(address).status_code in {403, 404, 405, 200}, address


def test_a_long_plan_is_not_turned_away(here, client):
    client.force_login(here.user)
    typed = {f"n{n}-o{o}-a{a}-text": "do" for n in range(1, 20) for o in range(1, 9)
             for a in range(1, 9)}
    answer = client.post(reverse("plans:editor", args=[here.child.pk, here.step.pk]), typed)
    assert answer.status_code == 302


def test_every_answer_tells_the_browser_to_run_and_keep_nothing(here, client):
    client.force_login(here.user)
    for address in [*addresses(here), "/no-such-page", "/child/999999/"]:
        if "logout" in address:
            continue
        answer = client.get(address)
        assert answer.headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if str(here.child.pk) in address and answer.status_code == 200 and "/refer" not in address:
            assert "no-store" in answer.headers["Cache-Control"], address


def test_a_browser_keeps_nothing_but_the_form_that_is_being_written(here, client):
    client.force_login(here.user)
    own = ["/accounts/", "/accounts/kept/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
           "/accounts/password/change/", "/accounts/logout/", "/no-such-page"]
    for address in [*addresses(here), *own]:
        said = client.get(address).headers["Cache-Control"]
        form = address.startswith("/refer/") and "receipt" not in address
        assert "no-store" in said or (form and "private" in said), address


def test_a_form_of_a_thousand_children_costs_no_more_than_one_of_thirty(here, client):
    """Anybody may send the professional's form, so what it costs to draw is held."""
    many = {f"child-{number}-given": "x" for number in range(1000)}
    answer = client.post("/refer/999/", {**many, "_do": "add", "worry": "Hungry"})
    assert answer.status_code == 200
    drawn = set(re.findall(r'name="(child-\d+)-given"', answer.content.decode()))
    assert len(drawn) <= MOST


def test_a_spreadsheet_runs_no_name_as_a_formula(here, client):
    client.force_login(here.user)
    here.child.display_name = "=cmd|' /C calc'!A0"
    here.child.save(update_fields=["display_name"])
    answer = client.get(reverse("worklists:team_export", args=[here.team.pk]))
    cells = [cell for row in csv.reader(io.StringIO(answer.content.decode())) for cell in row]
    assert any("calc" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip("\ufeff")[:1] in "=@\t\r" and cell]


def test_no_name_and_no_word_of_a_record_reaches_a_log(here, client, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(here.user)
    for address in addresses(here):
        if "logout" in address:
            continue
        client.get(address, {"q": "Zebulon Quagmire"})
        client.post(address, {"text": "SECRETWORD", "given": "Zebulon", "reason": "SECRETWORD"})
    client.get("/people/search", {"q": "Zebulon"})
    client.logout()
    client.post("/accounts/login/", {"login": "zebulon", "password": "SECRETWORD"})
    told = [
        record.getMessage() for record in caplog.records
        if record.name != "django.db.backends" and record.levelno >= logging.INFO
    ]
    assert not [line for line in told if "Zebulon" in line or "SECRETWORD" in line]


def test_every_page_of_a_child_is_written_to_the_trail(here, client):
    client.force_login(here.user)
    for address in addresses(here):
        if f"/{here.child.pk}/" not in address or "glass" in address or "looked" in address:
            continue
        if "people" not in address and "child/" not in address and "record/" not in address:
            continue
        before = Entry.objects.filter(child_id=here.child.pk, action="read").count()
        answer = client.get(address)
        if answer.status_code == 200:
            after = Entry.objects.filter(child_id=here.child.pk, action="read").count()
            assert after > before, address


@pytest.mark.parametrize("bad", ["//evil.example", "https://evil.example/x", "javascript:alert(1)",
                                 "/\\evil.example", "http:evil.example"])
def test_no_way_back_leads_off_the_site(bad, here, client, settings):
    client.force_login(here.user)
    for address in ("/accounts/authority/", "/people/new", "/accounts/login/"):
        for answer in (client.get(address, {"next": bad}), client.post(address, {"next": bad})):
            assert "evil.example" not in answer.headers.get("Location", ""), address
            assert f'href="{bad}"' not in answer.content.decode(), address


def test_one_click_signs_nobody_in_where_records_are_real(here, client, settings):
    here.user.demonstration = True
    here.user.save()
    settings.SIGHTLINE_DEMO = False
    address = reverse("demonstrate", args=[here.user.username])
    assert client.post(address).status_code == 404
    assert here.user.username not in client.get("/accounts/login/").content.decode()
    assert client.get("/my-day/").status_code == 302
    assert client.get("/admin/").status_code == 404


def test_a_file_that_nobody_asked_for_is_let_fall_and_the_words_beside_it_are_kept(here, rf):
    file = SimpleUploadedFile("large.bin", b"x" * 3_000_000)
    request = rf.post("/refer/999/", {"before": "one", "file": file, "words": "two"})
    assert dict(request.POST) == {"before": ["one"], "words": ["two"]}
    assert not request.FILES
