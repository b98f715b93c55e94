"""Visits: what a visit can be for a child, and nothing that lets one child stand for another."""

from sightline.kernel.process import EventKind, Process, Weight
from sightline.record.visits.forms import PAGES

#: What a visit was for one child. "By other" is a visit by someone who is neither the lead nor
#: the covering social worker: the child was seen, and the plan's visit is still owed.
OUTCOMES = {
    "child_seen": "Child seen",
    "child_seen_alone": "Child seen alone",
    "child_seen_by_other": "Child seen, not by the lead or covering social worker",
    "mother_seen": "Unborn child: mother seen",
    "mother_seen_by_other": "Unborn child: mother seen, not by the lead or covering social worker",
    "not_seen": "Child not seen",
}

PROCESS = Process(
    key="visit",
    title="Visit",
    duty="Children are seen, and seen alone, by the social worker who answers for them.",
    events=(
        EventKind(
            "made",
            "Visit",
            outcomes=OUTCOMES,
            shared=True,
            sets="Date of the next visit",
            weight=Weight.NOTABLE,
        ),
    ),
    pages=PAGES,
)
