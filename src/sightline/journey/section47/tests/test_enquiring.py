"""An enquiry runs from its discussion, is written by one and concluded by another."""

from datetime import date

import pytest

from sightline.journey.section47 import actions, queries
from sightline.journey.section47.models import Conclusion, Emergency, Enquiry
from sightline.journey.section47.panels import PANEL
from sightline.record.decisions.models import Decision
from sightline.record.drafts.actions import of_step
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock, Step
from sightline.record.spine.voiding import void
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now
from sightline.record.visits.actions import Seen, record_visit

TODAY = date(2026, 6, 10)
WEEK_AGO, LONG_AGO = date(2026, 6, 3), date(2026, 5, 18)


@pytest.fixture
def ana(reed):
    return reed(on=date(2026, 5, 11))


def begun(merrow, child, on=WEEK_AGO, outcome="strategy"):
    return spine.open_step("section47.started", by=merrow.sam, on=on, child=child,
                           led_from=child.referral, outcome=outcome)


@pytest.fixture
def enquiry(merrow, ana):
    return begun(merrow, ana)


def write(merrow, step, **more):
    said = {"child_account": "He hit me", "seen_and_found": "A mark", "analysis": "Likely again"}
    actions.submit(step=step, by=merrow.sam, on=TODAY, enquiry=Enquiry(**(said | more)))


def reason(merrow):
    return Decision(rationale="No harm was found", made_by=merrow.tess.worker)


def conclude(merrow, step, outcome="conference", by=None, **more):
    return actions.conclude(step=step, outcome=outcome, by=by or merrow.tess, on=TODAY, **more)


def refused(merrow, step, outcome="conference", **more):
    with pytest.raises(GateRefused) as held:
        conclude(merrow, step, outcome, **more)
    return str(held.value)


def on_plan(merrow, child):
    spine.open_step("protection_plan.started", by=merrow.tess, on=date(2026, 5, 12), child=child,
                    led_from=child.referral, outcome="NEG")


@pytest.mark.covers("S048")
def test_emergency_action_opens_it_at_once_and_a_discussion_is_owed(merrow, ana, clean):
    actions.begin(children=[ana], by=merrow.sam, on=TODAY,
                  emergency=Emergency(action="police_protection"))
    step = queries.open_enquiry(ana.pk)
    assert queries.standing(step).discussion_owed
    owed = Clock.objects.get(step=step, key="strategy_discussion")
    assert (owed.due_on, owed.state) == (TODAY, "running")
    assert PANEL.warnings([step])[0].words.startswith("Strategy discussion owed")
    assert clean(ana)


def test_emergency_action_in_a_running_enquiry_is_recorded_there(merrow, ana, enquiry, clean):
    actions.begin(children=[ana], by=merrow.sam, on=TODAY)
    assert Step.objects.filter(child=ana, process="section47").count() == 1
    assert not queries.standing(enquiry).discussion_owed
    assert Clock.objects.get(child=ana, key="icpc").started_on == WEEK_AGO
    assert clean(ana)


def test_brothers_and_sisters_each_have_their_own(merrow, ana, reed):
    bo = reed("Bo")
    actions.begin(children=[ana, bo], by=merrow.sam, on=TODAY, emergency=Emergency(words="Night"))
    mine, theirs = queries.open_enquiry(ana.pk), queries.open_enquiry(bo.pk)
    actions.write(step=mine, enquiry=Enquiry(child_account="Mine"), by=merrow.sam, on=TODAY)
    actions.write_together(steps=[mine, theirs], enquiry=Enquiry(checks="None known"),
                           by=merrow.sam, on=TODAY)
    assert queries.enquiry(mine).child_account == "Mine"
    assert queries.enquiry(theirs).child_account == ""
    assert queries.enquiry(theirs).checks == "None known"


def test_the_child_page_says_which_day_of_fifteen_it_is(enquiry):
    assert said_now(PANEL.now, enquiry) == ["Section 47 enquiry, day 5 of 15"]


@pytest.mark.covers("S048")
def test_at_day_fifteen_it_is_undecided_until_it_is_concluded(merrow, ana, reed, clean):
    late = begun(merrow, ana, on=LONG_AGO)
    begun(merrow, reed("Bo"))
    assert [s.step for s in queries.undecided(merrow.authority, TODAY)] == [late]
    assert queries.undecided(merrow.authority, date(2026, 6, 8)) == []
    assert queries.undecided(merrow.authority, date(2026, 6, 9)) != []
    assert "Enquiry undecided" in [w.words for w in PANEL.warnings([late])]
    assert said_now(PANEL.now, late)[0] == "Section 47 enquiry, day 16"
    write(merrow, late)
    conclude(merrow, late)
    assert queries.undecided(merrow.authority, TODAY) == []
    assert clean(ana)


@pytest.mark.covers("S048")
def test_five_days_without_activity_show_and_ten_are_long(merrow, ana, reed):
    quiet, bo = begun(merrow, ana, on=date(2026, 5, 26)), reed("Bo")
    visited = begun(merrow, bo, on=date(2026, 5, 26))
    record_visit(by=merrow.sam, on=date(2026, 6, 8), step=visited,
                 children=[Seen(bo, seen="seen_alone")])
    (found,) = queries.idle(merrow.authority, TODAY)
    assert (found.step, found.days, found.is_long) == (quiet, 11, True)
    words = [w.words for w in PANEL.warnings([quiet])]
    assert "No activity on the section 47 enquiry for 11 working days" in words


@pytest.mark.covers("S048", "S068")
def test_concluded_for_a_conference_it_asks_for_one_in_the_same_moment(
    merrow, ana, enquiry, clean
):
    write(merrow, enquiry)
    conclude(merrow, enquiry)
    led = Step.objects.get(led_from=enquiry, process="conference")
    assert led.events.get(kind="conference.requested").outcome == "initial"
    assert Clock.objects.get(child=ana, key="icpc").state == "running"
    assert queries.concluded_as(merrow.authority, WEEK_AGO, TODAY) == {"conference": 1}
    assert clean(ana)


def test_an_unborn_child_has_a_conference_before_the_birth(merrow, reed, clean):
    unborn = reed("Baby", born_on=None, expected_on=date(2026, 10, 1))
    step = begun(merrow, unborn)
    write(merrow, step)
    conclude(merrow, step)
    led = Step.objects.get(led_from=step, process="conference")
    assert led.events.get(kind="conference.requested").outcome == "pre_birth"
    assert clean(unborn)


@pytest.mark.parametrize("outcome", ["not_substantiated", "no_continuing_harm"])
def test_no_conference_closes_its_clock_with_reason_and_decider(
    merrow, ana, enquiry, clean, outcome
):
    write(merrow, enquiry)
    words = refused(merrow, enquiry, outcome)
    assert "Write the reason" in words
    assert "Name the decider" in words
    conclude(merrow, enquiry, outcome, decision=reason(merrow))
    assert Clock.objects.get(child=ana, key="icpc").state == "abandoned"
    assert Clock.objects.get(child=ana, key="s47_review").state == "running"
    assert clean(ana)


def test_a_child_on_a_plan_has_an_early_review_and_no_initial_conference(
    merrow, ana, enquiry, clean
):
    on_plan(merrow, ana)
    write(merrow, enquiry)
    assert "early review" in refused(merrow, enquiry, "conference")
    conclude(merrow, enquiry, "review_conference", decision=reason(merrow))
    led = Step.objects.get(led_from=enquiry, process="conference")
    assert led.events.get(kind="conference.requested").outcome == "review"
    assert Clock.objects.get(child=ana, key="icpc").state == "abandoned"
    assert clean(ana)


def test_only_a_child_on_a_plan_has_an_early_review(merrow, enquiry):
    write(merrow, enquiry)
    words = refused(merrow, enquiry, "review_conference", decision=reason(merrow))
    assert "not on a child protection plan" in words


def test_for_a_looked_after_child_it_is_decided_which_process_leads(merrow, ana, enquiry, clean):
    write(merrow, enquiry)
    assert "which process leads" in refused(
        merrow, enquiry, "looked_after", decision=reason(merrow)
    )
    conclude(merrow, enquiry, "looked_after", decision=reason(merrow),
             conclusion=Conclusion(leads="looked_after"))
    assert Clock.objects.get(child=ana, key="icpc").state == "abandoned"
    assert Task.objects.get(child=ana, state="open").text.startswith("Take this enquiry into")
    assert clean(ana)


def test_help_that_goes_on_starts_at_once(merrow, ana, enquiry, clean):
    write(merrow, enquiry)
    conclude(merrow, enquiry, "not_substantiated", decision=reason(merrow),
             conclusion=Conclusion(next="child_in_need"))
    assert Step.objects.open().filter(led_from=enquiry, process="child_in_need").exists()
    assert clean(ana)


@pytest.mark.covers("S049")
def test_it_is_not_concluded_while_an_instruction_on_it_is_open(merrow, enquiry):
    write(merrow, enquiry)
    task = actions.instruct(step=enquiry, text="See the school", worker=merrow.sam.worker,
                            by=merrow.tess, on=TODAY)
    medical = actions.ask_medical(step=enquiry, worker=merrow.kit.worker, by=merrow.tess, on=TODAY)
    words = refused(merrow, enquiry)
    assert "See the school" in words
    assert "medical" in words
    tasks.finish(task=task, by=merrow.sam, on=TODAY, evidence="Seen")
    tasks.cancel(task=medical, by=merrow.tess, on=TODAY, words="No mark to look at")
    assert conclude(merrow, enquiry)


@pytest.mark.covers("S049")
def test_an_instruction_that_is_done_and_unchecked_still_holds_it(merrow, enquiry):
    write(merrow, enquiry)
    task = actions.instruct(step=enquiry, text="Safety plan", worker=merrow.sam.worker,
                            by=merrow.tess, on=TODAY, needs_check=True)
    tasks.finish(task=task, by=merrow.sam, on=TODAY)
    assert "Safety plan" in refused(merrow, enquiry)
    tasks.check(task=task, by=merrow.uma, on=TODAY)
    assert conclude(merrow, enquiry)


def test_nobody_concludes_their_own_enquiry(merrow, enquiry):
    write(merrow, enquiry)
    assert "Another manager" in refused(merrow, enquiry, by=merrow.sam)


@pytest.mark.parametrize("blank", ["child_account", "seen_and_found", "analysis"])
def test_what_was_found_has_to_be_written(merrow, enquiry, blank):
    write(merrow, enquiry, **{blank: " "})
    assert "Write it, or send it back" in refused(merrow, enquiry)


def test_what_was_not_submitted_is_not_concluded(merrow, enquiry):
    assert "not been submitted" in refused(merrow, enquiry)


def test_it_is_not_concluded_before_the_agencies_have_talked(merrow, ana):
    step = begun(merrow, ana, outcome="emergency")
    write(merrow, step)
    assert "still owed" in refused(merrow, step)
    spine.record("section47.strategy_held", by=merrow.tess, on=TODAY, step=step)
    assert conclude(merrow, step)


def test_an_outcome_is_one_that_is_declared(merrow, enquiry):
    with pytest.raises(RecordError, match="Concerns not substantiated"):
        conclude(merrow, enquiry, "closed")
    write(merrow, enquiry)
    assert "Choose the outcome" in refused(merrow, enquiry, "")


def test_what_comes_back_is_not_typed_again(merrow, enquiry):
    write(merrow, enquiry)
    with pytest.raises(RecordError, match="what is missing"):
        actions.send_back(step=enquiry, decision=Decision(), by=merrow.tess, on=TODAY)
    actions.send_back(step=enquiry, decision=Decision(rationale="Ask the GP"), by=merrow.tess,
                      on=TODAY)
    assert ["He hit me"] in of_step(enquiry.pk).get(page="child").data.values()
    assert Task.objects.get(step=enquiry).owner_worker == merrow.sam.worker
    assert "not been submitted" in refused(merrow, enquiry)
    actions.submit(step=enquiry, by=merrow.sam, on=TODAY)
    assert conclude(merrow, enquiry)


def test_a_review_is_considered_dated_and_held(merrow, ana, enquiry, clean):
    write(merrow, enquiry)
    conclude(merrow, enquiry, "no_continuing_harm", decision=reason(merrow))
    actions.set_review(step=enquiry, for_on=date(2026, 7, 8), by=merrow.tess, on=TODAY)
    review = Clock.objects.get(child=ana, key="s47_review")
    assert (review.due_on, review.state) == (date(2026, 7, 8), "running")
    actions.review(step=enquiry, by=merrow.tess, on=TODAY)
    review.refresh_from_db()
    assert review.state == "stopped"
    assert clean(ana)


def test_a_review_may_be_decided_against(merrow, ana, enquiry):
    write(merrow, enquiry)
    conclude(merrow, enquiry, "not_substantiated", decision=reason(merrow))
    actions.need_no_review(step=enquiry, by=merrow.tess, on=TODAY)
    assert Clock.objects.get(child=ana, key="s47_review").state == "stopped"


def test_a_voided_conclusion_opens_it_again_and_the_clock_runs_on(merrow, ana, enquiry, clean):
    write(merrow, enquiry)
    event = conclude(merrow, enquiry, "not_substantiated", decision=reason(merrow))
    void(event, by=merrow.tess, reason="The wrong sister")
    enquiry.refresh_from_db()
    assert enquiry.is_open
    assert Clock.objects.get(child=ana, key="icpc").state == "running"
    assert clean(ana)


def test_a_sister_seen_is_not_the_child_of_the_enquiry_seen(merrow, ana, reed, enquiry, clean):
    bo = reed("Bo")
    record_visit(by=merrow.sam, on=TODAY, children=[Seen(bo, seen="seen_alone"),
                                                    Seen(ana, seen="not_seen")])
    assert Clock.objects.get(step=enquiry, key="s47_child_seen").state == "running"
    assert clean(ana, bo)
