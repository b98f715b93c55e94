"""An invented process with pages, and somebody who may fill them in."""

import pytest

from sightline.kernel.forms import Page, Section
from sightline.kernel.process import EventKind, GatePurpose, Process, Refusal
from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_user
from sightline.record.allocation.actions import allocate
from sightline.record.spine import deriving


def _rationale(offered):
    if not any(getattr(row, "rationale", "") for row in offered.facts):
        return [Refusal("No reason was given.", "Say why.")]
    return []


WHEN = Section("When", ("on", "outcome"), needed=("outcome",), labels={"on": "When was it?"})
WHY = Section(
    "Why", ("rationale",), model="decisions.Decision", needed=("rationale",),
    labels={"rationale": "Why was it decided?"},
)
PAGED = Process(
    key="paged", title="Paged", duty="invented",
    events=(
        EventKind("begun", "Begun", outcomes={"well": "Well", "badly": "Badly"}, shared=True),
        EventKind("decided", "Decided", outcomes={"yes": "Yes", "no": "No"}),
        EventKind("ended", "Ended", gate=GatePurpose.CLOSING, permission="journey.authorise"),
    ),
    opens=frozenset({"begun"}), closes=frozenset({"ended"}),
    pages=(
        Page("begin", "Begin", "begun", (WHEN,), when="start", shared=True),
        Page("decide", "Decide", "decided", (WHEN, WHY)),
        Page("end", "End", "ended", (Section("When", ("on",)), WHY)),
    ),
    gates={"ended": (_rationale,)},
)


@pytest.fixture(autouse=True)
def paged_process():
    """Declare the invented process for one test, and take it away again."""
    processes.declare(PAGED)
    deriving._rules_of.cache_clear()
    yield PAGED
    processes._items.pop("paged")
    deriving._rules_of.cache_clear()


@pytest.fixture
def child(db):
    return a_child("Wren Sample")


@pytest.fixture
def somebody(child):
    """Makes people who work with the child."""

    def make(*roles, name=""):
        from sightline.people.testing import a_worker

        user = a_user(*(roles or ("social_worker",)), name=name)
        user.worker_row = a_worker(user=user)
        return user

    return make


@pytest.fixture
def worker(somebody, step):
    """A social worker to whom the step is allocated."""
    user = somebody(name="Wilma Worker")
    allocate(step=step, worker=user.worker_row, team=None, role="lead", reason="test",
             by=user, on=step.opened_on)
    return user


@pytest.fixture
def step(child):
    from datetime import date

    from sightline.record.spine.actions import open_step

    return open_step("paged.begun", by=a_user(), on=date(2026, 6, 1), child=child, outcome="well")


@pytest.fixture
def browser(client, worker):
    """A signed-in browser."""
    client.force_login(worker)
    return client
