"""Wren Larkspur's story: everything that the journey can show, on one family's record.

A contact becomes an enquiry, a conference and a plan for Wren and her brother Rowan, and for a
sister who is not yet born when it begins. Some of it is in time and some late; a visit is put on
its right day, a note that was another family's is taken back, and the father's record is kept.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from sightline.demo.journeys import words
from sightline.demo.journeys.lives import add
from sightline.demo.journeys.protection import ProtectedLife
from sightline.demo.journeys.script import next_working
from sightline.kernel.calendar import add_months

NAME = "Wren Larkspur"
FAMILY, GIVEN, AGES = "Larkspur", ("Wren", "Rowan"), (7.6, 4.2)
#: How long ago it began, in days: long enough for two reviews.
BEGAN = 395
BABY, BORN = 2, ("F", "Linnet")


def tell(life: ProtectedLife, today: date) -> None:
    """The whole story, from the police's telephone call to the plan's second review."""
    on = _enquiry(life)
    held = _conference(life, on)
    _birth(life)
    life.protected(held, today)
    _mistakes(life, held)


def _enquiry(life: ProtectedLife) -> date:
    cast = life.cast
    life.arrive(at=time(9, 20), source="6", worry=words.WORRIES[0][1], referrer="PC Thrush",
                method="police", family="told_only")
    first = life.began_on
    life.then("grade", first, cast.door, at=time(9, 50), grade="red")
    life.then("decide", first, cast.door_manager, at=time(11, 0), outcome="strategy_discussion",
              why=words.WHY_REFER[0], level="4")
    life.hear_back("referral", first, add(first, 1))
    life.then("allocate", first, cast.assess_manager, at=time(11, 30), to=cast.assessor,
              team=cast.assess_team, why="Knows the family's school")
    life.then("need", first, cast.assessor, need="N1")
    life.begin_assessing(first)
    on = life.discussed(first, cast.assess_manager)
    life.then("note", add(on, 2), cast.assessor, at=time(12, 0), kind="information",
              with_whom="professional", text="School: Wren is early every day, without breakfast.")
    asked = life.enquired(on, cast.assessor, cast.assess_manager)
    return max(asked, on)


def _conference(life: ProtectedLife, asked: date) -> date:
    began = life.began_on
    life.then("pre_meet", add(began, 17), life.cast.chair)
    # two days late, with its reason: the limit was met for nobody
    return life.conferred(asked, began, days=17, category=("NEG", "NEG", "EMO"))


def _birth(life: ProtectedLife) -> None:
    expected = life.cast.family.children[BABY].expected_on
    assert expected is not None
    on = next_working(expected, -3)
    life.then("birth", on, life.cast.worker, late=1, who=(BABY,), sex=BORN[0], given=BORN[1])
    life.then("core_group", add(on, 5), life.cast.worker, at=time(11, 0), said=life.said(),
              agencies=("social_care", "health", "education"), notes=words.CORE)


def _mistakes(life: ProtectedLife, held: date) -> None:
    cast, on = life.cast, add(held, 30)
    life.then("note", on, cast.worker, at=time(13, 5),
              text="The landlord will mend the boiler on Friday.")
    life.then("take_back", on + timedelta(days=1), cast.worker, kind="note.recorded",
              why="This note was about another family.")
    visit = add(held, 36)
    life.seen(visit, cast.worker, purpose="The plan's visit", late=1)
    life.then("put_right", visit + timedelta(days=4), cast.worker, kind="visit.made",
              right_day=visit - timedelta(days=1), why="It was the day before.")
    life.then("keep", add(held, 3), cast.manager, parent=True, level="restricted",
              why="The father works for the police in this borough.", readers=(cast.worker,))
    life.then("core_group_missed", add(held, 52), cast.worker, why="Two agencies were ill.")
    life.then("audit", add(held, 45), cast.chair, grade=3, finding="Visits say little.",
              action="Say at each visit what has changed for each child")
    life.arrive(next_working(add_months(held, 5), 1), source="2A", family="agreed",
                referrer="T. Eacher",
                worry="School: Wren said that dad shouted again at the weekend.")
    told = next_working(add_months(held, 5), 1)
    life.hear_back("contact", told, add(told, 2))
    life.then("worker_decide", add(told, 1), cast.manager, outcome="visit",
              why="Known, and part of the plan: seen the same day.", level="4")


