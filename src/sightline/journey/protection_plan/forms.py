"""The pages of a protection plan; the plan itself is written in the plan editor."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import DECISION
from sightline.record.harm.forms import HARM_OF_ONE

ACTIONS = "sightline.journey.protection_plan.submitted"

PAGES = (
    Page(
        "visiting", "Set how often the child is visited", "visiting_set",
        (
            Section("Visits", ("on", "outcome"), needed=("outcome",),
                    labels={"on": "From which day?", "outcome": "How often?"}),
            DECISION,
        ),
        intro="The plan's own rhythm governs the dates by which the child must be seen.",
    ),
    Page(
        "category", "Change the category", "category_changed",
        (
            Section("When", ("on",), labels={"on": "On which day was it decided?"}),
            HARM_OF_ONE, DECISION,
        ),
        permission="conference.chair", action=f"{ACTIONS}:change_category",
        intro="A category changes at a review conference. Record it here only when it was left "
        "out there. The first category is kept.",
    ),
    Page(
        "review", "Look at progress", "reviewed",
        (
            Section("When", ("on",), labels={"on": "When was it looked at?"}),
            Section("Each outcome of the plan", ("outcome", "progress", "words"),
                    model="plans.OutcomeReview", many=True, needed=("progress",)),
        ),
    ),
    Page(
        "audit", "Audit the plan", "audited",
        (
            Section("The audit", ("on",), labels={"on": "When did you look at the plan?"}),
            Section("What you saw", ("auditor", "progress", "child_view", "grade"),
                    model="protection_plan.PlanAudit", needed=("progress", "grade")),
            Section("What is wanting", ("text", "action", "owner", "due_on"),
                    model="protection_plan.Finding", many=True,
                    help="Each becomes a task for the manager, and is yours to check."),
        ),
        permission="conference.chair", action=f"{ACTIONS}:audit",
    ),
    Page(
        "end", "End the plan", "ended",
        (
            Section("Ending", ("on", "outcome"), needed=("outcome",),
                    labels={"on": "On which day did it end?", "outcome": "Why does it end?"}),
            DECISION,
        ),
        permission="conference.chair", action=f"{ACTIONS}:end",
        intro="A conference's decision to end the plan ends it by itself once it is said what "
        "follows. Use this page when that was left open, or when the plan ended in another way.",
    ),
)
