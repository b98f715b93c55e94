"""Plans are versions of events, their actions are tasks, and nothing is typed twice."""

from dataclasses import replace
from datetime import date

import pytest

from sightline.people.testing import a_child, a_recorder, a_team, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.plans import queries
from sightline.record.plans.actions import progress_facts, set_down, submit
from sightline.record.plans.kinds import plan_events, register_plan_kind
from sightline.record.plans.models import Action, Need, PlanDocument
from sightline.record.plans.tests.test_completeness import whole
from sightline.record.plans.written import ActionText, NeedText, PlanText, carried, from_rows, read
from sightline.record.spine.actions import record
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks.actions import finish
from sightline.record.tasks.models import Task
from sightline.record.testing import begun

pytestmark = pytest.mark.django_db
MAY, JUNE, LATER = date(2026, 5, 1), date(2026, 6, 1), date(2026, 6, 8)


@pytest.fixture
def worker():
    return a_worker(team=a_team())


@pytest.fixture
def step(worker):
    step = begun(a_child(), on=MAY, by=a_recorder())
    allocate(step=step, worker=worker, by=a_recorder(), on=MAY)
    step.refresh_from_db()
    return step


def agreed(step, plan=None, on=JUNE, kind="helping.agreed"):
    plan = replace(plan or whole(), state="agreed")
    return set_down(kind, step=step, plan=plan, by=a_recorder(), on=on)


def with_actions(*actions) -> PlanText:
    plan = whole()
    plan.needs[0].outcomes[0] = replace(plan.needs[0].outcomes[0], actions=list(actions))
    return plan


DENTIST = ActionText("Take Ada to the dentist", "Grace Example", due_on=date(2026, 7, 1))
SCHOOL = ActionText("Speak to the school", due_on=date(2026, 7, 2))


def test_what_is_set_down_is_read_back_word_for_word(step):
    event = agreed(step)
    found = read(event)
    for _, action in found.actions():
        action.task_id = None
    assert found == replace(whole(), state="agreed")


def test_needs_in_which_nothing_was_written_are_left_out(step):
    plan = replace(whole(), needs=[NeedText(""), *whole().needs])
    agreed(step, plan)
    assert Need.objects.get().number == 1


def test_rows_not_yet_saved_say_the_same_plan():
    assert from_rows(whole().rows()) == whole()
    assert from_rows([]) is None


def test_each_version_stays_beside_the_next(step):
    agreed(step)
    agreed(step, replace(whole(), why="Ada was hurt again."), on=LATER)
    first, second = queries.versions(step)[::-1]
    assert (first.why, second.why) == ("Ada was hurt.", "Ada was hurt again.")
    assert queries.current(step) == second
    assert queries.plan_of(step).why == "Ada was hurt again."


def test_a_corrected_date_keeps_the_whole_plan(step):
    new = correct(agreed(step), by=a_recorder(), reason="It was the week after", on=LATER)
    assert queries.completeness(step) == []
    assert read(new).needs[0].outcomes[0].actions[0].text == "Take Ada to the dentist"


def test_an_outline_gives_no_tasks(step):
    set_down("helping.outlined", step=step, plan=whole(), by=a_recorder(), on=JUNE)
    assert not Task.objects.exists()


@pytest.mark.covers("S049")
def test_every_action_of_an_agreed_plan_is_a_task_in_the_register(step, worker):
    event = agreed(step, with_actions(DENTIST, replace(SCHOOL, owner_worker_id=worker.pk)))
    dentist, school = Task.objects.order_by("pk")
    assert (dentist.text, dentist.owner_worker, dentist.outside) == (
        "Take Ada to the dentist", worker, "Grace Example"
    )
    assert (school.owner_worker, school.outside, school.due_on) == (
        worker, "", date(2026, 7, 2)
    )
    assert {t.source for t in (dentist, school)} == {"plan"}
    assert {t.source_event for t in (dentist, school)} == {event}
    assert set(Action.objects.values_list("task_id", flat=True)) == {dentist.pk, school.pk}


def test_an_undated_action_is_due_when_its_outcome_is_looked_at(step):
    agreed(step, with_actions(replace(SCHOOL, due_on=None)))
    assert Task.objects.get().due_on == date(2026, 7, 1)


def test_an_action_of_template_words_is_no_task(step):
    agreed(step, with_actions(ActionText("TBC", "Grace Example")))
    assert not Task.objects.exists()


def test_an_action_carried_on_keeps_its_task_with_the_new_date(step):
    plan = read(agreed(step))
    [(_, action)] = plan.actions()
    action.due_on = date(2026, 8, 1)
    agreed(step, plan, on=LATER)
    assert Task.objects.get().due_on == date(2026, 8, 1)
    assert Task.objects.get().state == "open"


def test_an_action_dropped_from_the_plan_calls_its_task_off_with_the_reason(step):
    plan = read(agreed(step, with_actions(DENTIST, SCHOOL)))
    del plan.needs[0].outcomes[0].actions[1]
    agreed(step, plan, on=LATER)
    states = dict(Task.objects.values_list("text", "state"))
    assert states == {"Take Ada to the dentist": "open", "Speak to the school": "cancelled"}
    words = Task.objects.get(state="cancelled").history.last().words
    assert words == "No longer in the plan of 8 June 2026"


def test_a_task_already_done_stays_done(step):
    plan = read(agreed(step))
    finish(task=Task.objects.get(), by=a_recorder(), on=JUNE, evidence="Filled.")
    plan.needs[0].outcomes[0].actions[0].due_on = date(2026, 9, 1)
    agreed(step, plan, on=LATER)
    assert (Task.objects.get().state, Task.objects.get().due_on) == ("done", date(2026, 7, 1))


def test_voiding_a_plan_calls_off_its_tasks(step):
    event = agreed(step)
    task = Task.objects.get()
    with pytest.raises(RecordError):
        void(event, by=a_recorder(), reason=" ")
    void(event, by=a_recorder(), reason="Wrong child")
    task.refresh_from_db()
    assert task.state == "cancelled"
    assert task.history.last().words == "The plan was voided: Wrong child"


def test_voiding_a_version_takes_up_again_what_it_had_dropped(step):
    plan = read(agreed(step, with_actions(DENTIST, SCHOOL)))
    del plan.needs[0].outcomes[0].actions[1]
    second = agreed(step, plan, on=LATER)
    void(second, by=a_recorder(), reason="Not agreed after all")
    assert set(Task.objects.values_list("state", flat=True)) == {"open"}


def test_correcting_a_plans_date_keeps_its_tasks(step):
    correct(agreed(step), by=a_recorder(), reason="Wrong day", on=LATER)
    assert Task.objects.get().state == "open"


@pytest.mark.covers("S060")
def test_no_plan_is_final_without_a_contingency(step):
    plan = whole()
    plan.contingency = replace(plan.contingency, emergency_carer="")
    with pytest.raises(GateRefused) as held:
        submit(step=step, plan=plan, state="final", by=a_recorder(), on=JUNE)
    assert [r.reason for r in held.value.refusals] == [
        "The contingency plan does not say who would look after the child in an emergency."
    ]
    assert not PlanDocument.objects.exists()
    submit(step=step, plan=plan, state="agreed", by=a_recorder(), on=JUNE)
    assert queries.completeness(step) == [r.reason for r in held.value.refusals]


def test_a_whole_plan_becomes_final(step):
    submit(step=step, plan=whole(), state="final", by=a_recorder(), on=JUNE)
    assert queries.is_final(step)
    assert Task.objects.count() == 1


def test_finalising_without_offering_a_plan_looks_at_the_one_that_stands(step):
    with pytest.raises(GateRefused, match="There is no plan yet"):
        record("helping.finalised", step=step, by=a_recorder(), on=JUNE)
    agreed(step)
    record("helping.finalised", step=step, by=a_recorder(), on=JUNE)


def test_a_plan_is_handed_in_only_as_its_process_allows(step):
    other = begun(step.child, on=JUNE, by=a_recorder(), process="minding")
    with pytest.raises(RecordError, match="final"):
        submit(step=other, plan=whole(), state="final", by=a_recorder(), on=JUNE)
    with pytest.raises(ValueError, match="no plan state"):
        register_plan_kind("helping", "protection", on_submit={"signed": "helping.agreed"})


def test_an_action_of_the_process_may_record_the_plan(step, monkeypatch):
    from sightline.record.plans.kinds import plan_kinds

    monkeypatch.delitem(plan_kinds._items, "helping")
    register_plan_kind(
        "helping", "protection",
        on_submit={"agreed": lambda *, step, plan, by, on: agreed(step, plan, on)},
        events=["helping.agreed"],
    )
    assert "helping.agreed" in plan_events()
    event = submit(step=step, plan=whole(), state="agreed", by=a_recorder(), on=JUNE)
    assert event.kind == "helping.agreed"


@pytest.mark.covers("S086", "S087")
def test_a_plan_is_carried_to_the_next_piece_of_work_without_retyping(step):
    event = agreed(step)
    after = begun(step.child, on=LATER, by=a_recorder(), led_from=step, process="minding")
    start = queries.starting_point(after, "child_in_need")
    assert start.carried_from.event == event
    assert start.plan == carried(read(event), kind="child_in_need")
    agreed(after, start.plan, on=LATER, kind="minding.agreed")
    old, new = Task.objects.order_by("pk")
    assert (old.state, old.history.last().words) == (
        "cancelled", "Carried into the plan of 8 June 2026"
    )
    assert (new.state, new.step, new.text) == ("open", after, old.text)


def test_rows_copied_from_an_event_begin_another_kind_of_plan(step):
    rows = queries.copy_rows(agreed(step), kind="child_in_need")
    assert all(row.pk is None for row in rows)
    plan = from_rows(rows)
    assert (plan.kind, plan.state, plan.why) == ("child_in_need", "outline", "Ada was hurt.")
    assert queries.copy_rows(begun(step.child, on=JUNE).events.get()) == []


def test_a_plan_begins_blank_where_nothing_led_here(step):
    start = queries.starting_point(step, "protection")
    assert start.plan == PlanText(kind="protection")
    assert start.carried_from is None


def test_a_step_without_words_has_an_empty_plan(step):
    assert queries.is_empty(step)
    agreed(step, PlanText(kind="protection", needs=[NeedText("Need")]))
    assert queries.is_empty(step)
    agreed(step, on=LATER)
    assert not queries.is_empty(step)


def test_lists_read_many_plans_in_two_queries(step, django_assert_num_queries):
    second = begun(a_child("Ben Example"), on=MAY, by=a_recorder())
    third = begun(a_child("Cy Example"), on=MAY, by=a_recorder())
    agreed(step)
    agreed(second, replace(whole(), contingency=PlanText(kind="").contingency))
    with django_assert_num_queries(2):
        found = queries.lines([step.pk, second.pk, third.pk])
    assert [found[s.pk].words for s in (step, second, third)] == [
        "Agreed plan", "Agreed plan, no contingency", "No plan yet",
    ]


def test_progress_is_said_of_an_outcome_and_follows_it_into_the_next_version(step):
    agreed(step)
    rows = progress_facts(step, {"1.1": ("better", "She smiles.")})
    record("helping.reviewed", step=step, by=a_recorder(), on=JUNE, facts=rows)
    agreed(step, on=LATER)
    [standing] = queries.progress(step)
    assert (standing.number, standing.progress, standing.reviewed_on) == ("1.1", "better", JUNE)
    assert queries.share_improved(step) == 1.0
    with pytest.raises(RecordError, match="no outcome 2.1"):
        progress_facts(step, {"2.1": ("same", "")})
