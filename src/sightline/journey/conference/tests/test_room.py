"""The screens of a conference: booked into a free half day, prepared, held, followed through."""

import re
from datetime import date, time
from types import SimpleNamespace

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.base.moments import at, fixed
from sightline.journey.conference import actions
from sightline.journey.conference.models import Exclusion, Sharing
from sightline.journey.conference.room.outline import Outline
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_user, a_worker, an_adult
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.meetings.actions import set_conference_times
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.plans.actions import submit
from sightline.record.plans.queries import current, plan_of
from sightline.record.plans.written import ActionText, NeedText, OutcomeText, PlanText
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.tasks.models import Task

MONDAY, FRIDAY = date(2026, 6, 1), date(2026, 6, 12)


@pytest.fixture
def held(borough, asked, client):
    """Ada and Ben, booked together for Friday week with their people invited; the chair is in."""
    with fixed(at(MONDAY), everywhere=True):
        mother = an_adult("Mary Example")
        ada, ben = a_child("Ada Example"), a_child("Ben Example")
        for child in (ada, ben):
            relate(person=child, other=mother, kind="mother", by=borough.sam, on=MONDAY)
        borough.steps = asked(ada, ben, on=MONDAY)
        borough.mother, borough.ada, borough.ben = mother, ada, ben
        actions.book(
            steps=borough.steps, for_on=FRIDAY, by=borough.tess, on=MONDAY,
            meeting=Meeting(chair=borough.chair, started=time(9, 30), place="Town hall"),
        )
        actions.invite(
            steps=borough.steps, by=borough.tess, on=MONDAY,
            participants=[
                Participant(agency="social_care", name="Sam Worker", invited=True),
                Participant(agency="police", name="Pat Police", invited=True, direct_contact=True),
            ],
            exclusions=[Exclusion(name="Rob Stone", reason="XAPART he threatened her")],
        )
        client.force_login(borough.cal)
        yield borough


@pytest.fixture
def kept_from_all_but_the_chair(held):
    """Ben's record is for the chair and no one else of the line."""
    restrict(
        person=held.ben, level="restricted", reason="danger", custodian=a_worker("Cass Todian"),
        by=held.tess, on=MONDAY, readers=[held.cal],
    )
    return held


def where(step, name):
    return reverse(f"conference:{name}", args=[step.child_id, step.pk])


def of(child, **answers):
    """What is typed of one child in the room."""
    named = {"outcome": "event-outcome", "reasons": "conference.ConferenceDecision-reasons",
             "confidential": "conference.ConferenceDecision-confidential",
             "view": "conference.ConferenceDecision-child_view"}
    return {f"child-{child.pk}-{named[key]}": said for key, said in answers.items()}


def test_a_conference_is_booked_into_a_free_half_day_and_the_next_one_finds_it_taken(
    held, asked, client
):
    (step,) = asked(a_child("Cy Other"), on=MONDAY)
    page = client.get(where(step, "book")).content.decode()
    taken, free = f"2026-06-12 09:30 {held.chair.pk}", f"2026-06-12 13:30 {held.chair.pk}"
    assert (taken in page, free in page) == (False, True)
    assert client.post(where(step, "book"), {"slot": taken}).status_code == 409
    check = client.post(where(step, "book"), {"slot": free, "place": "Annexe", "mode": "mixed"})
    client.post(check["Location"])
    booked = Event.objects.get(step=step, kind="conference.booked")
    meeting = Meeting.objects.get(occasion=booked.occasion)
    assert (booked.for_on, meeting.started, meeting.chair) == (FRIDAY, time(13, 30), held.chair)
    assert (meeting.place, meeting.mode) == ("Annexe", "mixed")
    shown = client.get(reverse("conference:calendar")).content.decode()
    assert "Cy Other" in shown
    assert "Annexe" in shown


def test_the_calendar_names_nobody_whose_record_one_may_not_open(
    kept_from_all_but_the_chair, client
):
    clerk = a_user("conference_administrator", name="Cleo Clerk")
    a_worker("Cleo Clerk", user=clerk, team=kept_from_all_but_the_chair.north)
    for user, sees in ((kept_from_all_but_the_chair.cal, True), (clerk, False)):
        client.force_login(user)
        assert ("Ben Example" in client.get(
            reverse("conference:calendar")).content.decode()) is sees


def test_the_page_before_says_who_has_read_the_report_and_keeps_what_is_apart_apart(held, client):
    ada, ben = held.steps
    actions.share_report(
        steps=[ada], shared_with="parents", by=held.sam, on=MONDAY,
        sharing=Sharing(report="social_care", recipients="Mary Example\n", way="Read at home"),
    )
    page = client.get(where(ada, "before")).content.decode()
    first, second = page.split(f'id="child-{ben.child_id}"')
    assert "1 June 2026, read at home" in first
    assert "read at home" not in second
    assert "one more agency that is known to work with the child or family beside police" in page
    assert "XAPART" in page.split("Kept apart")[1]
    assert Entry.objects.filter(action="read", child_id=ben.child_id, user_id=held.cal.pk).exists()


def test_a_sibling_kept_from_a_reader_leaves_no_trace_on_the_page_before(
    kept_from_all_but_the_chair, client
):
    ada = kept_from_all_but_the_chair.steps[0]
    client.force_login(kept_from_all_but_the_chair.sam)
    assert "Ben" not in client.get(where(ada, "before")).content.decode()


def test_each_part_of_the_room_is_kept_without_losing_the_others(held, client):
    ada, ben = held.steps
    first = where(ada, "child")
    client.post(first, {"_version": "0", "_go": str(ben.child_id),
                        **of(held.ada, outcome="plan_made", reasons="Left alone")})
    client.post(where(ben, "child"), {"_version": "0", **of(held.ben, reasons="With his aunt")})
    (draft,) = Draft.objects.open().filter(page="decide")
    assert draft.data[f"child-{ada.child_id}-conference.ConferenceDecision-reasons"] == [
        "Left alone"]
    assert draft.data[f"child-{ben.child_id}-conference.ConferenceDecision-reasons"] == [
        "With his aunt"]
    assert "Pat Police" in str(draft.data)
    assert draft.data["conference.ConferenceDecision-chair"] == [str(held.chair.pk)]
    assert "Left alone" not in client.get(where(ben, "child")).content.decode()
    again = client.post(
        reverse("conference:draft", args=[ada.child_id, ada.pk, "child"]),
        {"_version": "0", **of(held.ada, reasons="Typed in another window")},
    )
    assert again.status_code == 409
    kept = " ".join(str(d.data) for d in Draft.objects.open().filter(page="decide"))
    assert "Left alone" in kept
    assert "Typed in another window" in kept


def test_what_is_typed_after_the_session_ended_comes_back_after_signing_in(
    held, client, settings
):
    ada = held.steps[0]
    client.get(where(ada, "child"))
    del client.cookies[settings.SESSION_COOKIE_NAME]
    client.post(where(ada, "child"), {"_version": "0", **of(held.ada, reasons="Left alone")},
                headers={"origin": "http://testserver"})
    client.force_login(held.cal)
    page = client.get(where(ada, "child")).content.decode()
    assert "What you typed was kept" in page
    assert "Left alone" in page


def test_the_days_of_what_follows_are_offered_from_their_clocks_and_taken_over(held, client):
    ada = held.steps[0]
    with fixed(at(FRIDAY), everywhere=True):
        page = client.get(where(ada, "child")).content.decode()
        # ten working days of Friday 12 June, and three months of it: a Saturday, so the day before
        assert "Use Friday 26 June 2026" in page
        assert "Use Friday 11 September 2026" in page
        client.post(where(ada, "child"), {"_version": "0", "_offer": "review",
                                          **of(held.ada, outcome="plan_made")})
    data = Draft.objects.open().get(page="decide").data
    assert data[f"child-{ada.child_id}-event-for_on-day"] == ["11"]
    assert data[f"child-{ada.child_id}-event-for_on-month"] == ["9"]


def test_the_meetings_screen_shows_one_child_and_nothing_that_is_kept_apart(held, client):
    ada, ben = held.steps
    client.post(where(ada, "child"), {"_version": "0", **of(
        held.ada, outcome="plan_made", reasons="Left alone", confidential="XAPART")})
    client.post(where(ben, "child"), {"_version": "0", **of(held.ben, reasons="XBEN")})
    page = client.get(where(ada, "screen")).content.decode()
    assert "The child is to have a protection plan" in page
    assert "Left alone" in page
    for word in ("XAPART", "Ben", "Rob Stone"):
        assert word not in page
    seen = page.split("seen=")[1].split('"')[0]
    reads = Entry.objects.filter(action="read", child_id=ada.child_id).count()
    assert client.get(where(ada, "screen_now"), {"seen": seen}).status_code == 204
    assert Entry.objects.filter(action="read", child_id=ada.child_id).count() == reads
    client.force_login(held.sam)
    assert client.get(where(ada, "screen_now")).status_code == 403


def test_what_was_typed_in_the_room_is_recorded_with_the_outline_plan(held, client):
    ada, ben = held.steps
    with fixed(at(FRIDAY), everywhere=True):
        client.post(where(ada, "plan"), {"n1-text": "Somebody there at night", "_add": "n1"})
        client.post(where(ada, "child"), {"_version": "0", **of(
            held.ada, outcome="plan_made", reasons="Left alone", view="I was scared",
            confidential="XAPART")})
        check = client.post(where(ada, "child"), {"_version": "1", "_go": "record", **of(
            held.ada, outcome="plan_made", reasons="Left alone", view="I was scared",
            confidential="XAPART")})
        done = client.post(check["Location"])
        assert done["Location"] == where(ada, "after")
        # of Ben nothing was typed: nothing was decided for him
        assert [e.child for e in Event.objects.filter(kind="conference.decided")] == [held.ada]
        started = Event.objects.get(kind="protection_plan.started")
        assert plan_of(started.step).needs[0].text == "Somebody there at night"
        page = client.get(where(ada, "after")).content.decode()
        assert client.get(where(ben, "meeting")).status_code == 200
    for name in ("Mary Example", "Pat Police", "Sam Worker"):
        assert f"Look and send<span class=\"govuk-visually-hidden\"> for {name}" in page
    assert "Ben Example" not in page


@pytest.fixture
def reviewed(held, asked, decide, client):
    """Ada has a plan with an agreed version, and a review of it is booked for Friday."""
    ada = held.steps[0]
    decide(ada, "plan_made", on=MONDAY, category="NEG")
    plan = Event.objects.get(kind="protection_plan.started").step
    stays = ActionText("Grandmother stays over", owner_name="Grandmother")
    text = PlanText("protection", needs=[
        NeedText("Somebody there at night", [OutcomeText("Ada sleeps", actions=[stays])])
    ])
    submit(step=plan, plan=text, state="agreed", by=held.sam, on=MONDAY)
    (review,) = asked(held.ada, kind="review", on=MONDAY)
    actions.book(steps=[review], for_on=FRIDAY, by=held.tess, on=MONDAY,
                 meeting=Meeting(chair=held.chair, started=time(9, 30)))
    return SimpleNamespace(plan=plan, review=review)


def typed_plan(client, step, **changed):
    """The plan's form as the page draws it, with some of it typed over."""
    page = client.get(where(step, "plan")).content.decode()
    outline = Outline(step, None)
    typed = {**outline.form().typed, **{name: [said] for name, said in changed.items()}}
    return page, client.post(where(step, "plan"), typed)


def recorded(client, reviewed, ada, outcome):
    check = client.post(where(reviewed.review, "child"), {"_version": "0", "_go": "record", **of(
        ada, outcome=outcome, reasons="It goes better")})
    client.post(check["Location"])
    return Event.objects.get(step=reviewed.review, kind="conference.decided")


def test_at_a_review_the_plan_itself_is_gone_on_with_in_the_room(held, reviewed, client):
    with fixed(at(FRIDAY), everywhere=True):
        page, _ = typed_plan(client, reviewed.review, **{"n1-text": "Somebody there every night"})
        assert "Somebody there at night" in page
        assert "Grandmother stays over" in page
        stands = plan_of(reviewed.plan)
        assert stands.needs[0].text == "Somebody there at night", "nobody's plan until decided"
        assert "Somebody there every night" in client.get(
            where(reviewed.review, "screen")).content.decode()
        recorded(client, reviewed, held.ada, "plan_continues")
    now = plan_of(reviewed.plan)
    assert now.needs[0].text == "Somebody there every night"
    assert now.needs[0].outcomes[0].actions[0].text == "Grandmother stays over"
    assert current(reviewed.plan).state == "agreed"
    assert not Draft.objects.open().filter(page="outline").exists()
    (task,) = Task.objects.filter(text__contains="Grandmother stays over")
    assert task.state == "open", "the action keeps its task"


def test_a_plan_that_ends_takes_nothing_up_from_the_room(held, reviewed, client):
    with fixed(at(FRIDAY), everywhere=True):
        typed_plan(client, reviewed.review, **{"n1-text": "Typed before it was decided to end"})
        recorded(client, reviewed, held.ada, "plan_ended")
    assert plan_of(reviewed.plan).needs[0].text == "Somebody there at night"


def test_what_the_worker_had_begun_is_what_the_room_goes_on_from(held, reviewed, client):
    place = drafts.Place("protection_plan", "plan", reviewed.plan.authority, step=reviewed.plan)
    typed = {**Outline(reviewed.review, None).form().typed, "n1-text": ["Begun by Sam"]}
    drafts.save(place, typed=typed, by=held.sam)
    with fixed(at(FRIDAY), everywhere=True):
        page, _ = typed_plan(client, reviewed.review)
        assert "Begun by Sam" in page
        recorded(client, reviewed, held.ada, "plan_continues")
    assert plan_of(reviewed.plan).needs[0].text == "Begun by Sam"
    assert not Draft.objects.open().filter(page="plan").exists()


def test_a_notice_is_one_click_away_and_says_what_was_left_out(held, decide, client):
    ada = held.steps[0]
    decide(ada, "no_plan", on=MONDAY, reasons="She is safe", confidential="XAPART")
    page = client.get(where(ada, "after")).content.decode()
    links = [part.split('"')[0] for part in page.split('href="')
             if "/documents/conference_decision/preview" in part]
    for link in links:
        shown = client.get(link.replace("&amp;", "&")).content.decode()
        assert "She is safe" in shown
        assert "It was said in the confidential part of a meeting" in shown
        assert "XAPART" not in shown
    assert len(links) >= 2
    minutes = reverse("pages:page", args=[ada.child_id, ada.pk, "send_record"])
    assert "Much was said." in client.get(minutes).content.decode()


def test_a_task_of_the_conference_is_given_from_the_page_after_it(held, decide, client):
    ada = held.steps[0]
    decide(ada, "no_plan", on=MONDAY, reasons="She is safe")
    client.post(where(ada, "after"), {
        "text": "Ring the school", "owner": held.worker.pk, "due_on-day": "8", "due_on-month": "6",
        "due_on-year": "2026",
    })
    task = Task.objects.get(text="Ring the school")
    assert (task.owner_worker, task.due_on, task.source) == (
        held.worker, date(2026, 6, 8), "conference")


#: A page that reads several children, each with those near them, asks more than fifteen times.
QUERIES = {"before": 24, "meeting": 17, "child": 18, "screen": 27, "book": 21, "after": 22}


def test_the_pages_of_a_conference_take_few_queries(
    held, decide, client, django_assert_max_num_queries
):
    ada, ben = held.steps
    decide(ben, "no_plan", on=MONDAY)
    client.get(where(ada, "before"))
    for name, most in QUERIES.items():
        step = ben if name == "after" else ada
        with django_assert_max_num_queries(most):
            client.get(where(step, name))
    with django_assert_max_num_queries(13):
        client.get(reverse("conference:calendar"))


def test_the_half_days_the_days_and_the_rooms_are_the_authoritys_own_from_a_day_on(
    held, asked, client
):
    told = {"authority": held.ada.authority, "owner": "Panel", "approved_on": MONDAY,
            "by": held.tess}
    set_conference_times(starts="9:00, 11:30, 14:15", weekdays=[1, 4], rooms="Town hall\nAnnexe",
                         since_on=date(2026, 6, 10), **told)
    (step,) = asked(a_child("Cy Other"), on=MONDAY)
    page = client.get(where(step, "book")).content.decode()
    chair = held.chair.pk
    offered = set(re.findall(rf'name="slot" value="([^"]+) {chair}"', page))
    before = {code for code in offered if code < "2026-06-10"}
    assert before == {f"2026-06-0{n} {at}" for n in (2, 3, 4, 5, 8, 9)
                      for at in ("09:30", "13:30")}, "as it was until then"
    after = {code for code in offered if code.startswith("2026-06-1")}
    # the chair has Friday's 9:30 already, which is now in the session from nine
    assert after == {"2026-06-12 11:30", "2026-06-12 14:15",
                     *(f"2026-06-16 {at}" for at in ("09:00", "11:30", "14:15")),
                     *(f"2026-06-19 {at}" for at in ("09:00", "11:30", "14:15"))}
    friday = page.split("Friday 12 Jun 2026")[1].split("</tr>")[0].split("</td>")
    assert "Free: Annexe" in friday[0]
    assert "Free: Town hall, Annexe" in friday[1]
    with pytest.raises(RecordError, match="is none"):
        set_conference_times(starts="nine", weekdays=[1], rooms="", since_on=MONDAY, **told)


def test_whoever_books_sees_what_each_chair_has(held, asked, client):
    lin = a_user("conference_chair", name="Lin Chair")
    a_worker("Lin Chair", user=lin, team=held.early_help)
    (step,) = asked(a_child("Cy Other"), on=MONDAY)
    page = client.get(where(step, "book")).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Cal Chair 2 · Lin Chair 0" in words
    friday = words.split("Friday 12 Jun 2026")[1].split("Monday 15")[0]
    # Lin has nothing that week and comes first; Cal has the two children's conference
    morning, afternoon = friday.split("at 9:30")
    assert "Lin Chair (0)" in morning
    assert "Cal" not in morning
    assert afternoon.index("Lin Chair (0)") < afternoon.index("Cal Chair (1)")
