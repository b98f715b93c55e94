"""The kinds of story that a borough has, and how each is told up to the day of the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.demo.journeys.lives import add
from sightline.demo.journeys.protection import ProtectedLife
from sightline.demo.journeys.script import next_working
from sightline.kernel.calendar import add_months

Told = Callable[[ProtectedLife, date], None]


@dataclass(frozen=True)
class Lot:
    """One kind of story: its title, how many children share it, how long ago it began, by whom.

    `months` is the range of months ago in which the stories began. `teams` is who holds the
    children in the end.
    """

    key: str
    children: int
    months: tuple[float, float]
    tell: Told
    teams: tuple[str, ...] = ("protect1", "protect2", "protect3")
    disabled: bool = False
    is_open: bool = True
    unborn: bool = False


def at_the_door(life: ProtectedLife, today: date) -> None:
    """A contact of yesterday or today that nobody has decided."""
    life.arrive()


def being_assessed(life: ProtectedLife, today: date) -> None:
    """An assessment under way."""
    life.assessed(life.referred(), "child_in_need")


def being_enquired(life: ProtectedLife, today: date) -> None:
    """An enquiry under way, or a conference to come."""
    on = life.struck()
    asked = life.enquired(on, life.cast.assessor, life.cast.assess_manager)
    life.conferred(asked, on)


def in_need(life: ProtectedLife, today: date) -> None:
    """Help under a child in need plan."""
    life.helped(life.assessed(life.referred(), "child_in_need"), today)


def protected_at_once(life: ProtectedLife, today: date) -> None:
    """A plan that an enquiry at the front door led to."""
    on = life.struck()
    asked = life.enquired(on, life.cast.assessor, life.cast.assess_manager)
    life.protected(life.conferred(asked, on), today)


def protected_from_help(life: ProtectedLife, today: date) -> None:
    """A plan after help by agreement was not enough."""
    opened = life.assessed(life.referred(), "child_in_need", days=30)
    told = life.helped(opened, add_months(opened, 2))
    told = next_working(told, 1)
    life.arrive(told, source="2A", referrer="A. Teacher")
    life.hear_back("contact", next_working(told, 1), next_working(told, 2))
    worker, manager = life.cast.worker, life.cast.manager
    life.then("worker_decide", told, manager, outcome="strategy_discussion",
              why="The plan has not kept the children safe.")
    on = life.discussed(add(told, 1), manager)
    asked = life.enquired(on, worker, manager)
    life.protected(life.conferred(asked, on, end_help=True), today, moved=False)


def looked_after(life: ProtectedLife, today: date) -> None:
    """A child who became looked after, whose later steps belong to processes yet to come."""
    on = life.assessed(life.referred(), "looked_after")
    life.then("finish", add(on, 1), life.cast.assessor)
    taken = life.transferred(add(on, 1), direction="step_up", destination="looked_after")
    visit = add(taken, 4)
    while visit < today:
        life.seen(visit, life.cast.worker, purpose="The visit to the placement",
                  place="placement")
        visit = next_working(visit, life.rng.randint(38, 44))


def advised(life: ProtectedLife, today: date) -> None:
    """A contact that ended at the front door."""
    life.advised(life.rng.choice(["advice", "advice", "no_further_action", "early_help"]))


def assessed_and_closed(life: ProtectedLife, today: date) -> None:
    """An assessment after which nothing more was needed."""
    on = life.assessed(life.referred(), "no_further_action")
    life.then("close", on, life.cast.assess_manager, reason="RC8", why="Assessed; no more needed.")


def enquired_and_closed(life: ProtectedLife, today: date) -> None:
    """An enquiry that found no harm."""
    on = life.struck()
    done = life.enquired(on, life.cast.assessor, life.cast.assess_manager, "not_substantiated")
    life.then("close", add(done, 2), life.cast.assess_manager, reason="RC7",
              why="The harm was not substantiated, and the family has help.")


def helped_and_closed(life: ProtectedLife, today: date) -> None:
    """Help that ended, and for some the same worry again within the year."""
    opened = life.assessed(life.referred(), "child_in_need")
    done = life.let_go(next_working(life.helped(opened, add_months(opened, 7)), 1))
    if life.chance(4):
        again = next_working(done, life.rng.randint(40, 250))
        life.arrive(again)
        life.assessed(life.referred(next_working(again, 1)), "child_in_need")


def protected_and_closed(life: ProtectedLife, today: date) -> None:
    """A plan that ended after its reviews, and the help after it."""
    on = life.struck()
    asked = life.enquired(on, life.cast.assessor, life.cast.assess_manager)
    held = life.conferred(asked, on)
    ended = next_working(add_months(held, 10), 0)
    life.protected(held, ended - timedelta(days=75))
    life.reviewed(ended, "plan_ended")
    life.helped(ended, add_months(ended, 4), moved=False)
    life.let_go(next_working(add_months(ended, 4), 3))


LOTS = (
    Lot("at the door", 14, (0.0, 0.03), at_the_door),
    Lot("being assessed", 168, (0.1, 1.2), being_assessed),
    Lot("being enquired", 34, (0.1, 0.55), being_enquired, unborn=True),
    Lot("in need", 350, (2.4, 16.0), in_need),
    Lot("in need, disabled", 76, (2.4, 22.0), in_need, ("disabled",), disabled=True),
    Lot("protected at once", 100, (1.2, 13.5), protected_at_once),
    Lot("protected from help", 34, (5.8, 16.0), protected_from_help),
    Lot("looked after", 92, (2.2, 22.0), looked_after, ("looked",)),
    Lot("advised", 150, (0.2, 23.5), advised, is_open=False),
    Lot("assessed and closed", 120, (3.0, 23.5), assessed_and_closed, is_open=False),
    Lot("enquired and closed", 40, (1.5, 23.0), enquired_and_closed, is_open=False),
    Lot("helped and closed", 70, (12.0, 23.5), helped_and_closed, is_open=False),
    Lot("protected and closed", 32, (17.5, 23.5), protected_and_closed, is_open=False),
)
