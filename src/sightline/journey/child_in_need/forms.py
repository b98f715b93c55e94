"""The pages of a child in need plan; the plan itself is written in the plan editor."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import DECISION

ACTIONS = "sightline.journey.child_in_need.submitted"

PAGES = (
    Page(
        "open", "Open a child in need plan", "opened",
        (
            Section("Opening", ("on", "outcome"), needed=("outcome",),
                    labels={"on": "From which day?", "outcome": "What does it follow?"}),
            DECISION,
        ),
        when="start", action=f"{ACTIONS}:open_",
        intro="An assessment or a conference opens one by itself. Open one here when neither did.",
    ),
    Page(
        "review", "Review the plan", "reviewed",
        (
            Section("The review", ("on", "outcome", "for_on"), needed=("outcome",),
                    labels={"on": "When was it reviewed?", "outcome": "What was decided?",
                            "for_on": "When is the next review?"}),
            Section("What was found",
                    ("reviewer", "progress", "child_view", "family_view", "reason",
                     "seen_by_manager"),
                    model="child_in_need.HelpReview",
                    needed=("reviewer", "progress", "child_view", "reason")),
            Section("Each outcome of the plan", ("outcome", "progress", "words"),
                    model="plans.OutcomeReview", many=True, needed=("progress",)),
        ),
        action=f"{ACTIONS}:review",
        intro="To step up, say so here: the strategy discussion or conference opens at once.",
    ),
    Page(
        "step_down", "Ask early help to take over", "reviewed",
        (
            Section("When", ("on",), labels={"on": "When was it decided?"}),
            Section("Who is to take over", ("to_team", "to_outside", "reason", "plan_so_far"),
                    model="handover.Handover", needed=("reason", "plan_so_far")),
        ),
        action=f"{ACTIONS}:step_down",
        intro="The child stays ours until they accept. They see the plan as it stands.",
    ),
    Page(
        "end", "End the plan", "ended",
        (
            Section("Ending", ("on", "outcome"), needed=("outcome",),
                    labels={"on": "On which day did it end?", "outcome": "Why does it end?"}),
            DECISION,
        ),
        permission="journey.authorise", action=f"{ACTIONS}:end",
    ),
)
