"""The front door's queue: each contact once, only what its reader may see, counted alike."""

import csv
import io
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.base.moments import fixed
from sightline.journey.contact.actions import decide, grade, receive
from sightline.journey.contact.actions.receiving import About
from sightline.journey.contact.models import Account, ChildPart
from sightline.oversight.worklists.door import plans_of
from sightline.oversight.worklists.tests.test_lists import TODAY, shown
from sightline.people.households.actions import household_at, join_household
from sightline.people.persons.given import AddressGiven
from sightline.people.restriction.actions import restrict
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import place_in_team
from sightline.record.checks.actions import ask, set_answer_time
from sightline.record.handover.actions import accept, send
from sightline.record.referrers.models import Referrer
from sightline.record.spine import actions as spine
from sightline.record.spine.models import Step

HOME = "12 Acacia Avenue"


def moment(hour, day=10):
    return fixed(datetime(2026, 6, day, hour, tzinfo=ZoneInfo("Europe/London")), everywhere=True)


def told(borough, *children, day=10, hour=8, danger="no", parts=(), **more):
    """One contact about these children; the contact of each, in the order given."""
    given = dict(zip(children, parts, strict=False))
    occasion = receive(
        authority=borough.authority, by=borough.asha, on=date(2026, 6, day), at=time(hour),
        about=[About(person=each, part=given.get(each) or ChildPart()) for each in children],
        account=Account(worry=more.pop("worry", "Left alone"), danger=danger), **more,
    )
    return [Step.objects.get(pk=occasion.parts.get(child=each).step_id) for each in children]


def rows(html):
    return [re.sub(r"<[^>]+>|\s+", " ", each) for each in html.split("<tr>")[1:]]


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.covers("S001")
def test_a_row_says_all_that_a_decision_needs(client, borough, child):
    ana, ben = child("Ana"), child("Ben", born_on=date(2015, 1, 2))
    for day in (1, 3):
        (early,) = told(borough, ana, day=day)
        decide(step=early, outcome="advice", by=borough.mo, on=date(2026, 6, day))
    set_answer_time(authority=borough.authority, grade="", since_on=TODAY, allowed="2 hours",
                    owner="Head", approved_on=TODAY, by=borough.mo)
    steps = told(
        borough, ana, ben, parts=[ChildPart(where="At school", safe="yes"), ChildPart(safe="")],
        referrer=Referrer(source="2A", name="Zebulon Quagmire", identity="named"),
    )
    grade(step=steps[0], grade="amber", by=borough.asha, on=TODAY, at=time(9))
    with moment(8):
        ask(steps=steps, agency="police", by=borough.asha, on=TODAY, at=time(8))
    with moment(12):
        html = shown(client, borough.mo, "front_door")
    (row,) = [text(each) for each in html.split("<tr>") if "Left alone" in each]
    for words in (
        "Ana Reed", "Ben Reed", "8 years", "11 years", "Known before",
        "3 contacts in 12 months", "Left alone",
        "Schools", "Ana: At school. Said to be safe now",
        "Ben: Where is not recorded. Not asked whether safe", "Received 10 Jun 2026, 08:00",
        "Amber", "Asha, 10 Jun 2026, 09:00", "1 asked, 0 in, 1 late", "Front door",
    ):
        assert words in row
    assert "Zebulon" not in html
    assert "Left alone" in shown(client, borough.mo, "front_door", show="often")


def test_a_plan_or_a_past_plan_is_said_with_its_day():
    ended = Step(process="protection_plan", opened_on=date(2025, 1, 6), closed_on=date(2025, 9, 1))
    open_now = Step(process="child_in_need", opened_on=date(2025, 9, 1))
    assert plans_of([ended, open_now]) == [
        "Past protection plan, ended 1 Sep 2025", "On a child in need plan since 1 Sep 2025",
    ]


def test_who_is_in_danger_stands_in_a_band_of_their_own_on_top(client, borough, child):
    told(borough, child("Ana"), day=8, worry="Late and calm")
    told(borough, child("Bea"), danger="yes", worry="Being hurt")
    told(borough, child("Cid"), worry="Not safe", parts=[ChildPart(safe="no")])
    html = shown(client, borough.mo, "front_door")
    band, rest = html.split('id="queue"')
    assert "Immediate danger (2)" in band
    assert "Being hurt" in band
    assert "Not safe now" in band
    assert "Late and calm" in rest
    assert "Late and calm" not in band


def test_a_row_shows_no_child_and_no_name_that_its_reader_may_not_see(client, borough, child):
    ana, kept = child("Ana"), child("Zebulon", "Quagmire")
    restrict(person=kept, level="restricted", reason="danger", custodian=borough.head.worker,
             by=borough.head, on=TODAY)
    steps = told(borough, ana, kept, referrer=Referrer(
        source="1B", name="Nora Neighbour", identity="anonymous", role="XYZZY next door"))
    html = shown(client, borough.mo, "front_door")
    opened = client.get(reverse("worklists:contact", args=[ana.pk, steps[0].pk])).content.decode()
    file = client.get(reverse("worklists:door_export")).content.decode()
    for page in (html, opened, file):
        assert "Ana Reed" in page
        assert not re.search("Zebulon|Quagmire|Nora|XYZZY", page)
        assert "Anonymous" in page
    assert "To decide <b>1</b>" in html
    assert "1 more child whose record you may not open" in html
    assert not Entry.objects.filter(action="read", child_id=kept.pk, page="front_door").exists()


@pytest.mark.covers("S001")
def test_screen_print_and_file_hold_the_same_contacts(client, borough, child):
    for number in range(3):
        told(borough, child(f"Ana{number}"), child(f"Ben{number}"), day=8 + number)
    for show in ("", "late", "ungraded", "often"):
        html = shown(client, borough.mo, "front_door", show=show)
        count = int(re.search(r'id="count">(\d+)', html)[1])
        printed = shown(client, borough.mo, "front_door", show=show, whole=1)
        assert printed.count("Received ") == count
        file = client.get(reverse("worklists:door_export"), {"show": show}).content.decode()
        assert len(list(csv.reader(io.StringIO(file)))) - 1 == count
        words = {"": "To decide", "late": "Late", "ungraded": "Not graded",
                 "often": "Third contact or more"}[show]
        assert f"{words} <b>{count}</b>" in html
    taken = Entry.objects.filter(action="list.exported", kind="front_door")
    assert taken.count() == 4


def test_two_hundred_contacts_take_as_many_queries_as_two_and_each_child_is_noted(
    client, borough, child
):
    def asked(number):
        steps = told(borough, child(f"Kid{number}"), child(f"Sib{number}"))
        ask(steps=steps, agency="police", by=borough.asha, on=TODAY)

    asked(0), asked(1)
    shown(client, borough.mo, "front_door")

    def queries():
        with CaptureQueriesContext(connection) as held:
            html = client.get(reverse("worklists:front_door"), {"whole": 1}).content.decode()
        # the trail is written in as many pieces as one statement of the engine can hold
        return sum("INSERT" not in each["sql"] for each in held), html

    few, _ = queries()
    for number in range(2, 200):
        told(borough, child(f"Kid{number}"))
    before = Entry.objects.filter(page="front_door").count()
    many, html = queries()
    assert many == few <= 14
    assert html.count("Received ") == 200
    assert Entry.objects.filter(page="front_door").count() - before == 202


@pytest.mark.covers("S003", "S022")
def test_below_stand_what_was_decided_today_and_what_was_sent_until_it_is_accepted(
    client, borough, child
):
    ana, bea, cid = (told(borough, child(name))[0] for name in ("Ana", "Bea", "Cid"))
    decide(step=ana, outcome="referral", by=borough.mo, on=TODAY, at=time(11))
    decide(step=bea, outcome="no_further_action", by=borough.mo, on=TODAY, at=time(11))
    decide(step=cid, outcome="early_help", by=borough.mo, on=TODAY, at=time(11),
           to_team=borough.early_help)
    html = shown(client, borough.mo, "front_door")
    decided, sent = (html.split(f'id="{name}"')[1].split("</section>")[0]
                     for name in ("decided", "sent"))
    assert "Ana Reed" in decided
    assert "Accept as a referral" in decided
    assert "Referral: " in text(decided)
    assert "Bea Reed" not in html
    assert "Cid Reed" in sent
    assert "ours until it is accepted" in sent
    accept(step=cid, by=borough.mo, on=TODAY)
    assert "Cid Reed" not in shown(client, borough.mo, "front_door")


@pytest.mark.covers("S020")
def test_what_the_night_handed_over_is_late_after_noon_of_the_next_working_day(
    client, borough, child
):
    nights = workforce.open_team(
        name="Nights", kind=Team.Kind.OUT_OF_HOURS, authorities=[borough.authority],
        by=borough.mo, on=TODAY,
    )
    with moment(9, day=5):  # a Friday
        step = spine.open_step("referral.received", by=borough.asha, on=date(2026, 6, 5),
                               child=child("Nia"))
        place_in_team(step=step, team=nights, by=borough.mo, on=date(2026, 6, 5))
        send(step=step, direction="transfer", destination="team", by=borough.asha,
             on=date(2026, 6, 5), to_team=borough.north, reason="Seen at two in the morning")

    def band(hour):
        with moment(hour, day=8):
            html = shown(client, borough.mo, "front_door")
        return html.split('id="nights"')[1].split("</section>")[0]

    assert "Nia Reed" in band(11)
    assert "Late: " not in band(11)
    assert "Late: " in band(13)
    accept(step=step, by=borough.tess, on=date(2026, 6, 8), worker=borough.sam.worker)
    assert "Nia Reed" not in band(13)


@pytest.fixture
def opened(borough, child, open_child):
    """A child told of, known before, at an address with others: one of them restricted."""
    ana = child("Ana", addresses=(AddressGiven(lines=HOME, postcode="ZZ1 1ZZ"),))
    (before,) = told(borough, ana, day=1)
    decide(step=before, outcome="advice", by=borough.mo, on=date(2026, 6, 1))
    home = household_at(authority=borough.authority, lines=HOME, code="ZZ1 1ZZ",
                        by=borough.asha, on=date(2026, 1, 1))
    gran = child("Grace", "Elder", date(1950, 2, 3))
    for each, role in ((ana, "Child"), (gran, "Grandmother")):
        join_household(household=home, person=each, by=borough.asha, on=date(2026, 1, 1), role=role)
    child("Lodger", "Lane", date(1990, 2, 3),
          addresses=(AddressGiven(lines=HOME, postcode="ZZ1 1ZZ"),))
    kept = child("Zebulon", "Quagmire",
                 addresses=(AddressGiven(lines=HOME, postcode="ZZ1 1ZZ"),))
    restrict(person=kept, level="sealed", reason="danger", custodian=borough.head.worker,
             by=borough.head, on=TODAY)
    return told(borough, ana, child("Ben"))


def test_an_opened_row_shows_what_is_known_before_the_decision(client, borough, opened):
    step, other = opened
    client.force_login(borough.mo)
    address = reverse("worklists:contact", args=[step.child_id, step.pk])
    assert address in shown(client, borough.mo, "front_door")
    client.get(address)
    with CaptureQueriesContext(connection) as held:
        html = client.get(address).content.decode()
    known, decision = html.split("Hold a strategy discussion about", 1)
    for words in ("Give advice and information", "Grace Elder", "Grandmother", "Lodger Lane",
                  "At this address now", "Who works with the child", HOME, "Ben Reed"):
        assert words in known
    assert 'What happens next?' in decision
    assert reverse("pages:page", args=[step.child_id, step.pk, "decide"]) in decision
    assert "Zebulon" not in html
    noted = Entry.objects.filter(action="read", page="worklists:contact")
    assert {entry.child_id for entry in noted} == {step.child_id}
    assert len(held) <= 15
    # the address of one child does not open another's contact
    wrong = reverse("worklists:contact", args=[step.child_id, other.pk])
    assert client.get(wrong).status_code == 404


def test_a_strategy_discussion_is_one_button_for_one_child_or_for_all(client, borough, opened):
    step, other = opened
    client.force_login(borough.mo)
    button = reverse("worklists:strategy", args=[step.child_id, step.pk])
    answer = client.post(button)
    held = Step.objects.open().of("strategy_discussion")
    assert answer["Location"] == reverse("pages:step", args=[step.child_id, held.get().pk])
    client.post(reverse("worklists:strategy", args=[other.child_id, other.pk]), {"together": "1"})
    assert held.count() == 2
    client.force_login(borough.sam)
    assert client.post(button).status_code == 403
