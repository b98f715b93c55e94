"""Agency checks: another agency is asked what it knows of a child, and answers or does not."""

from sightline.kernel.process import EventKind, Process

ANSWERS = {
    "told": "They told us what they know",
    "nothing_known": "They know nothing of the child",
    "no_answer": "They did not answer, or declined to",
}

PROCESS = Process(
    key="agency_check",
    title="Agency check",
    duty="Working Together to Safeguard Children: information is shared in time to decide.",
    events=(
        EventKind("asked", "Agency asked what it knows", shared=True),
        EventKind("answered", "Agency answered", outcomes=ANSWERS),
    ),
)
