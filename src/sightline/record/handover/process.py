"""Handover: step up, step down and transfer, each accepted by the receiver (S086)."""

from sightline.kernel.process import EventKind, Process, Weight
from sightline.record.handover.models import Direction

PROCESS = Process(
    key="handover",
    title="Handover",
    duty="Responsibility stays with the sender until the receiver accepts it.",
    events=(
        EventKind(
            "sent",
            "Handed over, to be accepted",
            outcomes={d.value: str(d.label) for d in Direction},
            shared=True,
            weight=Weight.NOTABLE,
        ),
        EventKind(
            "accepted",
            "Handover accepted",
            outcomes={
                "allocated": "By a named worker",
                "to_be_allocated": "By the team; a worker is to be named",
                "outside": "Outside the authority",
            },
            weight=Weight.SIGNIFICANT,
        ),
        EventKind("returned", "Handover sent back", weight=Weight.NOTABLE),
    ),
)
