"""Two processes: what the day leaves to the night, and what the night did, taken up by day."""

from pathlib import Path

from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader
from sightline.oversight.out_of_hours.forms import LEFT, PAGES

PROCESS = Process(
    key="out_of_hours",
    title="Out of hours episode",
    duty="What was done at night is taken up by day, by a named manager.",
    events=(
        EventKind("recorded", "Out of hours episode", shared=True, weight=Weight.SIGNIFICANT),
        EventKind("acknowledged", "Out of hours episode acknowledged", weight=Weight.NOTABLE,
                  permission="journey.authorise"),
    ),
    opens=frozenset({"recorded"}),
    closes=frozenset({"acknowledged"}),
    leads_to=frozenset({"contact"}),
    worked_by=frozenset({
        "out_of_hours", "team_manager", "service_manager", "front_door_manager",
    }),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)

NIGHT = Process(
    key="for_the_night",
    title="For the night",
    duty="Whoever works tonight knows what a team fears for a child, and what to do.",
    events=(
        EventKind("left", "Left to the night to look out for", shared=True,
                  sets="Until which night"),
    ),
    pages=(LEFT,),
)
