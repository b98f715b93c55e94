"""The panel's pages: what rules found, the agenda, one child, the paper; and who sees what."""

import re
from datetime import date

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.actions import For
from sightline.oversight.scrutiny_panel.models import Agreed, Looked, Seat, Seen, Sitting
from sightline.oversight.scrutiny_panel.queries import lines
from sightline.oversight.scrutiny_panel.submitted import look_begins
from sightline.oversight.scrutiny_panel.tests.conftest import JUNE
from sightline.people.restriction.actions import restrict
from sightline.record.allocation.actions import allocate
from sightline.record.decisions.models import Decision
from sightline.record.drafts.models import Draft
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.covers("S070")
TODAY = date(2026, 6, 10)


def asked(client, user, name, *args, status=200, **query):
    client.force_login(user)
    answer = client.get(reverse(f"scrutiny_panel:{name}", args=args), query)
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode()


def names(html):
    return re.findall(r'wl-name" href="[^"]+">([^<]+)<', html)


def next_agenda(panel):
    return panel.sittings[-1].pk


@pytest.fixture
def hidden(panel, child, put_on):
    """A sealed child and a restricted one who are before the panel."""
    made = []
    for given, level in (("Zebulon", "sealed"), ("Quill", "restricted")):
        one = child(given, "Quagmire")
        step = put_on(one, why=f"XYZZY of {given}")
        restrict(person=one, level=level, reason="danger", custodian=panel.head.worker,
                 by=panel.head, on=TODAY)
        made.append(step)
    return made


def test_rules_fill_the_agenda_and_each_says_what_it_saw(client, panel, planned, north):
    ivy, kit = planned("Ivy", on=date(2025, 2, 3)), north("Kit", worker=panel.sam.worker, days=60)
    html = asked(client, panel.head, "found", rule="every")
    assert names(html) == ["Ivy Marsh", "Kit Marsh"], "found by most rules first"
    assert names(asked(client, panel.head, "found")) == ["Ivy Marsh"], "several rules at once"
    assert "Protection plans past 15 months" in html
    assert "18 months on 3 August 2026" in html
    assert "492 days" in html
    assert names(asked(client, panel.head, "found", rule="long-plans")) == ["Ivy Marsh"]
    assert not Step.objects.of("scrutiny_panel").exists(), "no rule puts a child on"
    answer = client.post(reverse("scrutiny_panel:found"), {"child": [ivy.child_id, 987_654]})
    assert answer["Location"] == reverse("scrutiny_panel:agenda", args=[next_agenda(panel)])
    html = client.get(answer["Location"]).content.decode()
    assert names(html) == ["Ivy Marsh"]
    assert "Since 3 Feb 2025, 492 days by 10 Jun 2026." in html
    assert Seen.objects.count() == 3
    assert names(asked(client, panel.head, "found")) == ["Kit Marsh"]
    assert kit.is_open


def test_a_child_is_put_on_and_taken_off_by_hand_with_a_reason(
    client, panel, open_child, hand_in,
):
    allocate(step=Step.objects.get(child=open_child), worker=panel.cleo.worker, role="co_worker",
             by=panel.tess, on=date(2026, 5, 1))
    hand_in(panel.cleo, open_child, "put-on", {
        "event": {"on": TODAY},
        "children": {open_child.pk: {"rows": {"scrutiny_panel.Listing": [
            {"why": "The health visitor is worried that nothing changes"}]}}},
    }, process="scrutiny_panel")
    step = Step.objects.get(child=open_child, process="scrutiny_panel")
    assert "nothing changes" in asked(client, panel.cleo, "agenda", next_agenda(panel))
    hand_in(panel.cleo, open_child, "take-off", {
        "event": {"on": TODAY},
        "rows": {"scrutiny_panel.Listing": [{"why": "The core group has taken it up"}]},
    }, step=step)
    step.refresh_from_db()
    assert not step.is_open
    assert names(asked(client, panel.cleo, "agenda", next_agenda(panel))) == []
    client.force_login(panel.tess)
    for page in ("look", "close", "take-off"):
        at = reverse("pages:page", args=[open_child.pk, step.pk, page])
        assert client.get(at).status_code == 403, "a manager sees the panel and does not run it"


def test_the_childs_page_in_the_panel_is_typed_live_and_kept(
    client, panel, open_child, put_on, hand_in, drawn,
):
    step = put_on(open_child, why="School asks why he is never seen")
    actions.look(
        children=[For(open_child, "still", Looked(heard="No change"),
                      Decision(rationale="See him alone"), [Agreed(text="See Ben alone")])],
        by=panel.cleo, on=date(2026, 6, 2),
    )
    html = asked(client, panel.cleo, "child", open_child.pk, step.pk)
    for words in ("School asks why he is never seen", "See him alone", "See Ben alone",
                  "Referral", 'data-draft-url="'):
        assert words in html, words
    kept = client.post(reverse("pages:draft", args=[open_child.pk, step.pk, "look"]), {
        f"child-{open_child.pk}-scrutiny_panel.Looked-heard": "Half a sent",
    })
    assert kept.status_code == 200
    assert Draft.objects.open().get().step == step
    opens = look_begins(page=None, step=step, child=open_child, children=[open_child])
    assert opens == {"event": {"on": JUNE}}, "it looked after its day in May, and not yet in June"
    assert "Half a sent" in asked(client, panel.cleo, "child", open_child.pk, step.pk)
    assert drawn(panel.cleo, step) == {"look", "close", "take-off"}
    done = hand_in(panel.cleo, open_child, "look", {
        "event": {"on": JUNE},
        "children": {open_child.pk: {"event": {"outcome": "moving"}, "rows": {
            "scrutiny_panel.Looked": [{"heard": "He was seen alone."}],
            "decisions.Decision": [{"rationale": "Go on as now"}],
            "scrutiny_panel.Agreed": [{"text": "Keep it up", "due_on": date(2026, 7, 1)}],
        }}},
    }, step=step)
    assert done["Location"] == reverse("scrutiny_panel:child", args=[open_child.pk, step.pk])
    assert Event.objects.filter(kind="scrutiny_panel.discussed").count() == 2
    assert Task.objects.get(text="Keep it up").owner_worker == panel.sam.worker
    html = asked(client, panel.sam, "child", open_child.pk, step.pk)
    assert "Go on as now" in html
    assert "Still to be done (2)" in html
    assert 'id="answers"' not in html, "the worker reads and does not record for the panel"


def test_worker_and_manager_see_on_the_childs_page_that_the_panel_looks(
    client, panel, open_child, put_on,
):
    step = put_on(open_child)
    client.force_login(panel.sam)
    page = reverse("child", args=[open_child.pk])
    assert "On the scrutiny panel’s agenda since 1 June 2026" in client.get(page).content.decode()
    actions.look(
        children=[For(open_child, "still", None, Decision(rationale="Legal advice is taken"),
                      [Agreed(text="Ask the lawyers", due_on=date(2026, 6, 9))])],
        by=panel.cleo, on=date(2026, 6, 2),
    )
    for user in (panel.sam, panel.tess):
        client.force_login(user)
        html = client.get(page).content.decode()
        assert "Scrutiny panel looked on 2 June 2026, and looks again" in html
        assert "Scrutiny panel looked at the child: No: it still drifts. Legal advice is" in html
        owed = client.get(reverse("put_right", args=[open_child.pk])).content.decode()
        assert "1 action of the panel to do, 1 late" in owed
        assert "Ask the lawyers" in owed
        assert reverse("scrutiny_panel:child", args=[open_child.pk, step.pk]) in owed


def test_a_member_of_another_agency_sees_no_child_and_no_number(
    client, panel, open_child, put_on,
):
    put_on(open_child, why="XYZZY")
    home = asked(client, panel.nora, "home")
    assert "0 children" in home
    for html in (home, asked(client, panel.nora, "agenda", next_agenda(panel)),
                 asked(client, panel.nora, "paper", next_agenda(panel))):
        assert "Marsh" not in html
        assert "XYZZY" not in html
        assert open_child.ref not in html
    assert '<span id="count">0</span>' in asked(client, panel.nora, "agenda", next_agenda(panel))
    asked(client, panel.nora, "found", status=403)
    Seat.objects.filter(name="Nora").update(until_on=date(2026, 6, 9))
    asked(client, panel.nora, "home", status=403)
    asked(client, panel.sam, "home", status=403)


def test_what_is_sealed_or_restricted_is_on_no_agenda_count_or_paper(
    client, panel, open_child, put_on, hidden,
):
    put_on(open_child)
    shown = {
        "home": asked(client, panel.cleo, "home"),
        "agenda": asked(client, panel.cleo, "agenda", next_agenda(panel)),
        "found": asked(client, panel.cleo, "found"),
        "paper": asked(client, panel.cleo, "paper", next_agenda(panel)),
    }
    for name, html in shown.items():
        for step in hidden:
            assert step.child.ref not in html, name
        assert "Quagmire" not in html, name
        assert "XYZZY" not in html, name
        assert "may not open" not in html, name
    assert "1 child<" in shown["home"]
    assert names(shown["agenda"]) == ["Ben Marsh"]
    for step in hidden:
        client.force_login(panel.cleo)
        at = reverse("scrutiny_panel:child", args=[step.child_id, step.pk])
        assert client.get(at).status_code in (403, 404)
    assert names(asked(client, panel.head, "agenda", next_agenda(panel))) == [
        "Zebulon Quagmire", "Quill Quagmire", "Ben Marsh",
    ], "their keeper sees them"


def test_a_hidden_child_is_not_put_on_by_a_number(client, panel, north):
    kept = north("Zebulon", worker=panel.sam.worker, days=60)
    restrict(person=kept.child, level="sealed", reason="danger", custodian=panel.tess.worker,
             by=panel.head, on=TODAY)
    client.force_login(panel.head)
    client.post(reverse("scrutiny_panel:found"), {"child": [kept.child_id]})
    assert not Step.objects.of("scrutiny_panel").exists()


def test_paper_for_a_member_holds_what_both_may_open(client, panel, open_child, put_on, hidden):
    step = put_on(open_child, why="The school asks")
    actions.look(
        children=[For(open_child, "still", None, Decision(rationale="See him alone"),
                      [Agreed(text="See Ben alone", due_on=date(2026, 6, 5))])],
        by=panel.cleo, on=date(2026, 6, 2),
    )
    mine = asked(client, panel.cleo, "paper", next_agenda(panel))
    for words in ("Ben Marsh", "The school asks", "See him alone",
                  "See Ben alone: Sam, by 5 June 2026, late"):
        assert words in mine, words
    seats = panel.seats
    for who in ("nora", "police"):
        html = asked(client, panel.cleo, "paper", next_agenda(panel), **{"for": seats[who].pk})
        assert "Marsh" not in html, who
        assert "There is no child on this paper" in html
    head = actions.seat(authority=panel.authority, agency="social_care", name="Head",
                        worker=panel.head.worker, since_on=date(2026, 1, 1), by=panel.cleo)
    html = asked(client, panel.cleo, "paper", next_agenda(panel), **{"for": head.pk})
    assert "Ben Marsh" in html
    assert "Quagmire" not in html, "the head may read them and who prints may not"
    printed = client.get(reverse("scrutiny_panel:paper_pdf", args=[next_agenda(panel)]))
    assert printed.content.startswith(b"%PDF")
    assert step.is_open


def test_each_child_shown_is_noted_as_read(client, panel, open_child, put_on, hidden):
    put_on(open_child)
    client.force_login(panel.cleo)
    client.get(reverse("account"))
    for name in ("agenda", "paper"):
        before = Entry.objects.filter(action="read").count()
        asked(client, panel.cleo, name, next_agenda(panel))
        read = Entry.objects.filter(action="read").order_by("pk")[before:]
        assert [(each.page, each.child_id, each.ground) for each in read] == [
            ("scrutiny_panel", open_child.pk, "scrutiny_panel")
        ], name


def test_members_and_days_are_kept_by_who_runs_the_panel(client, panel):
    client.force_login(panel.head)
    since = {"since_on-day": "1", "since_on-month": "6", "since_on-year": "2026"}
    seats = reverse("scrutiny_panel:members")
    given = {"part": "chair", "agency": "social_care", "name": "Head", "post": "Head of service",
             "worker": str(panel.head.worker.pk), **since}
    assert client.post(seats, given)["Location"] == seats
    seat = Seat.objects.get(part="chair")
    assert seat.worker == panel.head.worker
    client.post(seats, {"_end": seat.pk})
    seat.refresh_from_db()
    assert seat.until_on == TODAY
    days = reverse("scrutiny_panel:days")
    assert 'value="11"' in client.get(days).content.decode(), "a month after the last is offered"
    on = {"on-day": "11", "on-month": "8", "on-year": "2026"}
    made = client.post(days, {**on, "starts": "14:00", "place": "Room 2"})
    august = Sitting.objects.get(on=date(2026, 8, 11))
    assert made["Location"] == reverse("scrutiny_panel:agenda", args=[august.pk])
    client.post(reverse("scrutiny_panel:call_off", args=[august.pk]), {"why": "Holidays"})
    august.refresh_from_db()
    assert august.called_off_because == "Holidays"
    client.force_login(panel.tess)
    assert client.get(seats).status_code == client.get(days).status_code == 403


def test_the_pages_take_few_queries(
    client, panel, planned, put_on, django_assert_max_num_queries,
):
    steps = []
    for given in ("Ivy", "Kit", "Max", "Ola"):
        one = planned(given, on=date(2025, 8, 1)).child
        steps.append(put_on(one))
        actions.look(children=[For(one, "still", None, Decision(rationale="Go on"),
                                   [Agreed(text="Visit"), Agreed(text="Ring")])],
                     by=panel.cleo, on=JUNE)
        planned(f"{given}-two", on=date(2025, 2, 3))
    first = steps[0]
    pages = {
        ("home", ()): 15, ("agenda", (next_agenda(panel),)): 15,
        ("paper", (next_agenda(panel),)): 25, ("found", ()): 40,
        ("child", (first.child_id, first.pk)): 25,
    }
    for (name, args), most in pages.items():
        asked(client, panel.cleo, name, *args)
        with django_assert_max_num_queries(most, info=name):
            client.get(reverse(f"scrutiny_panel:{name}", args=args))
    assert len(lines(steps)) == 4
