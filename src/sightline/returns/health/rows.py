"""A child's record as the rows that rules ask about, each row with the step it comes from.

The rows are made of what the return itself would say, so a rule cannot find one thing in the file
and another on the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sightline.base.moments import today
from sightline.people.persons.census import CensusPerson
from sightline.record.census_facts.standing import StandingStep
from sightline.returns.cin_census.actions.producing import child_episodes, told_of
from sightline.returns.cin_census.checking.parsing import Parser
from sightline.returns.cin_census.checking.register import FIRST_YEAR, LAST_YEAR, rules_of
from sightline.returns.cin_census.episodes import Episode
from sightline.returns.cin_census.tables import Census, Child, working_days_before
from sightline.returns.cin_census.wording import THERE, called, worded
from sightline.returns.kit.rules import Checker, Marks, Row, Rule, Scope, Unread, said

#: Which process writes the rows of each list of an episode.
WRITTEN_BY = {
    "assessments": "assessment", "cin_plans": "child_in_need", "enquiries": "section47",
    "plans": "protection_plan",
}


def year_on(day: date) -> int:
    """The census year a day lies in, or the nearest whose rules are known."""
    return min(max(day.year + (day.month >= 4), FIRST_YEAR), LAST_YEAR)


#: The month until whose end the return of a year that has ended may be sent.
SENT_BY = 7


def years_on(day: date) -> tuple[int, ...]:
    """The census years to look at: from April to July the one that has just ended, and this one."""
    years = [year_on(day)]
    if 4 <= day.month <= SENT_BY:
        years.insert(0, min(max(day.year, FIRST_YEAR), LAST_YEAR))
    return tuple(dict.fromkeys(years))


class SoFar(Census):
    """A census year that has not ended: what takes too long is counted up to today."""

    def of_year_ending(self, last: date) -> None:
        """Take the year, and measure what is still open by today."""
        super().of_year_ending(last)
        now = min(last, today())
        self.assessments_due = working_days_before(now, 45)
        self.conferences_due = working_days_before(now, 15)


@cache
def living_rules(year: int) -> tuple[Rule, ...]:
    """The rules on one child; those on a whole return can only be asked of a whole return."""
    return tuple(rule for rule in rules_of(year) if rule.scope is not Scope.RETURN)


@dataclass(frozen=True, slots=True)
class Found:
    """One breach on the record: the rule and the elements that broke it."""

    rule: Rule
    marks: Marks

    @property
    def step(self) -> StandingStep | None:
        """The step on which it is put right: the newest of those it names, else none."""
        steps = [step for row, _ in self.marks if (step := step_of(row)) is not None]
        inner = [step for step in steps if step.process != "referral"]
        return max(inner or steps, key=lambda step: (step.opened_on, step.id), default=None)

    @property
    def place(self) -> tuple[tuple[str, str, int], ...]:
        """The elements and steps, by which one breach of a rule is told from another."""
        return tuple(sorted({
            (row.table, name, step.id if (step := step_of(row)) is not None else 0)
            for row, name in self.marks
        }))

    @property
    def values(self) -> list[tuple[str, str]]:
        """Each element that broke the rule, and what it says, in words."""
        told = [
            (called(row.table, name), worded(name, getattr(row, name, None)))
            for row, name in self.marks
            # a row is named by this where what is wrong is that it is there
            if name != "LAchildID" or row.table == "ChildIdentifiers"
        ]
        there = [
            (called(row.table, name), "is on the record")
            for row, name in self.marks if name == "LAchildID" and row.table in THERE
        ]
        return list(dict.fromkeys([*told, *there]))


def step_of(row: Row) -> StandingStep | None:
    """The step of the record that a row was made from; none for who the child is."""
    found: StandingStep | None = row.__dict__.get("step")
    return found


@dataclass
class Looking(Checker):
    """The rules of a year, asked of one child after another."""

    here: list[Found] = field(default_factory=list)

    def _tell(self, rule: Rule, child: str | None, marks: Marks) -> None:
        self.here.append(Found(rule, marks))

    def of(self, child: Child) -> list[Found]:
        """What the rules find wrong with one child."""
        self.here = []
        self.check(child)
        return self.here


def looking(year: int) -> Looking:
    """The rules of a year made ready, with the year as far as it has come."""
    return Looking(living_rules(year), SoFar(year))


def rows_of(
    person: CensusPerson, steps: Sequence[StandingStep], census: Census, *, whole: bool = False
) -> Child | None:
    """One child's rows, or none when the return of that year would not have the child."""
    episodes, _ = child_episodes(list(steps), census.year, whole=whole)
    if not episodes:
        return None
    child = Parser(census, lambda *_, **__: None).read(told_of(person, episodes, census.year))
    for row, episode in zip(child.episodes, episodes, strict=True):
        _placed(row, episode)
    return child


def _placed(row: Any, episode: Episode) -> None:
    row.step = episode.journey.referral
    for held, process in WRITTEN_BY.items():
        for inner, step in zip(getattr(row, held), episode.told.get(process, ()), strict=True):
            inner.step = step
            for review in getattr(inner, "reviews", ()):
                review.step = step


def facts(child: Child) -> Iterator[tuple[tuple[str, str, int], str]]:
    """Everything the rows say: table, element and step, and the value."""
    for row, _ in child.rows:
        step = step_of(row)
        for name, value in row.__dict__.items():
            if name[:1].isupper() and not isinstance(value, Unread):
                yield (row.table, name, step.id if step is not None else 0), said(value)
