"""A document sent that no process has its own event for, and a withheld part shared on purpose."""

from sightline.kernel.process import EventKind, Process, Weight

PROCESS = Process(
    key="document",
    title="Document",
    duty="Data Protection Act 2018; what is sent about a child is known, and to whom",
    events=(
        EventKind("sent", "Document sent", weight=Weight.NOTABLE, permission="document.send"),
        EventKind("part_shared", "A part that is left out was shared on purpose",
                  weight=Weight.NOTABLE, permission="document.disclose"),
    ),
)
