"""The assessment process: started, written, submitted, returned or authorised, and shared."""

from pathlib import Path

from sightline.journey.assessment.forms import PAGES
from sightline.journey.assessment.gates import GATES
from sightline.journey.assessment.history import first_draft
from sightline.journey.assessment.models import Outcome
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader

OUTCOMES = {one.value: str(one.label) for one in Outcome}
SHARED = {
    "child": "With the child",
    "parents": "With a parent or carer",
    "one_parent": "With one parent; another still waits for it",
    "agencies": "With the agencies working with the child",
    "not_possible": "It could not be shared",
}


def _authorised(key: str, title: str) -> EventKind:
    return EventKind(
        key, title, outcomes=OUTCOMES, gate=GatePurpose.AUTHORISING, weight=Weight.SIGNIFICANT,
        permission="journey.authorise",
    )


PROCESS = Process(
    key="assessment",
    title="Assessment",
    duty="Children Act 1989 s.17 and s.47; Working Together, assessment",
    events=(
        EventKind("started", "Assessment started", shared=True, weight=Weight.SIGNIFICANT),
        EventKind("initial_started", "Initial assessment started", weight=Weight.SIGNIFICANT),
        EventKind("core_started", "Core assessment started", weight=Weight.SIGNIFICANT),
        EventKind("reassessment_decided", "Decided to assess again", weight=Weight.SIGNIFICANT),
        EventKind("history_acknowledged", "History read and acknowledged"),
        EventKind("written", "Part of the assessment written", shared=True),
        EventKind("checkpoint_recorded", "Manager looked at the assessment",
                  weight=Weight.NOTABLE, permission="journey.authorise"),
        EventKind("submitted", "Assessment submitted", weight=Weight.NOTABLE),
        EventKind("returned", "Assessment sent back", weight=Weight.NOTABLE,
                  permission="journey.authorise"),
        _authorised("authorised", "Assessment authorised"),
        _authorised("initial_authorised", "Initial assessment authorised"),
        _authorised("core_authorised", "Core assessment authorised"),
        EventKind("shared", "Assessment shared", outcomes=SHARED),
    ),
    opens=frozenset({"started", "initial_started", "core_started", "reassessment_decided"}),
    closes=frozenset({"authorised", "initial_authorised", "core_authorised"}),
    leads_to=frozenset({"child_in_need", "strategy_discussion", "conference"}),
    opens_from={
        "referral.decided": first_draft,
        "contact.worker_decided": first_draft,
        "handover.accepted": first_draft,
    },
    worked_by=frozenset({"social_worker", "team_manager", "service_manager"}),
    pages=PAGES,
    gates=dict.fromkeys(("authorised", "initial_authorised", "core_authorised"), GATES),
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
