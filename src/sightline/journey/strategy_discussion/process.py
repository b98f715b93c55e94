"""The strategy discussion process: requested, held with what it decides, and who was missing."""

from itertools import combinations
from pathlib import Path

from sightline.journey.strategy_discussion.forms import PAGES
from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader
from sightline.record.meetings.constitution import RULES
from sightline.record.meetings.models import Agency
from sightline.record.meetings.words import in_sentence, listed

URGENCY = {
    "same_day": "Today: injury, sexual abuse or immediate risk",
    "three_days": "Within three working days",
}
HELD = {
    "section47_single": "Section 47 enquiry by social care alone",
    "section47_joint": "Section 47 enquiry by social care and police together",
    "no_section47": "No section 47 enquiry",
    "more_information": "More has to be known first",
}
SHARED_WITH = {
    "social_care": "Children’s social care", "police": "Police", "health": "Health",
    "education": "School, nursery or college", "other": "Another agency that took part",
}


def missing_code(missing: list[str]) -> str:
    """The outcome that says which agencies were missing: "police_and_health"."""
    return "_and_".join(missing)


def _missing() -> dict[str, str]:
    found = {}
    every = dict.fromkeys(agency for rule in RULES for agency in rule.agencies)
    for count in range(1, len(every) + 1):
        for some in combinations(every, count):
            first, *rest = [str(Agency(one).label) for one in some]
            names = listed([first, *(in_sentence(name) for name in rest)])
            code = missing_code([one.value for one in some])
            found[code] = f"{names} did not take part"
    return found


MISSING = _missing()

PROCESS = Process(
    key="strategy_discussion",
    title="Strategy discussion",
    duty="Children Act 1989 s.47; Working Together, strategy discussion",
    events=(
        EventKind("requested", "Strategy discussion asked for", outcomes=URGENCY, shared=True,
                  weight=Weight.SIGNIFICANT),
        EventKind("held", "Strategy discussion held", outcomes=HELD, shared=True,
                  weight=Weight.SIGNIFICANT),
        EventKind("not_constituted", "Not fully constituted", outcomes=MISSING, shared=True,
                  weight=Weight.NOTABLE),
        EventKind("constitution_reason_given", "Reason given for those missing", shared=True,
                  weight=Weight.NOTABLE),
        EventKind("minutes_shared", "Minutes shared", outcomes=SHARED_WITH, shared=True),
    ),
    opens=frozenset({"requested", "held"}),
    closes=frozenset({"held"}),
    leads_to=frozenset({"section47"}),
    worked_by=frozenset({
        "front_door_manager", "out_of_hours", "social_worker", "team_manager", "service_manager",
    }),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
