"""A borough's clocks are worked out within a coffee break: the speed of deriving, as a budget."""

from datetime import date, timedelta
from time import process_time

from sightline import law
from sightline.kernel.derive import derive
from sightline.kernel.facts import Fact, StepFact
from sightline.law.tests.test_scenarios import ALL

CHILDREN = 300
SECONDS_EACH = 0.003
"""20,000 children in a minute."""

STEPS = (
    StepFact(1, "contact"),
    StepFact(2, "referral", 1),
    StepFact(3, "assessment", 2),
    StepFact(4, "strategy_discussion", 2),
    StepFact(5, "section47", 4),
    StepFact(6, "conference", 5),
    StepFact(7, "protection_plan", 6),
)
STORY = (
    (0, 1, "contact.received", ""), (0, 2, "referral.received", ""),
    (1, 2, "referral.acknowledged", "told"), (1, 2, "referral.decided", "assess"),
    (2, 3, "assessment.started", ""), (2, None, "allocation.allocated", "lead"),
    (5, None, "visit.made", "child_seen"), (9, 4, "strategy_discussion.requested", "same_day"),
    (9, 4, "strategy_discussion.held", "section47_joint"), (9, 5, "section47.started", "strategy"),
    (10, None, "visit.made", "child_seen_alone"), (20, 5, "section47.concluded", "conference"),
    (20, 6, "conference.requested", "initial"), (28, 6, "conference.decided", "plan_made"),
    (28, 7, "protection_plan.started", "NEG"), (35, None, "visit.made", "child_seen"),
    (40, 7, "core_group.held", ""), (45, None, "visit.made", "child_seen"),
    (47, 3, "assessment.authorised", "child_in_need"), (60, None, "visit.made", "child_seen"),
)  # fmt: skip


def test_twenty_thousand_children_take_less_than_a_minute() -> None:
    calendar = law.calendar()
    begun = process_time()
    for n in range(CHILDREN):
        start = date(2025, 1, 1) + timedelta(days=n)
        facts = [
            Fact(i, step, kind, outcome, start + timedelta(days=gap), order=i)
            for i, (gap, step, kind, outcome) in enumerate(STORY)
        ]
        assert derive(steps=STEPS, facts=facts, rules=ALL, calendar=calendar)
    assert (process_time() - begun) / CHILDREN < SECONDS_EACH
