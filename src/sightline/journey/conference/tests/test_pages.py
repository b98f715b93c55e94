"""The pages of a conference open, keep what is typed and record it for each child."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.conference.actions.arranging import name_chair
from sightline.journey.conference.forms import PAGES
from sightline.journey.conference.models import ConferenceDecision
from sightline.kernel.register import processes
from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child, a_recorder, an_adult
from sightline.record.meetings.models import AgencyView, Participant
from sightline.record.pages.again import alone, answers
from sightline.record.pages.spots import Spot
from sightline.record.pages.submitting import Submission, submit
from sightline.record.spine.models import Event, Step

TODAY = date(2026, 6, 10)
OPEN = [page.key for page in PAGES if page.when == "open"]


@pytest.mark.parametrize("page", OPEN)
def test_every_page_of_an_open_conference_opens(client, borough, asked, page):
    (step,) = asked()
    name_chair(step=step, chair=borough.chair, by=borough.tess, on=step.opened_on)
    chairs = processes["conference"].page(page).permission == "conference.chair"
    client.force_login(borough.cal if chairs else borough.sam)
    answer = client.get(reverse("pages:page", args=[step.child_id, step.pk, page]))
    assert answer.status_code == 200
    assert "<form" in answer.content.decode()


@pytest.mark.parametrize("page", ["request", "transfer"])
def test_the_pages_that_begin_a_conference_open(client, borough, asked, page):
    (step,) = asked()
    client.force_login(borough.sam)
    answer = client.get(reverse("pages:start_page", args=[step.child_id, "conference", page]))
    assert answer.status_code == 200


def test_the_childs_page_says_that_there_is_a_plan(client, borough, asked, decide):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    client.force_login(borough.sam)
    answer = client.get(reverse("child", args=[step.child_id])).content.decode()
    assert "On a protection plan: neglect" in answer
    assert "Since 11 May 2026, from the plan" in answer
    wrong = client.get(reverse("put_right", args=[step.child_id])).content.decode()
    assert "There is no written plan yet." in wrong


def hand_in(borough, step, page, values, children):
    process = processes["conference"]
    return submit(
        Submission(process, process.page(page), values, borough.cal, step=step, children=children)
    )


@pytest.mark.covers("S053", "S056")
def test_the_decision_page_records_each_childs_own_answer(borough, asked):
    mother, ada, ben = an_adult(), a_child("Ada Example"), a_child("Ben Example")
    for child in (ada, ben):
        relate(person=child, other=mother, kind="mother", by=a_recorder(), on=TODAY)
    (step,) = asked(ada)
    values = {
        "event": {"on": TODAY},
        "rows": {
            "meetings.Participant": [{"agency": "police", "attendance": "attended"}],
            "meetings.Meeting": [{"notes": "Much was said"}],
            "conference.ConferenceDecision": [{"chair_id": borough.chair.pk}],
        },
        "children": {
            ada.pk: {
                "event": {"outcome": "plan_made", "for_on": date(2026, 9, 1)},
                "rows": {
                    "harm.Harm": [{"category": "PHY"}],
                    "conference.ConferenceDecision": [{"reasons": "She was hit"}],
                    "meetings.AgencyView": [{"agency": "police", "opinion": "agrees"}],
                },
            },
            ben.pk: {
                "event": {"outcome": "no_plan"},
                "rows": {"conference.ConferenceDecision": [{"reasons": "He was not there"}]},
            },
        },
    }
    hand_in(borough, step, "decide", values, [ada, ben])
    decided = {e.child_id: e for e in Event.objects.filter(kind="conference.decided")}
    assert (decided[ada.pk].outcome, decided[ben.pk].outcome) == ("plan_made", "no_plan")
    assert decided[ada.pk].for_on == date(2026, 9, 1)
    rows = {d.event.child_id: d for d in ConferenceDecision.objects.all()}
    assert rows[ben.pk].reasons == "He was not there"
    assert rows[ben.pk].chair == rows[ada.pk].chair == borough.chair
    assert Participant.objects.count() == 1
    assert AgencyView.objects.get().event == decided[ada.pk]
    plans = Step.objects.of("protection_plan").standing()
    assert [plan.child for plan in plans] == [ada]
    start = plans.get().events.get(kind="protection_plan.started")
    assert start.outcome == "PHY"


def test_a_brother_nobody_had_asked_for_is_decided_all_the_same(borough, asked):
    ada, ben = a_child("Ada Example"), a_child("Ben Example")
    (step,) = asked(ada)
    values = {
        "event": {"on": TODAY},
        "children": {child.pk: {"event": {"outcome": "no_plan"}} for child in (ada, ben)},
    }
    hand_in(borough, step, "decide", values, [ada, ben])
    asked_for = Event.objects.get(child=ben, kind="conference.requested")
    assert (asked_for.outcome, asked_for.happened_on) == ("initial", TODAY)
    assert Event.objects.filter(kind="conference.decided").count() == 2


def test_the_booking_page_books_for_the_day_it_names(borough, asked):
    (step,) = asked()
    values = {
        "event": {"on": TODAY, "for_on": date(2026, 6, 19)},
        "rows": {"meetings.Meeting": [{"place": "Town hall", "chair_id": borough.chair.pk}]},
    }
    event = hand_in(borough, step, "book", values, [step.child])
    assert event.for_on == date(2026, 6, 19)


def test_the_report_page_shares_one_report_for_each_child(borough, asked):
    ada, ben = a_child("Ada Example"), a_child("Ben Example")
    first, _ = asked(ada, ben)
    values = {
        "event": {"on": TODAY, "outcome": "parents"},
        "rows": {"conference.Sharing": [{"report": "social_care", "recipients": "Mum"}]},
    }
    hand_in(borough, first, "report", values, [ada, ben])
    assert Event.objects.filter(kind="conference.report_shared", outcome="parents").count() == 2


def test_only_somebody_who_chairs_opens_the_page_of_the_decision(client, borough, asked):
    (step,) = asked()
    client.force_login(borough.sam)
    answer = client.get(reverse("pages:page", args=[step.child_id, step.pk, "decide"]))
    assert answer.status_code == 403


@pytest.mark.covers("S064")
def test_the_chair_corrects_what_was_decided_and_the_plan_follows(
    client, borough, asked, decide, plan_of
):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG", reasons="Left alone at night",
                   child_view="I was scared", review_on=date(2026, 8, 3))
    client.force_login(borough.cal)
    shown = client.get(reverse("pages:event", args=[step.child_id, event.pk])).content.decode()
    address = reverse("pages:correct", args=[step.child_id, event.pk])
    assert address in shown
    page = client.get(address).content.decode()
    assert "Left alone at night" in page
    one = alone(processes["conference"].page("decide"))
    form = Spot(processes["conference"], one, step.child, step).form(initial={})
    typed = form.written(answers(event, one)) | {
        "event-on-day": "12", "event-on-month": "5", "event-on-year": "2026",
        "reason": "It was held on the Tuesday",
    }
    client.post(address, typed)
    new = Event.objects.standing().get(kind="conference.decided", step=step)
    assert (new.happened_on, new.replaces_id) == (date(2026, 5, 12), event.pk)
    kept = ConferenceDecision.objects.get(event=new)
    assert (kept.reasons, kept.child_view) == ("Left alone at night", "I was scared")
    start = Event.objects.standing().get(
        kind="protection_plan.started", step=plan_of(step.child)
    )
    assert (start.happened_on, start.outcome) == (date(2026, 5, 12), "NEG")
