"""The situation now on paper: one side, the same words as the screen, and quick to make."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from sightline.base.documents import html, pdf, plain_text
from sightline.people.persons.actions import record_hazard
from sightline.people.testing import a_child, a_recorder
from sightline.record.child.printed import document
from sightline.record.child.situation import situation
from sightline.record.decisions.actions import record_decision
from sightline.record.plans.models import Contingency
from sightline.record.spine import bulk
from sightline.record.spine.actions import record
from sightline.record.spine.models import Clock

TODAY = date(2026, 6, 10)
LONG = "She is left alone at night while the adults drink, and was found cold. " * 8


@pytest.fixture
def busy(ada, borough, say, mother):
    """Ada with everything that a card can hold, and more words than it has room for."""
    by = a_recorder()
    say(ada, worry=LONG, working=LONG, where_is="relative", where_words="W" * 60 + " gran’s",
        with_whom="named", with_words="Her grandmother " * 8, kept_from="named",
        kept_from_words="Her father, who is on bail " * 8)
    for kind in ("animal", "violence", "alone"):
        record_hazard(person=ada, by=by, on=TODAY, kind=kind, detail="What it is and what to do")
    record("helping.outlined", by=borough.sam, on=TODAY, step=ada.step, facts=[
        Contingency(trigger=LONG, action=LONG, emergency_carer=LONG, contact=LONG)
    ])
    for day in (1, 2, 3, 4):
        record_decision(by=borough.sam, on=date(2026, 6, day), about="oversight", rationale=LONG,
                        children=[ada], made_by=borough.worker)
    mother(ada, *(a_child(f"Sibling{n} Example") for n in range(6)))
    opening = ada.step.events.get(kind="helping.begun")
    for place, key in enumerate(("cp_visit", "s47_complete", "icpc", "core_group_next",
                                 "cp_review_next", "cp_visit_first", "case_allocation",
                                 "cin_visit", "single_assessment", "referral_acknowledged")):
        Clock.objects.create(
            step=ada.step, child=ada, key=key, version="2013-04-15", start_event=opening,
            started_on=date(2026, 5, 6), due_on=TODAY + timedelta(days=place * 5 - 20),
            state="running",
        )
    return ada


def pages_of(made):
    return PdfReader(io.BytesIO(pdf(made))).pages


def squeezed(text):
    return "".join(text.split())


def test_the_fullest_card_is_one_side_of_paper(busy, borough):
    assert len(pages_of(document(situation(busy, borough.nia), borough.nia))) == 1


def test_the_pdf_the_page_to_print_and_the_card_say_the_same(busy, borough, shown):
    now_is = situation(busy, borough.nia)
    made = document(now_is, borough.nia)
    page, paper = shown(borough.nia, busy), shown(borough.nia, busy, "situation/")
    printed = squeezed(" ".join(one.extract_text() for one in pages_of(made)))
    every = [line for part in now_is.parts.values() for line in part.lines]
    assert len(every) > 20
    for line in every:
        assert line.words in page, line.label
        assert line.printed in paper, line.label
        assert squeezed(line.printed) in printed, line.label
    assert squeezed(plain_text(made)) != ""
    assert html(made).count("<h1") == 1


def test_the_paper_is_made_for_the_person_who_prints_it(ada, borough):
    made = document(situation(ada, borough.nia), borough.nia)
    assert made.head()[0] == ("For", "Nia Night, Out of hours worker")


def test_the_page_asks_at_most_fifteen_queries_however_much_there_is(
    busy, borough, client, django_assert_max_num_queries
):
    client.force_login(borough.nia)
    for path in ("", "situation/", "journey/", "situation.pdf", "chronology/",
                 "chronology/?family=1&significant=1"):
        client.get(f"/child/{busy.pk}/{path}")
        with django_assert_max_num_queries(15):
            client.get(f"/child/{busy.pk}/{path}")


def test_eight_hundred_events_are_a_light_page_and_a_hundred_to_a_page(ada, borough, client):
    happened = [
        bulk.Happened("visit.made", TODAY - timedelta(days=n), by=borough.sam,
                      outcome="child_seen") for n in range(800)
    ]
    bulk.write(
        [bulk.History(ada.pk, ada.authority_id, "999", happened=happened)], by=borough.sam
    )
    client.force_login(borough.nia)
    assert len(client.get(f"/child/{ada.pk}/").content) < 150_000
    page = client.get(f"/child/{ada.pk}/chronology/").content.decode()
    assert page.count('class="sl-timeline__entry ') == 100
    assert "1 to 100 of 80" in page
    assert len(page) < 150_000
