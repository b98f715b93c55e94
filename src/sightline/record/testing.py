"""An invented piece of work for tests of this floor: opened, gone on with, planned and closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sightline.kernel.process import EventKind, GatePurpose, Process
from sightline.kernel.register import processes
from sightline.record.plans.gates import complete_plan
from sightline.record.plans.kinds import plan_kinds, register_plan_kind
from sightline.record.spine import deriving
from sightline.record.spine.actions import open_step
from sightline.record.spine.models import Event

HELPING = Process(
    key="helping",
    title="Helping",
    duty="invented",
    events=(
        EventKind("begun", "Help began"),
        EventKind("outlined", "Plan outlined"),
        EventKind("agreed", "Plan agreed"),
        EventKind("finalised", "Plan made final", gate=GatePurpose.FINALISING),
        EventKind("reviewed", "Plan reviewed"),
        EventKind("ended", "Help ended"),
    ),
    opens=frozenset({"begun"}),
    closes=frozenset({"ended"}),
    gates={"finalised": (complete_plan,)},
)
MINDING = Process(
    key="minding",
    title="Minding",
    duty="invented",
    events=(EventKind("begun", "Minding began"), EventKind("agreed", "Plan agreed")),
    opens=frozenset({"begun"}),
)


@contextmanager
def invented_work() -> Iterator[None]:
    """Declare the invented processes and their plans, and take them away again."""
    for process in (HELPING, MINDING):
        processes.declare(process)
    register_plan_kind(
        "helping", "protection",
        on_submit={
            "outline": "helping.outlined", "agreed": "helping.agreed", "final": "helping.finalised",
        },
    )
    register_plan_kind("minding", "child_in_need", on_submit={"agreed": "minding.agreed"})
    deriving._rules_of.cache_clear()
    try:
        yield
    finally:
        for key in ("helping", "minding"):
            processes._items.pop(key)
            plan_kinds._items.pop(key)
        deriving._rules_of.cache_clear()


def begun(child, *, on: date, by=None, led_from=None, process: str = "helping"):
    """An open step of the invented process for a child."""
    return open_step(f"{process}.begun", by=by, on=on, child=child, led_from=led_from)


def said_now(now, step) -> list[str]:
    """What a process says heads the page of a step's child, in words, from the events on record."""
    events = list(Event.objects.standing().filter(child=step.child_id).in_order())
    return [mark.words for mark in now([step], events)]
