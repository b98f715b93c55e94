"""A promise that keeps a child safe for now is watched, and closes nothing alone."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from sightline.base.moments import LONDON, fixed
from sightline.journey.safety_agreement import actions
from sightline.journey.safety_agreement.models import Agreement, Party, Review, Seeing
from sightline.journey.safety_agreement.panels import PANEL, promised
from sightline.journey.safety_agreement.process import PROCESS
from sightline.journey.safety_agreement.queries import in_force
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.record.allocation.actions import place_in_team
from sightline.record.pages.submitting import Submission, submit
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import GateRefused
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now

MONDAY = date(2026, 6, 8)


@pytest.fixture(autouse=True)
def _wednesday():
    with fixed(datetime(2026, 6, 10, 10, tzinfo=LONDON)):
        yield


@pytest.fixture
def told(merrow):
    """Makes a child of whom somebody told us on the Monday, in the north team's list."""

    def make(given="Ana"):
        child = create_person(authority=merrow.authority, by=merrow.sam, on=MONDAY,
                              names=[NameGiven(given, "Reed")], born_on=date(2018, 3, 4))
        child.contact = open_step("contact.received", by=merrow.sam, on=MONDAY, child=child)
        place_in_team(step=child.contact, team=merrow.north, by=merrow.tess, on=MONDAY)
        return child

    return make


def make(merrow, *children, review_on=date(2026, 6, 12), on=MONDAY, **terms):
    terms = {"worry": "The father when he drinks", "monitor": merrow.sam.worker,
             "if_broken": "Ring the night team on 01999 555 701"} | terms
    return actions.make(
        children=children, by=merrow.sam, on=on, review_on=review_on, agreement=Agreement(**terms),
        parties=[Party(name="Rosa Reed", is_to_child="mother", agreed="signed",
                       promised="He stays out of the house")],
    )


def decide(merrow, child, outcome, on):
    return record("contact.decided", by=merrow.tess, on=on, step=child.contact, outcome=outcome)


def step_of(child):
    return Step.objects.get(child=child, process="safety_agreement")


@pytest.mark.covers("S005")
def test_the_card_says_who_promised_what_who_sees_to_it_and_what_then(merrow, told, clean):
    child = told()
    make(merrow, child)
    assert step_of(child).led_from == child.contact
    (line,) = promised(child)
    assert line.line == (
        "Since 8 June 2026. Rosa Reed (mother): He stays out of the house. "
        "Seen to by Sam. If it is not kept: Ring the night team on 01999 555 701"
    )
    (mark,) = said_now(PANEL.now, step_of(child))
    assert mark == "Safety agreement, to be looked at by 12 Jun 2026"
    assert clean(child)


@pytest.mark.covers("S005")
@pytest.mark.parametrize(("agreed", "due"), [
    (date(2026, 6, 9), date(2026, 6, 9)), (date(2026, 6, 15), date(2026, 6, 15)),
    (date(2026, 6, 19), date(2026, 6, 15)), (None, date(2026, 6, 15)),
])
def test_the_sooner_of_the_day_agreed_and_the_limit_is_the_day_of_review(merrow, told, agreed, due):
    child = told()
    make(merrow, child, review_on=agreed)
    clock = Clock.objects.get(child=child, key="safety_agreement_review")
    assert (clock.due_on, clock.state) == (due, "running")


@pytest.mark.covers("S005")
def test_a_review_set_late_is_recorded_and_told_with_its_reason(merrow, told):
    ana, ben = told("Ana"), told("Ben")
    make(merrow, ana, review_on=date(2026, 6, 19), later_because="The mother is in hospital")
    make(merrow, ben, review_on=date(2026, 6, 19))
    with_reason = [warning.words for warning in PANEL.warnings([step_of(ana)])]
    without = [warning.words for warning in PANEL.warnings([step_of(ben)])]
    assert any("at the latest 15 June 2026. Reason given: The mother is in hospital" in words
               for words in with_reason)
    assert any(words.endswith("No reason was given.") for words in without)


def test_a_promise_without_a_monitor_or_a_promise_is_recorded_and_said_aloud(merrow, told):
    child = told()
    actions.make(children=[child], by=merrow.sam, on=MONDAY)
    words = " ".join(warning.words for warning in PANEL.warnings([step_of(child)]))
    assert "Nobody is named to see that" in words
    assert "Who agreed to what" in words
    assert "has not been seen since" in words


@pytest.mark.covers("S005")
@pytest.mark.parametrize("outcome", ["advice", "no_further_action", "early_help", "transferred"])
def test_a_contact_is_not_closed_on_a_promise_until_the_child_was_seen(merrow, told, outcome):
    child = told()
    make(merrow, child)
    with pytest.raises(GateRefused, match="not been seen since the safety agreement of 8 June"):
        decide(merrow, child, outcome, date(2026, 6, 9))
    record("safety_agreement.child_seen", by=merrow.sam, on=date(2026, 6, 9), outcome="not_seen",
           step=step_of(child), facts=[Seeing(why_not="Nobody was in")])
    actions.end(steps=[step_of(child)], by=merrow.sam, on=date(2026, 6, 9), outcome="not_needed")
    with pytest.raises(GateRefused):
        decide(merrow, child, outcome, date(2026, 6, 9))
    record("safety_agreement.child_seen", by=merrow.sam, on=date(2026, 6, 10), outcome="seen_alone",
           step=step_of(child))
    decide(merrow, child, outcome, date(2026, 6, 10))
    assert Step.objects.get(pk=child.contact.pk).closed_on == date(2026, 6, 10)


def test_a_visit_that_saw_the_child_is_enough_and_that_of_a_sister_is_not(merrow, told):
    ana, ben = told("Ana"), told("Ben")
    make(merrow, ana, ben)
    record("visit.made", by=merrow.sam, on=date(2026, 6, 9), child=ana,
           outcome="child_seen_by_other")
    decide(merrow, ana, "advice", date(2026, 6, 10))
    with pytest.raises(GateRefused):
        decide(merrow, ben, "advice", date(2026, 6, 10))
    assert {each.child: each.seen for each in in_force()} == {ana: True, ben: False}


@pytest.mark.parametrize("outcome", ["referral", "strategy_discussion"])
def test_a_decision_that_leads_on_is_never_held(merrow, told, outcome):
    child = told()
    make(merrow, child)
    decide(merrow, child, outcome, date(2026, 6, 9))
    assert Event.objects.filter(kind="contact.decided", child=child, outcome=outcome).exists()


@pytest.mark.covers("S005")
def test_the_review_is_in_front_of_the_monitor_and_again_after_it(client, merrow, told):
    child = told()
    make(merrow, child)
    task = Task.objects.open().get(child=child)
    assert (task.owner_worker, task.due_on) == (merrow.sam.worker, date(2026, 6, 12))
    client.force_login(merrow.sam)
    my_day = client.get("/my-day/").content.decode()
    assert "Look at the safety agreement again" in my_day
    actions.review(steps=[step_of(child)], by=merrow.sam, on=date(2026, 6, 10), outcome="kept")
    (again,) = Task.objects.open().filter(child=child)
    assert (again.owner_worker, again.due_on) == (merrow.sam.worker, date(2026, 6, 17))
    actions.end(steps=[step_of(child)], by=merrow.sam, on=date(2026, 6, 10), outcome="plan")
    assert not Task.objects.open().filter(child=child).exists()
    assert Clock.objects.filter(child=child, key="safety_agreement_review",
                                state="running").count() == 0


def test_one_agreement_for_sisters_is_typed_once(merrow, told):
    ana, ben = told("Ana"), told("Ben")
    values = {
        "event": {"on": MONDAY, "for_on": date(2026, 6, 11)},
        "rows": {"safety_agreement.Party": [{"name": "Rosa Reed", "agreed": "said",
                                             "promised": "He stays away"}],
                 "safety_agreement.Agreement": [{"worry": "The father", "monitor_name": "Gran"}]},
        "children": {},
    }
    submit(Submission(process=PROCESS, page=PROCESS.page("made"), values=values, by=merrow.tess,
                      children=[ana, ben]))
    assert [each.watched_by for each in in_force()] == ["Gran", "Gran"]
    assert {each.child for each in in_force()} == {ana, ben}
    values = {"event": {"on": date(2026, 6, 10), "outcome": "kept"}, "rows": {}, "children": {
        ben.pk: {"rows": {"safety_agreement.Review": [{"words": "Gran rang each night"}]}}}}
    submit(Submission(process=PROCESS, page=PROCESS.page("reviewed"), values=values,
                      by=merrow.tess, step=step_of(ana), children=[ana, ben]))
    assert Event.objects.filter(kind="safety_agreement.reviewed").count() == 2
    assert Review.objects.get().event.child == ben


def test_the_pages_open(merrow, told, drawn):
    child = told()
    assert drawn(merrow.tess, child=child, process="safety_agreement") == {"made"}
    make(merrow, child)
    assert drawn(merrow.tess, step_of(child)) == {"seen", "reviewed", "ended"}


def test_the_childs_page_shows_it_within_its_queries(
    client, merrow, told, django_assert_max_num_queries
):
    child = told()
    make(merrow, child)
    client.force_login(merrow.tess)
    client.get(reverse("child", args=[child.pk]))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("child", args=[child.pk])).content.decode()
    assert "Rosa Reed (mother): He stays out of the house" in page
    assert "to be looked at by 12 Jun 2026" in page
