"""Help under a child in need plan: opened, agreed, reviewed, stepped up or down, ended."""

from pathlib import Path

from sightline.journey.child_in_need.forms import PAGES
from sightline.journey.child_in_need.gates import nothing_left_hanging
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader
from sightline.record.plans.gates import complete_plan

OPENED = {
    "assessment": "An assessment found the child in need",
    "step_down": "A protection plan ended",
    "conference": "A conference made no protection plan",
    "transfer": "Another authority's plan was taken over",
    "other": "Another reason",
}
REVIEWED = {
    "continues": "The plan continues",
    "strategy_discussion": "Step up: hold a strategy discussion",
    "conference": "Step up: hold a child protection conference",
    "early_help": "Step down: ask early help to take over",
    "ending": "The plan can end",
}
ENDINGS = {
    "needs_met": "The child's needs are met",
    "early_help": "Early help has taken over",
    "protection": "The child has a protection plan",
    "looked_after": "The child is looked after",
    "moved": "The child moved to another authority, which has taken over",
    "declined": "The family does not want help, and the child is safe without it",
    "eighteen": "The young person is 18",
    "died": "The child died",
}

PROCESS = Process(
    key="child_in_need",
    title="Child in need plan",
    duty="Children Act 1989 s.17; help by agreement with the family",
    events=(
        EventKind("opened", "Child in need plan opened", outcomes=OPENED,
                  weight=Weight.SIGNIFICANT),
        EventKind("plan_agreed", "Child in need plan agreed", gate=GatePurpose.FINALISING,
                  weight=Weight.SIGNIFICANT),
        EventKind("reviewed", "Child in need plan reviewed", outcomes=REVIEWED,
                  sets="Date of the next review", weight=Weight.NOTABLE),
        EventKind("ended", "Child in need plan ended", outcomes=ENDINGS, gate=GatePurpose.ENDING,
                  weight=Weight.SIGNIFICANT, permission="journey.authorise"),
    ),
    opens=frozenset({"opened"}),
    closes=frozenset({"ended"}),
    leads_to=frozenset({"strategy_discussion", "conference"}),
    worked_by=frozenset({"social_worker", "team_manager"}),
    pages=PAGES,
    gates={"plan_agreed": (complete_plan,), "ended": (nothing_left_hanging,)},
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
