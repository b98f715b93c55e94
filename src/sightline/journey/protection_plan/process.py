"""The protection plan: started by a conference, written, carried out, reviewed, ended."""

from pathlib import Path

from sightline.journey.protection_plan.forms import PAGES
from sightline.journey.protection_plan.gates import decided_and_followed
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader
from sightline.law.codes import code_set
from sightline.record.plans.gates import complete_plan

CATEGORIES = dict(code_set("category_of_abuse").choices())
EVERY = {
    "every_week": "Every week",
    "every_10_working_days": "Every 10 working days",
    "every_2_weeks": "Every 2 weeks",
    "every_20_working_days": "Every 20 working days",
    "every_4_weeks": "Every 4 weeks",
}
ENDINGS = {
    "review_conference": "A review conference decided to end it",
    "transferred": "Another authority's conference took it over",
    "eighteen": "The young person is 18",
    "moved_abroad": "The child has moved abroad for good",
    "died": "The child died",
    "pregnancy_ended": "The pregnancy ended",
}

PROCESS = Process(
    key="protection_plan",
    title="Child protection plan",
    duty="Working Together, child protection plans, core groups and reviews",
    events=(
        EventKind("started", "Protection plan started", outcomes=CATEGORIES,
                  sets="Date of the first core group", weight=Weight.SIGNIFICANT,
                  permission="conference.chair"),
        EventKind("category_changed", "Category of the plan changed", outcomes=CATEGORIES,
                  weight=Weight.SIGNIFICANT, permission="conference.chair"),
        EventKind("visiting_set", "How often the child is to be visited", outcomes=EVERY,
                  weight=Weight.NOTABLE),
        EventKind("outlined", "Outline of the plan written", weight=Weight.NOTABLE),
        EventKind("agreed", "Plan agreed by the core group", weight=Weight.NOTABLE),
        EventKind("finalised", "Plan made final", gate=GatePurpose.FINALISING,
                  weight=Weight.SIGNIFICANT),
        EventKind("reviewed", "Progress of the plan looked at", weight=Weight.NOTABLE),
        EventKind("audited", "Plan audited by the chair", weight=Weight.NOTABLE,
                  permission="conference.chair"),
        EventKind("ended", "Protection plan ended", outcomes=ENDINGS, gate=GatePurpose.ENDING,
                  weight=Weight.SIGNIFICANT, permission="conference.chair"),
    ),
    opens=frozenset({"started"}),
    closes=frozenset({"ended"}),
    leads_to=frozenset({"conference", "child_in_need"}),
    worked_by=frozenset({"social_worker", "team_manager", "conference_chair"}),
    pages=PAGES,
    gates={"finalised": (complete_plan,), "ended": (decided_and_followed,)},
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
