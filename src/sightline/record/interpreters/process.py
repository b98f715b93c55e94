"""What is recorded of interpreters: asked for, answered, there or not, and met without one."""

from sightline.kernel.process import EventKind, Process

ANSWERED = {
    "confirmed": "They will come",
    "cannot_come": "They cannot come",
}
ATTENDED = {
    "came": "They came",
    "did_not_come": "They did not come",
}
#: What stands of a booking that says there was none.
WITHOUT = "went_without"

PROCESS = Process(
    key="interpreter",
    title="Interpreter",
    duty="Equality Act 2010 s.149; Working Together: families take part in a language they know",
    events=(
        EventKind("asked", "Interpreter asked for", shared=True, sets="Date of the meeting"),
        EventKind("answered", "Interpreter answered", outcomes=ANSWERED, shared=True),
        EventKind("attended", "Whether the interpreter came", outcomes=ATTENDED, shared=True),
        EventKind(WITHOUT, "Met without an interpreter", shared=True,
                  sets="Date of the meeting"),
    ),
)
