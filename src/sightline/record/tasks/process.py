"""Tasks as a child's timeline sees them: given, done, checked."""

from sightline.kernel.process import EventKind, Process

PROCESS = Process(
    key="task",
    title="Task",
    duty="Every instruction has an owner, a date, evidence, and where it matters a second pair of "
    "eyes.",
    events=(
        EventKind("given", "Task given"),
        EventKind("done", "Task done"),
        EventKind("checked", "Task checked"),
    ),
)
