"""A conference is asked for, booked, prepared, put off and sent out; only sending is ever held."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.conference import actions, panels, queries
from sightline.journey.conference.drafting import invitations_so_far
from sightline.journey.conference.models import Delay, Exclusion, Sharing
from sightline.people.persons.actions import record_language
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, an_adult
from sightline.record.allocation.models import Involvement
from sightline.record.harm.models import PlanElsewhere
from sightline.record.interpreters.actions import ask, attend
from sightline.record.interpreters.models import Booking
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.notes.models import Note
from sightline.record.plans.actions import set_down
from sightline.record.plans.models import PlanDocument
from sightline.record.plans.written import NeedText, OutcomeText, PlanText
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now
from sightline.record.timeline.marking import mark

ON, TODAY = date(2026, 6, 8), date(2026, 6, 10)
SATURDAY = date(2026, 6, 20)
FRIDAY = date(2026, 6, 19)


def book(borough, steps, for_on, on=ON, **more):
    return actions.book(
        steps=steps, for_on=for_on, by=borough.sam, on=on,
        meeting=Meeting(chair=more.pop("chair", borough.chair), place="Town hall"), **more,
    )


def words(step):
    return " ".join(panels.concerns(step))


def test_a_conference_on_several_children_is_asked_for_once(asked):
    first, second = asked(a_child("Ada Example"), a_child("Ben Example"))
    assert first.events.get(kind="conference.requested").occasion_id == (
        second.events.get(kind="conference.requested").occasion_id
    )


def test_a_later_booking_takes_the_place_of_the_one_before(borough, asked):
    (step,) = asked()
    book(borough, [step], date(2026, 6, 12))
    book(borough, [step], FRIDAY, on=TODAY)
    assert queries.booking(step).for_on == FRIDAY


def test_a_weekend_is_warned_of_and_never_refused(borough, asked):
    (step,) = asked()
    book(borough, [step], SATURDAY)
    assert queries.booking(step).for_on == SATURDAY
    assert "booked for Saturday" in words(step)


@pytest.mark.covers("S036")
def test_a_chronology_that_is_behind_is_warned_of_when_the_conference_is_near(
    borough, asked, client
):
    (step,) = asked()
    book(borough, [step], date(2026, 7, 9), on=ON)
    # a conference that is far off asks for nothing yet
    assert "chronology" not in words(step)
    book(borough, [step], date(2026, 7, 8), on=TODAY)
    said = "has not been brought up to date for the conference of 8 July 2026: nobody has yet said"
    assert said in words(step)
    client.force_login(borough.cal)
    where = reverse("conference:before", args=[step.child_id, step.pk])
    assert said in client.get(where).content.decode()
    mark(event=step.events.get(kind="conference.requested"), by=borough.sam, reason="It tells")
    assert "chronology" not in words(step)
    assert "has not been brought up to date" not in client.get(where).content.decode()


@pytest.mark.covers("S039")
def test_an_interpreter_is_asked_for_when_it_is_booked_and_shown_before_and_in_the_room(
    borough, asked, client
):
    first, second = asked(a_child("Ada Example"), a_child("Ben Example"))
    mother = an_adult("Mia Example")
    for step in (first, second):
        relate(person=step.child, other=mother, kind="mother", by=borough.sam, on=ON)
    record_language(person=mother, by=borough.sam, on=ON, words="Polish", interpreter="needed")
    client.force_login(borough.cal)

    def page(name):
        where = reverse(f"conference:{name}", args=[first.child_id, first.pk])
        return client.get(where).content.decode()

    assert "An interpreter is needed: Polish, for Mia Example. Ask for one" in page("book")
    book(borough, [first, second], FRIDAY)
    for name in ("before", "meeting"):
        html = page(name)
        assert html.count("Interpreter needed: Polish, for Mia Example. None is booked.") == 1
    ask(meeting_of=[(s.child, s) for s in (first, second)], person=mother, language="Polish",
        what="conference", for_on=FRIDAY, by=borough.sam, on=TODAY, agency="Lingua")
    attend(bookings=list(Booking.objects.all()), outcome="did_not_come", by=borough.sam, on=TODAY)
    assert "Lingua was booked and did not come." in page("meeting")
    restrict(person=mother, level="sealed", custodian=borough.manager, by=borough.tess, on=TODAY,
             reason="Witness")
    assert "Polish" not in page("before")


@pytest.mark.covers("S057")
def test_a_chair_too_near_the_case_is_warned_of_and_never_refused(borough, asked):
    (step,) = asked()
    book(borough, [step], FRIDAY, chair=borough.manager)
    assert "Tess Manager manages the child's lead worker" in words(step)
    assert "independent" in words(step)


@pytest.mark.covers("S057")
def test_an_independent_chair_gives_no_warning_and_is_allocated(borough, asked):
    (step,) = asked()
    book(borough, [step], FRIDAY)
    assert "independent" not in words(step)
    assert Involvement.objects.current().get(child=step.child, role="chair").worker == borough.chair


@pytest.mark.covers("S053")
def test_a_booking_after_the_due_date_is_told_to_the_manager(borough, asked, decide):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review", on=ON)
    late = date(2026, 8, 21)
    book(borough, [review], late, delay=Delay(reason="The chair is away"))
    assert queries.late_by(review, late) == date(2026, 8, 11)
    assert Task.objects.get(step=review).owner_worker == borough.manager


def test_a_child_moved_here_owes_a_conference_from_the_day_we_were_told(borough, clean):
    child = a_child()
    occasion = actions.notify_transfer(
        children=[child], by=borough.sam, on=date(2026, 6, 1),
        elsewhere=PlanElsewhere(authority_name="Elsewhere", how_many=1),
    )
    asked = actions.request(children=[child], kind="transfer_in", by=borough.sam, on=ON)
    step = occasion.parts.get().step
    assert asked.parts.get().step == step
    clock = Clock.objects.get(step=step, key="icpc_transfer_in")
    assert clock.due_on == date(2026, 6, 22)
    clean(child)


@pytest.mark.covers("S055")
def test_sharing_the_report_with_the_parents_stops_its_clock(borough, asked):
    (step,) = asked()
    book(borough, [step], FRIDAY)
    clock = Clock.objects.get(step=step, key="conference_report_parents_initial")
    assert clock.due_on == date(2026, 6, 17)
    actions.share_report(
        steps=[step], shared_with="parents", by=borough.sam, on=TODAY,
        sharing=Sharing(report="social_care", recipients="Mum", way="Read together"),
    )
    clock.refresh_from_db()
    assert clock.state == "stopped"
    assert queries.shared_with(step) == {"parents": TODAY}


@pytest.mark.covers("S055")
def test_a_report_with_the_chair_only_is_still_owed_to_the_parents(borough, asked):
    (step,) = asked()
    book(borough, [step], date(2026, 6, 11))
    actions.share_report(steps=[step], shared_with="chair", by=borough.sam, on=TODAY)
    (owed,) = queries.reports_owed(steps=[step])
    assert (owed.overdue, owed.conference_on) == (True, date(2026, 6, 11))
    assert "The parents have not had the report" in words(step)


@pytest.mark.covers("S055")
def test_the_share_of_reports_in_time_counts_conferences(borough, asked, decide):
    (step,) = asked()
    book(borough, [step], date(2026, 5, 11), on=date(2026, 5, 5))
    actions.share_report(
        steps=[step], shared_with="parents", by=borough.sam, on=date(2026, 5, 6)
    )
    decide(step, "no_plan")
    figure = queries.reports_in_time(
        step.authority, date(2026, 5, 1), date(2026, 5, 31)
    )
    assert (figure.conferences, figure.in_time, figure.percent) == (1, 1, 100)


def test_an_exclusion_says_who_why_and_when_they_were_told(borough, asked):
    (step,) = asked()
    actions.invite(
        steps=[step], by=borough.sam, on=ON,
        participants=[Participant(agency="health", health_kind="gp", name="Dr Example")],
        exclusions=[Exclusion(name="Dad", reason="Threats", told_on=ON)],
    )
    assert Exclusion.objects.get(event__step=step).reason == "Threats"


@pytest.mark.covers("S057")
def test_the_chairs_meeting_beforehand_is_missed_when_it_is_not_recorded(borough, asked, decide):
    (step,) = asked()
    decide(step, "no_plan")
    assert "meeting with the family beforehand is not recorded" in words(step)
    actions.pre_meet(
        steps=[step], met="parents", by=borough.cal, on=date(2026, 5, 11),
        note=Note(text="We met Mum."),
    )
    assert "beforehand" not in words(step)


def people(*agencies):
    return [
        Participant(agency=agency, name=agency, attendance="attended", direct_contact=True)
        for agency in agencies
    ]


@pytest.mark.covers("S053")
def test_too_few_agencies_are_said_in_words_with_the_chairs_reason(asked, decide):
    (step,) = asked()
    decide(step, "no_plan", participants=people("social_care", "police"),
           below_quorum_reason="The baby is due.")
    assert "Not quorate" in words(step)
    assert "The chair went on: The baby is due." in words(step)


def test_a_quorate_conference_gives_no_warning(asked, decide):
    (step,) = asked()
    decide(step, "no_plan", participants=people("social_care", "police", "education"))
    assert "quorate" not in words(step)


@pytest.mark.parametrize("verb", [actions.adjourn, actions.stand_down])
@pytest.mark.covers("S053")
def test_a_conference_without_a_decision_leaves_the_limit_running(borough, verb, clean):
    child = a_child()
    occasion = actions.notify_transfer(children=[child], by=borough.sam, on=date(2026, 6, 1))
    step = occasion.parts.get().step
    verb(
        steps=[step], by=borough.cal, on=ON,
        delay=Delay(reason="The police could not come", safety_plan="Gran stays"),
    )
    assert Clock.objects.get(step=step, key="icpc_transfer_in").state == "running"
    assert Delay.objects.get(event__step=step).safety_plan == "Gran stays"
    assert "The child is kept safe until then: Gran stays" in words(step)
    clean(child)


def test_a_conference_is_called_off_for_a_reason(borough, asked):
    (step,) = asked()
    with pytest.raises(RecordError, match="Say why"):
        actions.cancel(steps=[step], reason=Delay(), by=borough.cal, on=ON)
    actions.cancel(steps=[step], reason=Delay(reason="Moved to France"), by=borough.cal, on=ON)
    step.refresh_from_db()
    assert step.closed_on == ON


def send(borough, step):
    return actions.send_decision(
        steps=[step], sharing=Sharing(recipients="All", way="Email"), by=borough.cal, on=TODAY
    )


def test_a_decision_is_not_sent_without_reasons_or_an_outline_plan(
    borough, asked, decide, plan_of
):
    (step,) = asked()
    with pytest.raises(GateRefused, match="No decision has been recorded"):
        send(borough, step)
    decide(step, "plan_made", category="NEG")
    with pytest.raises(GateRefused, match=r"no reasons.*no outline plan"):
        send(borough, step)


def test_a_decision_with_reasons_and_an_outline_is_sent_and_stops_its_clock(
    borough, asked, decide, plan_of
):
    (step,) = asked()
    decide(step, "plan_made", category="NEG", reasons="Often alone at night.")
    outline = PlanText(
        kind="protection", needs=[NeedText("Company", [OutcomeText("Somebody is always home")])]
    )
    set_down(
        "protection_plan.outlined", step=plan_of(step.child), plan=outline, by=borough.sam,
        on=date(2026, 5, 11),
    )
    assert PlanDocument.objects.get().state == "outline"
    send(borough, step)
    assert Clock.objects.get(step=step, key="conference_decision_notice").state == "stopped"


def test_the_record_is_held_until_it_says_who_was_there_and_closes_the_conference(
    borough, asked, decide
):
    (step,) = asked()
    decide(step, "no_plan")
    to = {"steps": [step], "by": borough.cal, "on": TODAY}
    with pytest.raises(GateRefused, match="Nobody is recorded"):
        actions.send_record(sharing=Sharing(recipients="All"), **to)
    again = decide(step, "no_plan", on=date(2026, 5, 12), participants=people("police"))
    actions.send_record(sharing=Sharing(recipients="All"), **to)
    step.refresh_from_db()
    assert (step.closed_on, again.outcome) == (TODAY, "no_plan")


def test_those_who_met_about_the_child_before_are_offered_as_invited(borough, asked, decide):
    (step,) = asked()
    event = decide(step, "no_plan", participants=people("police"))
    rows = invitations_so_far(event)["invite"]["rows"]["meetings.Participant"]
    assert [row["name"] for row in rows] == ["police"]


def test_the_day_ahead_shows_on_the_childs_page(borough, asked):
    (step,) = asked()
    assert said_now(panels.now, step)[0] == "Initial conference to be booked"
    book(borough, [step], FRIDAY)
    assert said_now(panels.now, step)[0] == "Initial conference on 19 June 2026"



@pytest.mark.covers("S054", "S061")
def test_days_that_were_not_agreed_are_offered_from_the_law(asked, decide):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG")
    days = queries.days_offered(event)
    assert (days.core_group_by, days.review_by) == (date(2026, 5, 26), date(2026, 8, 11))
    assert "It meets by 26 May 2026 at the latest" in words(step)
    assert "It is held by 11 August 2026 at the latest" in words(step)


def test_days_that_were_agreed_are_not_asked_for_again(asked, decide):
    (step,) = asked()
    decide(step, "plan_made", category="NEG", first_core_group_on=date(2026, 5, 20),
           review_on=date(2026, 8, 3))
    assert "at the latest" not in words(step)


def test_another_authoritys_plan_shows_until_our_own_conference(borough, decide):
    occasion = actions.notify_transfer(
        children=[a_child()], by=borough.sam, on=date(2026, 5, 8),
        elsewhere=PlanElsewhere(authority_name="Elsewhere"),
    )
    step = occasion.parts.get().step
    said = "On a protection plan of Elsewhere until our own conference"
    assert said in [mark.words for mark in panels.marks([step])]
    decide(step, "plan_made", category="NEG")
    assert panels.marks([step]) == []
