"""My day: names before numbers, one's own before others', and everything once."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.access import audit
from sightline.access.policy import visible_children
from sightline.base.moments import fixed
from sightline.journey.contact.actions import receive
from sightline.journey.contact.actions.receiving import About
from sightline.journey.contact.models import Account
from sightline.people.households import actions as households
from sightline.people.persons import actions as persons
from sightline.people.relationships import actions as relationships
from sightline.people.restriction.actions import restrict
from sightline.people.workforce import actions as workforce
from sightline.record.allocation.actions import allocate
from sightline.record.decisions.models import Decision
from sightline.record.drafts import actions as drafts
from sightline.record.handover.actions import return_, send
from sightline.record.meetings.models import Meeting
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.models import Clock, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task
from sightline.record.visits.actions import Seen, record_visit

TODAY = date(2026, 6, 10)


def at(day, hour=9):
    moment = datetime(2026, 6, day, hour, tzinfo=ZoneInfo("Europe/London"))
    return fixed(moment, everywhere=True)


def shown(client, user, name="work", **asked):
    client.force_login(user)
    response = client.get(reverse(f"worklists:{name}"), asked)
    assert response.status_code == 200
    return response.content.decode()


def part(html, ident):
    return html.split(f'id="{ident}"', 1)[1].split("</section>", 1)[0]


def names(html):
    return re.findall(r'wl-name" href="[^"]+">([^<]+)<', html)


def about(child):
    return [About(person=child)]


@pytest.mark.covers("S085")
def test_my_day_has_my_children_and_not_my_colleagues(client, borough, north):
    north("Mine", worker=borough.sam.worker)
    north("Hers", worker=borough.cora.worker)
    html = shown(client, borough.sam, "work")
    assert "Mine Marsh" in html
    assert "Hers Marsh" not in html


def test_tasks_drafts_and_what_came_back_are_on_my_list(client, borough, north):
    from sightline.record.drafts.actions import Place

    step = north("Ben", worker=borough.sam.worker)
    tasks.give(text="Ring the school", owner_worker=borough.sam.worker, due_on=date(2026, 6, 9),
               by=borough.tess, child=step.child, step=step)
    checked = tasks.give(text="Send the letter", owner_worker=borough.sam.worker, due_on=TODAY,
                         by=borough.tess, child=step.child, needs_check=True)
    tasks.finish(task=checked, by=borough.sam, on=TODAY, evidence="Sent")
    tasks.check(task=checked, by=borough.tess, on=TODAY, satisfied=False, words="No copy is here")
    send(step=step, direction="transfer", destination="team", by=borough.tess, on=TODAY,
         to_team=borough.early_help, reason="Moved")
    return_(step=step, reason="The plan is missing", by=borough.mo, on=TODAY)
    with at(9, 12):
        drafts.save(
            Place("referral", "chase", step.authority, step=step), typed={"x": ["half"]},
            by=borough.sam,
        )
    html = shown(client, borough.sam, "work")
    assert "Ring the school" in html
    assert "overdue, 9 Jun 2026" in html
    assert "No copy is here" in html
    assert "Handover sent back" in html
    assert "The plan is missing" in html
    assert "last saved 22 hours ago" in html


def test_children_of_a_colleague_i_cover_are_listed_apart(client, borough, north):
    north("Hers", worker=borough.cora.worker)
    workforce.cover(worker=borough.cora.worker, covered_by=borough.sam.worker, by=borough.tess,
                    on=TODAY, until=date(2026, 6, 20))
    html = shown(client, borough.sam, "work")
    assert "Hers Marsh" in html.split("Children you cover", 1)[1]


def test_a_contact_about_my_open_child_waits_for_my_decision(client, borough, open_child):
    receive(authority=borough.authority, about=about(open_child), by=borough.asha, on=TODAY,
            at=time(9), account=Account(worry="Seen with a bruise"))
    step = Step.objects.get(child=open_child, process="contact")
    html = shown(client, borough.sam, "work")
    assert "to decide" in html
    assert reverse("pages:step", args=[open_child.pk, step.pk]) in html


def test_what_was_sent_back_says_why(client, borough, north):
    step = north("Ben", worker=borough.sam.worker)
    opened = spine.open_step("assessment.started", by=borough.sam, on=TODAY, child=step.child,
                             led_from=step)
    allocate(step=opened, worker=borough.sam.worker, by=borough.tess, on=TODAY)
    spine.record("assessment.submitted", by=borough.sam, on=TODAY, step=opened)
    spine.record("assessment.returned", by=borough.tess, on=TODAY, step=opened,
                 facts=[Decision(rationale="His own words are missing")])
    assert "His own words are missing" in shown(client, borough.sam, "work")


def test_a_contact_on_my_list_says_the_worry_and_the_danger(client, borough, open_child):
    receive(authority=borough.authority, about=about(open_child), by=borough.asha, on=TODAY,
            at=time(9), account=Account(worry="Seen with a bruise", danger="yes"))
    html = shown(client, borough.sam, "work")
    contacts = html.split('id="contacts"', 1)[1].split("</section>", 1)[0]
    assert "Immediate danger" in contacts
    assert "Seen with a bruise" in contacts


def test_a_manager_opens_what_they_are_asked_about_a_child_they_do_not_hold(
    client, borough, open_child
):
    receive(authority=borough.authority, about=about(open_child), by=borough.asha, on=TODAY,
            at=time(9), account=Account(worry="Seen with a bruise"))
    asked = Task.objects.get(owner_worker=borough.tess.worker, child=open_child)
    html = shown(client, borough.tess, "work")
    assert reverse("tasks:task", args=[open_child.pk, asked.pk]) in html
    assert open_child.display_name in html


def test_a_task_about_a_child_one_may_no_longer_open_names_nobody(client, borough, north):
    step = north("Ben", worker=borough.cora.worker)
    tasks.give(text="Ring the school", owner_worker=borough.sam.worker, due_on=TODAY,
               by=borough.tess, child=step.child, step=step)
    with_grounds = visible_children(borough.sam).filter(pk=step.child_id).exists()
    html = shown(client, borough.sam, "work")
    assert "Ring the school" in html
    assert ("Ben Marsh" in html) == with_grounds


def test_my_day_with_fifty_children_takes_at_most_fifteen_queries(
    client, borough, north, django_assert_max_num_queries
):
    for number in range(50):
        step = north(f"Kid{number}", worker=borough.sam.worker)
        if number < 20:
            place = drafts.Place("note", "note", borough.authority, child=step.child)
            drafts.save(place, typed={"notes.Note-text": ["Half"]}, by=borough.sam)
    shown(client, borough.sam, "work")
    with django_assert_max_num_queries(15):
        client.get(reverse("worklists:work"))


# --- the reading order ---------------------------------------------------------------------


def test_a_day_is_read_in_the_order_in_which_it_is_thought_through(client, borough, planned):
    planned("Ana")
    html = shown(client, borough.sam)
    order = [html.index(f'id="{ident}"') for ident in (
        "changed", "today", "unseen", "due", "tasks", "mine",
    )]
    assert order == sorted(order)


def test_a_chairs_audit_never_stands_above_a_visit_that_is_mine(client, borough, planned):
    with at(10):
        step = planned("Ana", on=date(2025, 12, 1))
        record_visit(by=borough.sam, on=date(2026, 6, 3), visitor=borough.sam.worker,
                     children=[Seen(step.child, seen="seen_alone")], step=step)
    audit_due = Clock.objects.get(child=step.child, key="cp_chair_audit", state="running")
    assert audit_due.due_on < TODAY
    due = part(shown(client, borough.sam), "due")
    assert due.index("Child protection visits") < due.index("Chair&#39;s mid-point audit")
    assert "Chair&#39;s mid-point audit" not in due.split("<details", 1)[0]


def test_what_the_front_door_owes_is_folded_away_from_what_is_mine(client, borough, north):
    north("Old", worker=borough.sam.worker, days=20)
    due = part(shown(client, borough.sam), "due")
    assert "Nothing else is yours to do" in due.split("<details", 1)[0]
    assert "Referrer chases if nothing heard" in due.split("<details", 1)[1]


def test_brothers_and_sisters_take_one_line_and_the_same_duty_is_said_once(
    client, borough, planned, child
):
    mother = child("Mary", "Marsh", date(1990, 1, 1))
    for given in ("Ana", "Bea"):
        step = planned(given, on=date(2026, 6, 2))
        relationships.relate(person=step.child, other=mother, kind="mother", by=borough.sam,
                             on=None)
    planned("Cid", "Other", on=date(2026, 6, 2))
    due = part(shown(client, borough.sam), "due")
    assert due.count('class="wl-line"') == 2
    assert due.count("First child protection visit after the plan starts</a>") == 2
    line = next(x for x in due.split('class="wl-line"') if "Ana Marsh" in x)
    assert "Bea Marsh" in line
    assert "Cid Other" not in line


def test_those_not_seen_in_time_come_before_what_is_due_the_longest_late_first(
    client, borough, planned
):
    planned("Less", on=date(2026, 5, 20))
    planned("Worst", on=date(2026, 5, 4))
    planned("Fine", on=date(2026, 6, 8))
    html = shown(client, borough.sam)
    assert names(part(html, "unseen")) == ["Worst Marsh", "Less Marsh"]
    assert "Not yet seen at a visit" in part(html, "unseen")
    # each thing stands once
    assert "First child protection visit" not in part(html, "due").split("Fine", 1)[0]


def test_a_sibling_who_was_seen_does_not_take_another_child_off_the_list(
    client, borough, planned
):
    first, second = planned("Ana", on=date(2026, 5, 4)), planned("Bea", on=date(2026, 5, 4))
    record_visit(by=borough.sam, on=TODAY, visitor=borough.sam.worker, step=first, children=[
        Seen(first.child, seen="seen"), Seen(second.child, seen="not_seen"),
    ])
    assert names(part(shown(client, borough.sam), "unseen")) == ["Bea Marsh"]


# --- changed since --------------------------------------------------------------------------


def test_what_another_recorded_is_news_until_i_open_the_record(client, borough, planned):
    with at(1):
        step = planned("Ana", on=date(2026, 6, 1))
        audit.read(user=borough.sam, child_id=step.child_id, page="child", ground="allocated")
    assert "Nothing that others recorded" in part(shown(client, borough.sam), "changed")
    with at(9):
        receive(authority=borough.authority, about=about(step.child), by=borough.asha,
                on=date(2026, 6, 9), at=time(9), account=Account(worry="Seen with a bruise"))
    changed = part(shown(client, borough.sam), "changed")
    assert names(changed) == ["Ana Marsh"]
    assert "Contact received" in changed
    audit.read(user=borough.sam, child_id=step.child_id, page="child", ground="allocated")
    assert "Nothing that others recorded" in part(shown(client, borough.sam), "changed")


def test_what_i_recorded_myself_is_no_news_to_me(client, borough, planned):
    step = planned("Ana", on=date(2026, 6, 1))
    audit.read(user=borough.sam, child_id=step.child_id, page="child", ground="allocated")
    record_visit(by=borough.sam, on=TODAY, visitor=borough.sam.worker, step=step,
                 children=[Seen(step.child, seen="seen")])
    assert "Visit" not in part(shown(client, borough.sam), "changed")


# --- today ---------------------------------------------------------------------------------


@pytest.fixture
def conference(borough):
    """Books a conference of a child for a day and an hour."""

    def make(child, on, starts, by_on=date(2026, 6, 2)):
        step = spine.open_step("conference.requested", child=child, by=borough.mo, on=by_on,
                               outcome="initial")
        spine.record_occasion(
            "conference.booked", by=borough.mo, on=by_on,
            parts=[Part(child=child, step=step, for_on=on)],
            shared=[Meeting(place="Room 2, Civic Centre", started=starts)],
        )
        return step

    return make


def test_todays_visits_and_meetings_stand_by_time_with_what_one_must_know(
    client, borough, planned, conference, child
):
    from sightline.people.persons.given import AddressGiven

    one, two = planned("Ana"), planned("Bea", "Other")
    father = child("Fred", "Marsh", date(1988, 1, 1))
    home = households.household_at(authority=borough.authority, lines="4 Mill Lane",
                                   by=borough.sam, on=TODAY)
    for person in (one.child, father):
        households.join_household(household=home, person=person, by=borough.sam,
                                  on=date(2026, 1, 1))
    persons.move_address(person=one.child, by=borough.sam, on=date(2026, 1, 1),
                         address=AddressGiven("4 Mill Lane", "ME1 1AA"))
    persons.record_hazard(person=father, by=borough.sam, on=date(2026, 1, 1), kind="animal",
                          detail="A large dog at the back door")
    persons.record_language(person=one.child, by=borough.sam, on=date(2026, 1, 1),
                            words="Polish", interpreter="needed")
    record_visit(by=borough.sam, on=date(2026, 6, 3), visitor=borough.sam.worker, step=one,
                 children=[Seen(one.child, seen="seen", next_visit_on=TODAY)])
    conference(two.child, TODAY, time(14))
    conference(one.child, TODAY, time(9, 30))
    today = part(shown(client, borough.sam), "today")
    assert names(today) == ["Ana Marsh", "Bea Other", "Ana Marsh"]
    assert [today.index(x) for x in ("09:30", "14:00", "No time set")] == sorted(
        today.index(x) for x in ("09:30", "14:00", "No time set")
    )
    for words in ("Room 2, Civic Centre", "4 Mill Lane, ME1 1AA", "Animals (somebody in the home)",
                  "A large dog", "Interpreter needed: Polish", "No hazard recorded",
                  "Address not recorded"):
        assert words in today, words


def test_a_meeting_put_off_is_no_longer_today(client, borough, planned, conference):
    step = planned("Ana")
    booked = conference(step.child, TODAY, time(14))
    assert "Conference" in part(shown(client, borough.sam), "today")
    spine.record("conference.booked", step=booked, by=borough.mo, on=TODAY,
                 for_on=date(2026, 6, 24))
    assert "No visit or meeting is booked for today" in part(shown(client, borough.sam), "today")


def test_the_hazard_of_somebody_restricted_is_not_told_on_anothers_line(
    client, borough, planned, conference, child
):
    one, father = planned("Ana"), child("Fred", "Marsh", date(1988, 1, 1))
    home = households.household_at(authority=borough.authority, lines="4 Mill Lane",
                                   by=borough.sam, on=TODAY)
    for person in (one.child, father):
        households.join_household(household=home, person=person, by=borough.sam,
                                  on=date(2026, 1, 1))
    persons.record_hazard(person=father, by=borough.head, on=TODAY, kind="other", detail="ZQX1")
    conference(one.child, TODAY, time(9))
    assert "ZQX1" in shown(client, borough.sam)
    restrict(person=father, level="restricted", custodian=borough.head.worker, reason="Threats",
             by=borough.head, on=TODAY)
    assert "ZQX1" not in shown(client, borough.sam)


def test_a_restricted_child_is_nowhere_on_the_day_of_a_worker_who_may_not_open_it(
    client, borough, planned, conference
):
    one, kept = planned("Ana"), planned("Kay")
    conference(kept.child, TODAY, time(9))
    tasks.give(text="Ring the school", owner_worker=borough.sam.worker, due_on=TODAY,
               by=borough.tess, child=kept.child)
    assert "Kay" in shown(client, borough.sam)
    restrict(person=kept.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=TODAY)
    html = shown(client, borough.sam)
    assert "Kay" not in html
    assert one.child.display_name in html


def test_a_full_day_keeps_to_fifteen_queries(
    client, borough, planned, conference, django_assert_max_num_queries
):
    for number in range(20):
        step = planned(f"Kid{number}")
        tasks.give(text="Ring", owner_worker=borough.sam.worker, due_on=TODAY, by=borough.tess,
                   child=step.child, step=step)
    conference(step.child, TODAY, time(9))
    receive(authority=borough.authority, about=about(step.child), by=borough.asha, on=TODAY,
            at=time(9), account=Account(worry="A worry"))
    opened = spine.open_step("assessment.started", by=borough.sam, on=TODAY, child=step.child,
                             led_from=step)
    allocate(step=opened, worker=borough.sam.worker, by=borough.tess, on=TODAY)
    spine.record("assessment.submitted", by=borough.sam, on=TODAY, step=opened)
    spine.record("assessment.returned", by=borough.tess, on=TODAY, step=opened,
                 facts=[Decision(rationale="Why")])
    shown(client, borough.sam)
    with django_assert_max_num_queries(15):
        client.get(reverse("worklists:work"))


def test_the_page_of_a_visit_keeps_to_fifteen_queries_whatever_the_family(
    client, borough, north, django_assert_max_num_queries
):
    ana, *others = [north(name) for name in ("Ana", "Bea", "Cal", "Dee")]
    for other in others:
        relationships.relate(
            person=ana.child, other=other.child, kind="sibling", by=borough.asha, on=TODAY
        )
    address = reverse("pages:start_page", args=[ana.child_id, "visit", "visit"])
    client.force_login(borough.sam)
    assert "Cal" in client.get(address).content.decode()
    with django_assert_max_num_queries(15):
        client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address, {"also": [str(other.child_id) for other in others]})
