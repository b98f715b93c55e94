"""Decisions recorded on their own: changes of plan, steps up and down, closures, oversight."""

from sightline.kernel.process import EventKind, Process, Weight
from sightline.record.decisions.forms import PAGES

ABOUT = {
    "plan_changed": "A change to the plan",
    "category_changed": "A change of category",
    "step_up": "Step up",
    "step_down": "Step down",
    "closure": "Closing the work",
    "legal": "Legal steps",
    "allocation": "Who works with the child",
    "oversight": "The way the work is going",
}

PROCESS = Process(
    key="decision",
    title="Decision",
    duty="Every change of plan, step up or down and closure has a decider and a reason.",
    events=(
        EventKind(
            "recorded", "Decision recorded", outcomes=ABOUT, shared=True, weight=Weight.NOTABLE
        ),
    ),
    pages=PAGES,
)
