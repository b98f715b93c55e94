"""The agencies talk, what they decide starts at once, and who was missing is never forgotten."""

from datetime import date, time

import pytest

from sightline.access.users.actions import create_user
from sightline.journey.strategy_discussion import actions, queries
from sightline.journey.strategy_discussion.actions import For
from sightline.journey.strategy_discussion.models import Agreed, Discussion, Request, WhyNotAll
from sightline.journey.strategy_discussion.panels import PANEL
from sightline.record.decisions.models import Decision
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.spine.voiding import VoidRefused, void
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now
from sightline.record.visits.actions import Seen, record_visit

MONDAY, TUESDAY, TODAY = date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 10)
ALL = ("social_care", "police", "health")


def there(*agencies):
    return [Participant(agency=a, name=a.title(), attendance="attended") for a in agencies]


@pytest.fixture
def hold(merrow):
    """Holds a discussion chaired by Tess."""

    def held(*children, outcome="section47_joint", agencies=ALL, on=TUESDAY, **more):
        about = [c if isinstance(c, For) else For(c, outcome) for c in children]
        more.setdefault("meeting", Meeting(chair=merrow.tess.worker, notes="What was said"))
        return actions.hold(
            children=about, by=merrow.sam, on=on, participants=there(*agencies), **more
        )

    return held


def discussion(child):
    return Step.objects.filter(child=child, process="strategy_discussion").latest("pk")


def enquiries(child):
    return list(Step.objects.standing().filter(child=child, process="section47"))


def tasks_of(child):
    return list(Task.objects.filter(child=child, state="open").order_by("pk"))


@pytest.mark.parametrize("danger", ["injury", "sexual_abuse", "immediate_risk"])
def test_injury_sexual_abuse_or_immediate_risk_make_it_due_the_same_day(merrow, reed, danger):
    child = reed()
    actions.request(children=[child], by=merrow.sam, on=TODAY, urgency="three_days",
                    asked=Request(worry="A mark", **{danger: "yes"}))
    assert Clock.objects.get(child=child, key="strategy_discussion").due_on == TODAY
    assert said_now(PANEL.now, discussion(child)) == [
        "Strategy discussion due the same day"
    ]


def test_otherwise_it_is_due_within_the_local_limit(merrow, reed, clean):
    child = reed()
    actions.request(children=[child], by=merrow.sam, on=MONDAY, asked=Request(injury="no"))
    assert Clock.objects.get(child=child, key="strategy_discussion").due_on == date(2026, 6, 11)
    assert [w.words for w in PANEL.warnings([discussion(child)])] == [
        "Strategy discussion owed"
    ]
    assert clean(child)


@pytest.mark.covers("S047")
def test_held_without_being_asked_for_it_starts_what_it_decides(reed, hold, clean):
    child = reed()
    hold(child, at=time(9, 30))
    held = discussion(child)
    (enquiry,) = enquiries(child)
    assert (held.opened_on, held.closed_on) == (TUESDAY, TUESDAY)
    assert (enquiry.led_from, enquiry.episode) == (held, child.referral)
    assert Clock.objects.get(step=enquiry, key="icpc").due_on == date(2026, 6, 30)
    assert not Event.objects.filter(kind="strategy_discussion.not_constituted").exists()
    assert clean(child)


def test_one_that_was_asked_for_is_the_one_held(merrow, reed, hold):
    child = reed()
    actions.request(children=[child], by=merrow.sam, on=MONDAY)
    hold(child)
    assert Step.objects.filter(child=child, process="strategy_discussion").count() == 1
    assert Clock.objects.get(child=child, key="strategy_discussion").state == "stopped"


@pytest.mark.parametrize("outcome", ["no_section47", "more_information"])
def test_no_enquiry_begins_that_was_not_decided(reed, hold, outcome):
    child = reed()
    hold(child, outcome=outcome)
    assert enquiries(child) == []


def test_when_more_has_to_be_known_somebody_brings_them_back_together(reed, hold):
    child = reed()
    hold(For(child, "more_information", Discussion(again_on=date(2026, 6, 12))))
    (task,) = tasks_of(child)
    assert (task.text[:10], task.due_on) == ("Talk again", date(2026, 6, 12))


def test_a_later_discussion_never_resets_the_enquiry(reed, hold, clean):
    child = reed()
    hold(child, on=MONDAY)
    hold(child, on=TODAY)
    (enquiry,) = enquiries(child)
    assert Clock.objects.get(child=child, key="icpc").started_on == MONDAY
    assert not enquiry.events.filter(kind="section47.strategy_held").exists()
    assert clean(child)


def test_an_enquiry_that_emergency_action_began_has_its_discussion(merrow, reed, hold, clean):
    child = reed()
    spine.open_step("section47.started", by=merrow.sam, on=MONDAY, child=child,
                    led_from=child.referral, outcome="emergency")
    assert not Clock.objects.filter(child=child, key="icpc").exists()
    hold(child, outcome="section47_single")
    (enquiry,) = enquiries(child)
    assert enquiry.events.filter(kind="section47.strategy_held").count() == 1
    assert Clock.objects.get(step=enquiry, key="icpc").started_on == TUESDAY
    assert Clock.objects.get(step=enquiry, key="strategy_discussion").state == "stopped"
    hold(child, on=TODAY)
    assert enquiry.events.filter(kind="section47.strategy_held").count() == 1
    assert clean(child)


def test_what_is_agreed_becomes_tasks_with_owner_and_day_on_the_enquiry(merrow, reed, hold):
    child = reed()
    own = [Agreed(text="Speak to Ana at school", owner_worker=merrow.kit.worker, due_on=TODAY)]
    hold(For(child, "section47_joint", agreed=own),
         agreed=[Agreed(text="Police checks", owner_name="DS Hale", due_on=TODAY)])
    (enquiry,) = enquiries(child)
    given = {t.text: (t.owner_worker, t.outside, t.step) for t in tasks_of(child)}
    assert given == {
        "Police checks": (merrow.sam.worker, "DS Hale", enquiry),
        "Speak to Ana at school": (merrow.kit.worker, "", enquiry),
    }


def test_it_is_decided_child_by_child_and_written_once(reed, hold, clean):
    ana, bo = reed(), reed("Bo")
    occasion = hold(For(ana, "section47_joint"), For(bo, "no_section47"),
                    decision=Decision(rationale="A mark on Ana only"))
    assert occasion.parts.count() == 2
    assert Meeting.objects.count() == 1
    assert len(enquiries(ana)) == 1
    assert enquiries(bo) == []
    assert Decision.objects.count() == 2
    assert clean(ana, bo)


@pytest.mark.covers("S047")
def test_without_health_it_is_recorded_and_marked_and_the_chair_owes_a_reason(
    merrow, reed, hold, clean
):
    ana, bo = reed(), reed("Bo")
    hold(ana, bo, agencies=("social_care", "police"))
    assert len(enquiries(ana)) == 1
    assert [queries.missing_from(discussion(c)) for c in (ana, bo)] == [["health"], ["health"]]
    reason, view = tasks_of(ana)
    assert (reason.owner_worker, reason.due_on) == (merrow.tess.worker, TODAY)
    assert view.text == "Missing view of health: learn it and record it"
    clocks = Clock.objects.filter(key="strategy_constitution_reason")
    assert {c.due_on for c in clocks} == {TODAY}
    actions.give_reason(step=discussion(bo), why=WhyNotAll(reason="Night"), by=merrow.tess,
                        on=TODAY)
    assert {c.state for c in clocks.all()} == {"stopped"}
    reason.refresh_from_db()
    assert (reason.state, reason.evidence) == ("done", "Night")
    assert queries.missing_from(discussion(ana)) == ["health"]
    assert clean(ana, bo)


def test_a_report_or_an_apology_is_not_taking_part(reed, hold):
    child = reed()
    hold(child, agencies=("social_care", "police"), meeting=Meeting())
    assert queries.missing_from(discussion(child)) == ["health"]


def test_before_april_2013_two_agencies_made_a_discussion(reed, hold):
    child = reed(on=date(2013, 4, 2), born_on=date(2010, 1, 1))
    hold(child, agencies=("social_care", "police"), on=date(2013, 4, 12))
    assert queries.missing_from(discussion(child)) == []
    hold(child, agencies=("social_care",), on=date(2013, 4, 15))
    assert queries.missing_from(discussion(child)) == ["police", "health"]


def test_a_discussion_is_recorded_though_nobody_can_be_found_for_its_tasks(merrow, reed):
    child = reed()
    nobody = create_user(username="night", display_name="Night", by=None, demonstration=True)
    assert child.referral.owner_team is None
    actions.hold(children=[For(child, "section47_joint")], by=nobody, on=TODAY)
    assert tasks_of(child) == []
    assert len(enquiries(child)) == 1
    assert queries.missing_from(discussion(child)) == list(ALL)


@pytest.mark.covers("S047")
def test_how_many_were_fully_constituted_is_counted_by_discussion_and_not_by_child(
    merrow, reed, hold
):
    hold(reed(), reed("Bo"))
    hold(reed("Cy"), agencies=("social_care", "police"))
    found = queries.constituted(merrow.authority, MONDAY, TODAY)
    assert (found.held, found.fully, found.share) == (2, 1, 0.5)
    assert [e.outcome for e in queries.not_constituted(merrow.authority, MONDAY, TODAY)] == [
        "health"
    ]


def before(merrow):
    return queries.enquiry_before_discussion(merrow.authority, MONDAY, TODAY)


def test_emergency_action_before_it_is_no_failing(reed, hold, merrow):
    child = reed()
    spine.open_step("section47.started", by=merrow.sam, on=MONDAY, child=child,
                    led_from=child.referral, outcome="emergency")
    hold(For(child, "section47_joint", Discussion(before="emergency")))
    assert before(merrow) == []


def test_enquiry_work_that_had_begun_before_it_is_listed(reed, hold, merrow):
    child = reed()
    hold(For(child, "section47_joint", Discussion(before="enquiry", before_words="A visit")))
    (found,) = before(merrow)
    assert (found.held.child, found.words) == (child, "A visit")


def test_a_visit_on_the_enquiry_before_the_moment_of_the_discussion_is_listed(
    reed, hold, merrow
):
    child = reed()
    hold(child, at=time(15, 0))
    (enquiry,) = enquiries(child)
    record_visit(by=merrow.sam, on=TUESDAY, at=time(11, 0), step=enquiry,
                 children=[Seen(child, seen="seen", step=enquiry)])
    record_visit(by=merrow.sam, on=TUESDAY, at=time(16, 0), step=enquiry,
                 children=[Seen(child, seen="seen", step=enquiry)])
    (found,) = before(merrow)
    assert [e.happened_at for e in found.work] == [time(11, 0)]


def test_the_minutes_have_a_log_and_say_who_still_waits(merrow, reed, hold):
    ana, bo = reed(), reed("Bo")
    hold(ana, bo)
    actions.share_minutes(step=discussion(ana), with_whom="police", by=merrow.sam, on=TODAY)
    for child in (ana, bo):
        log = queries.minutes(discussion(child))
        assert (log.shared, log.owed) == ([("police", TODAY)], ["health"])


def test_what_was_not_held_has_no_minutes_and_no_reason_to_give(merrow, reed, hold):
    child = reed()
    actions.request(children=[child], by=merrow.sam, on=MONDAY)
    with pytest.raises(RecordError, match="no minutes"):
        actions.share_minutes(step=discussion(child), with_whom="police", by=merrow.sam, on=TODAY)
    hold(child)
    with pytest.raises(RecordError, match="no reason to give"):
        actions.give_reason(step=discussion(child), why=WhyNotAll(), by=merrow.tess, on=TODAY)


def test_a_wrong_answer_says_which_there_are(merrow, reed, hold):
    child = reed()
    with pytest.raises(RecordError, match="No section 47 enquiry"):
        hold(child, outcome="later")
    with pytest.raises(RecordError, match="Within three working days"):
        actions.request(children=[child], by=merrow.sam, on=MONDAY, urgency="soon")


def test_a_discussion_on_which_an_enquiry_stands_is_taken_back_after_it(reed, hold, merrow, clean):
    child = reed()
    hold(child, agencies=("social_care", "police"))
    held = discussion(child)
    opening = held.events.get(kind="strategy_discussion.held")
    with pytest.raises(VoidRefused, match="Section 47"):
        void(opening, by=merrow.tess, reason="The wrong family")
    steps = [*enquiries(child), held]
    for step in steps:
        for event in step.events.standing().order_by("-pk"):
            void(event, by=merrow.tess, reason="The wrong family")
            assert clean(child)
    assert enquiries(child) == []
