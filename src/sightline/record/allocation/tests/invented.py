"""Two invented processes to allocate work of: helping, and the visiting that it leads to."""

import pytest

from sightline.kernel.process import EventKind, Process
from sightline.kernel.register import processes
from sightline.record.spine import deriving

HELPING = Process(
    key="helping", title="Helping", duty="invented",
    events=(
        EventKind("begun", "Help begun"),
        EventKind("ended", "Help ended"),
        EventKind("resumed", "Help resumed"),
    ),
    opens=frozenset({"begun"}), closes=frozenset({"ended"}), reopens=frozenset({"resumed"}),
)
CALLING = Process(
    key="calling", title="Calling round", duty="invented",
    events=(EventKind("begun", "Calling begun"), EventKind("ended", "Calling ended")),
    opens=frozenset({"begun"}), closes=frozenset({"ended"}),
    opens_from={"handover.accepted": lambda event: {"plan": {"reason": "as told"}}},
)


@pytest.fixture(autouse=True)
def invented():
    """Declare the invented processes for one test, and take them away again."""
    for process in (HELPING, CALLING):
        processes.declare(process)
    deriving._rules_of.cache_clear()
    yield
    for process in (HELPING, CALLING):
        processes._items.pop(process.key)
    deriving._rules_of.cache_clear()
