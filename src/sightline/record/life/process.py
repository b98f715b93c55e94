"""The course of a life: what happens to the person rather than in any one process."""

from sightline.kernel.process import EventKind, Process, Weight

PROCESS = Process(
    key="person",
    title="Course of life",
    duty="One chronology from expectation to birth and on; a death ends every clock and letter.",
    events=(
        EventKind(
            "expected",
            "Birth expected",
            sets="Expected date of birth",
            weight=Weight.SIGNIFICANT,
            permission="person.record",
        ),
        EventKind("born", "Born", weight=Weight.SIGNIFICANT, permission="person.record"),
        EventKind(
            "pregnancy_ended",
            "Pregnancy ended",
            weight=Weight.SIGNIFICANT,
            permission="person.record",
        ),
        EventKind("died", "Died", weight=Weight.SIGNIFICANT, permission="person.record"),
    ),
)
