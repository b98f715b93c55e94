"""What has happened is recorded with a child and a day alone; gates stand only at ends."""

from datetime import date

import pytest

from sightline.kernel.process import GatePurpose
from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.pages.submitting import Submission, submit
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Event

DAY = date(2026, 6, 9)
PAGES = [(process, page) for process in processes for page in process.pages]
ENDS = {
    GatePurpose.CLOSING: ("close", "end", "decided", "cancelled"),
    # a child in need plan is agreed in its final form: there is no later finalising
    GatePurpose.FINALISING: ("final", "plan_agreed"),
    GatePurpose.AUTHORISING: ("authoris", "concluded"),
    GatePurpose.ENDING: ("end",),
    GatePurpose.SENDING: ("sent", "shared"),
}
# an act done on the page itself and not the record of something past: with its one answer left
# out nothing was done. Each says what it asks for, and keeps the page as a draft.
ACTS = {
    "contact.decide", "contact.worker-decision", "contact.reopen", "referral.decide",
    "assessment.return", "section47.return", "protection_plan.category",
    "strategy_discussion.minutes", "strategy_discussion.reason", "out_of_hours.acknowledge",
}


def named(pair):
    return f"{pair[0].key}.{pair[1].key}"


@pytest.fixture
def user(db):
    return a_user("front_door_manager", "conference_chair", "service_manager", name="Ola Keene")


@pytest.fixture
def child(user):
    made = a_child("Wren Sample")
    made.team = a_team("Front door", kind=Team.Kind.FRONT_DOOR)
    made.worker = a_worker("Wilma Worker", user=user, team=made.team, manager=True)
    return made


def opened(process, child, user):
    """An open step of a process, as bare as the record allows."""
    if not process.opens:
        return None
    kind = process.event(sorted(process.opens)[0])
    step = open_step(f"{process.key}.{kind.key}", by=user, on=date(2026, 6, 1), child=child)
    allocate(step=step, worker=child.worker, by=user, on=date(2026, 6, 1))
    return step


def ended(step, user):
    """The step, closed by the first of its closing events and outcomes."""
    process = processes[step.process]
    key, _, outcomes = sorted(process.closes)[0].rstrip(")").partition("(")
    outcome = outcomes.split("|")[0] or next(iter(process.event(key).outcomes), "")
    record(f"{process.key}.{key}", by=user, on=date(2026, 6, 2), step=step, outcome=outcome)


def bare(process, page, child, *, outcome=""):
    values = {"event": {"on": DAY} | ({"outcome": outcome} if outcome else {}),
              "rows": {}, "children": {}}
    if page.shared:
        values["children"] = {child.pk: {"event": {}, "rows": {}}}
    return values


@pytest.mark.parametrize("pair", PAGES, ids=named)
def test_a_page_is_recorded_with_only_a_child_and_a_day(pair, child, user):
    process, page = pair
    begins = page.when == "start" and page.event in process.opens
    step = None if begins else opened(process, child, user)
    before = Event.objects.count()
    submission = Submission(
        process=process, page=page, values=bare(process, page, child), by=user, step=step,
        children=[child],
    )
    try:
        submit(submission)
    except GateRefused:
        assert process.event(page.event).gate is not None
        return
    except RecordError:
        if named(pair) not in ACTS:
            raise
        return
    assert Event.objects.count() > before


OUTCOMES = [
    (process, page, outcome)
    for process, page in PAGES for outcome in process.event(page.event).outcomes
    if any("outcome" in s.fields and not s.model for s in page.sections)
]


@pytest.mark.parametrize(
    ("process", "page", "outcome"), OUTCOMES,
    ids=[f"{p.key}.{g.key}.{o}" for p, g, o in OUTCOMES],
)
def test_every_outcome_is_recorded_with_nothing_else_said(process, page, outcome, child, user):
    begins = page.when == "start" and page.event in process.opens
    step = None if begins else opened(process, child, user)
    if page.when == "closed":
        ended(step, user)
    before = Event.objects.count()
    submission = Submission(
        process=process, page=page, values=bare(process, page, child, outcome=outcome), by=user,
        step=step, children=[child],
    )
    try:
        submit(submission)
    except GateRefused:
        assert process.event(page.event).gate is not None
        return
    assert Event.objects.count() > before


GATED = [(process, process.event(key)) for process in processes for key in process.gates]


@pytest.mark.parametrize(("process", "kind"), GATED, ids=lambda one: getattr(one, "key", ""))
def test_a_gate_stands_only_where_something_ends_or_leaves(process, kind):
    assert kind.gate in ENDS
    assert any(word in kind.key for word in ENDS[kind.gate]), (process.key, kind.key, kind.gate)
