"""The troubles that are planted in the demo borough to be found, each with the child it is about.

Every one is a real kind of failing: somebody who looks at the right list sees it, and so does
whatever watches for drift. `TROUBLES` is the list; nothing on the record says that it is planted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sightline.demo.journeys import words
from sightline.demo.journeys.lives import add
from sightline.demo.journeys.lots import assessed_and_closed, in_need
from sightline.demo.journeys.protection import ProtectedLife
from sightline.demo.journeys.script import next_working

Told = Callable[[ProtectedLife, date], None]


@dataclass(frozen=True)
class Trouble:
    """One planted trouble: what is wrong, with whom, how many days ago it began, and its story."""

    key: str
    wrong: str
    given: str
    family: str
    began: int
    tell: Told
    team: str = "protect2"
    age: float = 6.0

    @property
    def name(self) -> str:
        """The child to look for."""
        return f"{self.given} {self.family}"


def held(life: ProtectedLife, today: date) -> None:
    """Nobody decides."""
    life.arrive()


def hidden(life: ProtectedLife, today: date) -> None:
    """Closed as advice, and work goes on."""
    on = life.advised("advice")
    for days in (3, 8, 15):
        life.then("note", add(on, days), life.cast.assessor, at=time(11, 0), kind="direct_work",
                  with_whom="child", text="Met the child at school to talk about home.")


def idle(life: ProtectedLife, today: date) -> None:
    """An enquiry on which nothing is done."""
    life.struck()


def undecided(life: ProtectedLife, today: date) -> None:
    """An enquiry with work on it, and no end."""
    on = life.struck()
    for days in (1, 6, 11, 15):
        life.seen(add(on, days), life.cast.assessor, purpose="To go on with the enquiry")


def short(life: ProtectedLife, today: date) -> None:
    """A strategy discussion to which health did not come."""
    life.arrive(at=time(9, 20))
    on = life.began_on
    life.then("decide", on, life.cast.door_manager, at=time(13, 0),
              outcome="strategy_discussion", why=words.WHY_REFER[0], level="4")
    life.then("allocate", on, life.cast.assess_manager, at=time(14, 0), to=life.cast.assessor,
              team=life.cast.assess_team)
    life.discussed(on, life.cast.assess_manager, agencies=("social_care", "police"))
    life.seen(add(on, 1), life.cast.assessor, purpose="The first visit of the enquiry")


def _to_a_plan(life: ProtectedLife) -> date:
    on = life.struck()
    asked = life.enquired(on, life.cast.assessor, life.cast.assess_manager)
    return life.conferred(asked, on, days=14)


def empty(life: ProtectedLife, today: date) -> None:
    """A plan in which nothing is written."""
    made = _to_a_plan(life)
    life.planned("plan", made, add(made, 60), state="outline", blank=True)
    life.transferred(add(made, 1))
    _visits(life, add(made, 6), today)


def bare(life: ProtectedLife, today: date) -> None:
    """A plan that does not say what happens if it fails."""
    made = _to_a_plan(life)
    life.planned("plan", made, add(made, 60), state="outline", bare=True)
    life.sent_out(made)
    life.transferred(add(made, 1))
    life.grouped(add(made, 9))
    life.planned("plan", add(made, 9), add(made, 60), state="agreed", bare=True)
    _visits(life, add(made, 6), today)


def _visits(life: ProtectedLife, first: date, until: date, **told: object) -> None:
    visit = first
    while visit < until:
        life.seen(visit, life.cast.worker, purpose="The plan's visit", **told)  # type: ignore[arg-type]
        visit = add(visit, 9)


def unvisited(life: ProtectedLife, today: date) -> None:
    """Nobody has been for six weeks."""
    life.protected(_to_a_plan(life), today - timedelta(days=42))


def never_alone(life: ProtectedLife, today: date) -> None:
    """Seen often, and never alone."""
    made = _to_a_plan(life)
    life.planned("plan", made, add(made, 60), state="outline")
    life.sent_out(made)
    life.transferred(add(made, 1))
    life.grouped(add(made, 8))
    life.planned("plan", add(made, 8), add(made, 60))
    _visits(life, add(made, 4), today, seen=["seen"], bedroom="no")


def unreviewed(life: ProtectedLife, today: date) -> None:
    """The first review should have been held by now."""
    made = _to_a_plan(life)
    life.planned("plan", made, add(made, 60), state="outline")
    life.sent_out(made)
    life.transferred(add(made, 1))
    for days in (8, 36, 62):
        life.grouped(add(made, days))
    life.planned("plan", add(made, 8), add(made, 60))
    _visits(life, add(made, 5), today)


def unallocated(life: ProtectedLife, today: date) -> None:
    """With a team, and with nobody in it."""
    on = next_working(life.arrive(), 1)
    life.decide(on, "referral")
    life.then("refer", on, life.cast.door_manager, at=time(9, 40), outcome="assess",
              why=words.WHY_REFER[0], level="3", send=True)
    life.then("accept", add(on, 1), life.cast.assess_manager, at=time(13, 30))


def unaccepted(life: ProtectedLife, today: date) -> None:
    """Sent on, and nobody has answered."""
    on = life.assessed(life.referred(), "child_in_need", days=25)
    life.then("send", on, life.cast.assessor, at=time(15, 0), team=life.cast.team,
              why="The assessment is done.", so_far="See the assessment.")


def left(life: ProtectedLife, today: date) -> None:
    """The worker has left, and the child is still theirs."""
    in_need(life, today - timedelta(days=12))
    life.then("leave", next_working(today - timedelta(days=9), 0), life.cast.manager,
              staff=life.cast.worker)


def drifting(life: ProtectedLife, today: date) -> None:
    """On a plan for more than fifteen months, and nothing is different."""
    life.protected(_to_a_plan(life), today)


def back_again(life: ProtectedLife, today: date) -> None:
    """Assessed, closed, and referred again within the year."""
    assessed_and_closed(life, today)
    again = next_working(life.beats[-1].on, 130)
    life.arrive(again)
    life.assessed(life.referred(next_working(again, 1)), "child_in_need")


def kept(level: str) -> Told:
    """A record restricted or sealed from staff who have no part in it."""

    def tell(life: ProtectedLife, today: date) -> None:
        in_need(life, today)
        life.then("keep", add(life.began_on, 3), life.cast.manager, level=level,
                  why="A relative works in the service.",
                  readers=(life.cast.worker, life.cast.assessor, life.cast.assess_manager))

    return tell


def late_told(life: ProtectedLife, today: date) -> None:
    """A visit written up three weeks after it was made."""
    in_need(life, today - timedelta(days=40))
    life.seen(next_working(today - timedelta(days=26), 0), life.cast.worker, late=21,
              purpose="To see how the plan goes at home")


def twice(life: ProtectedLife, today: date) -> None:
    """The same child, it seems, under two records."""
    life.assessed(life.referred(), "child_in_need")


TROUBLES = (
    Trouble("contact held", "A contact that nobody has decided for six days",
            "Hazel", "Goldfinch", 6, held),
    Trouble("hidden work", "Closed as advice, with work after it", "Flint", "Speedwell", 40,
            hidden),
    Trouble("idle enquiry", "A section 47 enquiry without activity for seven working days",
            "Clover", "Nuthatch", 11, idle),
    Trouble("undecided enquiry", "A section 47 enquiry undecided at day 15", "Alder", "Lapwing",
            24, undecided),
    Trouble("no health", "A strategy discussion without health", "Ivy", "Fieldfare", 5, short),
    Trouble("empty plan", "A protection plan in which nothing is written", "Juniper", "Mallow",
            55, empty),
    Trouble("no contingency", "A protection plan without a contingency", "Birch", "Kingfisher",
            70, bare),
    Trouble("unvisited", "Protection visits overdue by weeks", "Poppy", "Tormentil", 120,
            unvisited),
    Trouble("never alone", "A child on a plan never seen alone", "Reed", "Honesty", 80,
            never_alone),
    Trouble("late review", "A first review conference overdue", "Marigold", "Dogwood", 140,
            unreviewed),
    Trouble("unallocated", "A child with a team and no worker", "Jasper", "Harebell", 9,
            unallocated),
    Trouble("not accepted", "A handover that nobody has answered", "Fern", "Wagtail", 55,
            unaccepted),
    Trouble("worker left", "A worker who left with children still theirs", "Heron", "Redwing",
            150, left, team="protect3"),
    Trouble("drifting", "On a plan for more than fifteen months", "Bryony", "Celandine", 525,
            drifting),
    Trouble("again", "Referred again within twelve months of closing", "Cedar", "Foxglove", 330,
            back_again),
    Trouble("restricted", "A restricted record", "Iris", "Valerian", 120, kept("restricted")),
    Trouble("sealed", "A sealed record", "Jay", "Pimpernel", 130, kept("sealed")),
    Trouble("written late", "A visit written up three weeks after it was made", "Linnet",
            "Moorhen", 200, late_told),
    Trouble("same child", "Two records that look like one child", "Tansy", "Woodruff", 60, twice),
    Trouble("same child too", "Two records that look like one child", "Tansie", "Woodruff", 30,
            twice),
)
