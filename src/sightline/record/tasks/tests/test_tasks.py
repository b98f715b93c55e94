"""The register of tasks: owner, date, evidence, a check by another, and history throughout."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.people.workforce.actions import cover, leave
from sightline.record.spine.actions import open_step
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, void
from sightline.record.spine.writing import Offered, When
from sightline.record.tasks import actions, queries
from sightline.record.tasks.models import Task, TaskMark, TaskStep

MAY, JUNE, TODAY = date(2026, 5, 6), date(2026, 6, 1), date(2026, 6, 10)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_user()


@pytest.fixture
def child():
    return a_child()


@pytest.fixture
def step(child, by):
    return open_step("helping.begun", child=child, by=by, on=MAY)


@pytest.fixture
def wilma():
    return a_worker("Wilma Worker", user=a_user())


@pytest.fixture
def task(step, wilma, by):
    return actions.give(
        text="See the father", owner_worker=wilma, due_on=JUNE, by=by, on=MAY, step=step,
        source="strategy_discussion", needs_check=True,
    )


def told(task):
    return [(s.kind, s.words) for s in task.history.all()]


def test_a_task_about_a_child_shows_on_the_timeline(task, child):
    [event] = Event.objects.filter(kind="task.given", child=child)
    assert (event.step, event.happened_on) == (task.step, MAY)
    assert TaskMark.objects.get(event=event).words == "See the father"


def test_a_task_about_no_child_is_kept_without_a_timeline(by):
    team = a_team("Board office")
    task = actions.give(
        text="Publish the improvement plan", owner_team=team, due_on=None, by=by,
        authority=an_authority(), source="improvement_plan",
    )
    assert (task.child, task.given_on) == (None, TODAY)
    assert not Event.objects.exists()
    assert told(task) == [("given", "")]


def test_nothing_is_asked_of_nobody(step, by):
    with pytest.raises(RecordError, match="Say who is to do this"):
        actions.give(text="See the father", due_on=JUNE, by=by, on=MAY, step=step)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(authority=step.authority, source="plan", text="x", given_on=MAY)


def test_a_finished_task_is_on_the_timeline_with_its_evidence(task, by, child):
    actions.finish(task=task, by=by, on=JUNE, evidence="Seen at work")
    assert (task.state, task.done_on, task.evidence) == ("done", JUNE, "Seen at work")
    [event] = Event.objects.filter(kind="task.done", child=child)
    assert TaskMark.objects.get(event=event).words == "Seen at work"


def test_a_task_is_finished_once(task, by):
    actions.finish(task=task, by=by, on=JUNE)
    with pytest.raises(RecordError, match="This task is done"):
        actions.finish(task=Task.objects.get(), by=by, on=JUNE)
    assert Event.objects.filter(kind="task.done").count() == 1


def test_nobody_checks_their_own_work(task, wilma, by):
    actions.finish(task=task, by=by, on=JUNE)
    with pytest.raises(RecordError, match="You said that this was done"):
        actions.check(task=task, by=by, on=JUNE)
    with pytest.raises(RecordError, match="This task is yours"):
        actions.check(task=task, by=wilma.user, on=JUNE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(checked_by=by, checked_on=JUNE)
    actions.check(task=task, by=a_user(), on=JUNE, words="Read the note")
    assert task.state == "checked"
    assert told(task)[-1] == ("checked", "Read the note")


def test_a_check_may_send_the_task_back_with_a_reason(task, by):
    actions.finish(task=task, by=by, on=JUNE)
    with pytest.raises(RecordError, match="Say what is missing"):
        actions.check(task=task, by=a_user(), on=JUNE, satisfied=False)
    actions.check(task=task, by=a_user(), on=JUNE, satisfied=False, words="He was not alone")
    assert (task.state, task.done_on, task.done_by) == ("open", None, None)
    assert told(task)[-1] == ("sent_back", "He was not alone")


def test_what_is_not_done_cannot_be_checked(task):
    with pytest.raises(RecordError, match="only one that was done"):
        actions.check(task=task, by=a_user(), on=JUNE)


def test_history_keeps_every_owner_and_date(task, by, wilma):
    otto = a_worker("Otto Other")
    actions.reassign(task=task, by=by, on=JUNE, owner_worker=otto, words="Wilma is away")
    actions.redate(task=task, due_on=TODAY, by=by, on=JUNE, words="He is abroad")
    actions.cancel(task=task, by=by, on=TODAY, words="He has died")
    rows = [(s.kind, s.owner_worker, s.due_on) for s in task.history.all()]
    assert rows == [
        ("given", wilma, JUNE), ("reassigned", otto, JUNE), ("redated", otto, TODAY),
        ("cancelled", otto, TODAY),
    ]


@pytest.mark.parametrize("verb", ["redate", "cancel"])
def test_a_change_of_date_or_a_calling_off_needs_its_reason(task, by, verb):
    more = {"due_on": TODAY} if verb == "redate" else {}
    with pytest.raises(RecordError, match="Say why"):
        getattr(actions, verb)(task=task, by=by, on=JUNE, words=" ", **more)


def test_a_task_never_loses_its_owner(task, by):
    with pytest.raises(RecordError, match="Say who is to do this now"):
        actions.reassign(task=task, by=by, on=JUNE)


def test_what_is_unfinished_on_a_step_holds_its_gate(task, step, by):
    def refusals():
        return queries.no_open_tasks(Offered(step, "ended", "", When(TODAY), (), by))

    assert refusals()[0].reason == "“See the father” is still to be done."
    assert refusals()[0].mend.startswith("Wilma Worker must finish it")
    actions.finish(task=task, by=by, on=JUNE)
    assert refusals()[0].reason == "“See the father” is not yet checked."
    actions.check(task=task, by=a_user(), on=JUNE)
    assert refusals() == []


def test_only_what_is_to_be_done_is_ever_overdue(task, by):
    assert list(Task.objects.overdue(TODAY)) == [task]
    assert not Task.objects.overdue(JUNE).exists()
    actions.finish(task=task, by=by, on=TODAY)
    assert not Task.objects.overdue(TODAY).exists()


def test_a_worker_sees_their_tasks_and_those_of_whom_they_cover(task, wilma, by):
    otto = a_worker("Otto Other")
    assert list(queries.for_worker(wilma)) == [task]
    assert list(queries.for_worker(otto)) == []
    cover(worker=wilma, covered_by=otto, by=by, on=TODAY)
    assert list(queries.for_worker(otto)) == [task]


def test_tasks_of_a_worker_who_left_are_listed_to_be_given_to_another(task, wilma, by):
    assert list(queries.held_by_leavers()) == []
    leave(worker=wilma, by=by, on=JUNE)
    assert list(queries.held_by_leavers()) == [task]


def test_voiding_what_was_done_makes_it_to_be_done_again(task, by):
    actions.finish(task=task, by=by, on=JUNE)
    void(Event.objects.get(kind="task.done"), by=by, reason="Another father")
    task.refresh_from_db()
    assert (task.state, task.done_on) == ("open", None)
    assert told(task)[-1] == ("reopened", "Another father")


def test_voiding_the_giving_calls_the_task_off(task, by):
    void(Event.objects.get(kind="task.given"), by=by, reason="Wrong child")
    task.refresh_from_db()
    assert task.state == "cancelled"


def test_correcting_the_day_leaves_the_task_done(task, by):
    actions.finish(task=task, by=by, on=JUNE)
    correct(Event.objects.get(kind="task.done"), by=by, reason="A day later", on=TODAY)
    task.refresh_from_db()
    assert task.state == "done"
    assert TaskStep.objects.filter(kind="reopened").count() == 0
