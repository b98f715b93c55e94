"""An episode of need: the referral that opened it, what followed, and how it closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sightline.returns.cin_census import layout
from sightline.returns.cin_census.reading.desk import GROUP, Desk
from sightline.returns.cin_census.reading.elements import Reading, a_day
from sightline.returns.cin_census.reading.parts import Parts
from sightline.returns.cin_census.told import ChildTold, Said, StepTold
from sightline.returns.kit.reading import Node

SINGLE = ("ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure",
          "DateOfInitialCPC", "ReferralNFA")


class Episodes:
    """The episodes of one child, read in the order of the file."""

    def __init__(self, reading: Reading, told: ChildTold) -> None:
        self.reading = reading
        self.told = told
        self.in_the_year = False

    def read(self, nodes: list[Node]) -> None:
        """Read every episode; two of one referral day are one."""
        by_day: dict[date, Node] = {}
        for node in nodes:
            self.reading.known(node, GROUP)
            day = self._opened(node)
            if day is None:
                self.reading.set_aside(node, "No day is readable in this episode, so nothing in it "
                                       "can be placed in time.")
            elif day in by_day:
                by_day[day] = self._joined(by_day[day], node)
            else:
                by_day[day] = node
        spans = [self._episode(day, node) for day, node in sorted(by_day.items())]
        self._overlaps(spans)

    def _opened(self, node: Node) -> date | None:
        day = self.reading.when(node, "CINreferralDate")
        if day is not None:
            return day
        days = [a_day(leaf.text) for leaf in node.leaves()]
        usable = [d for d in days if d is not None and date(1990, 1, 1) <= d <= self.reading.today]
        if not usable:
            return None
        self.reading.mended(
            node, f"The day of the referral is not readable; {min(usable):%-d %B %Y} was taken, "
            "the first day that the episode names.", element="CINreferralDate",
            read_as=min(usable).isoformat(),
        )
        return min(usable)

    def _joined(self, first: Node, other: Node) -> Node:
        if [(x.tag, x.text) for x in first.leaves()] == [(x.tag, x.text) for x in other.leaves()]:
            self.reading.set_aside(other, f"The same episode, word for word, as at {first.line}.")
            return first
        self.reading.mended(
            other, f"A second episode of the same referral day as at line {first.line}: read as "
            "one. What the two say differently was taken from the first.",
        )
        more = []
        for node in other.inside:
            if node.tag not in SINGLE and node.tag != "CINreferralDate":
                more.append(node)
            elif node.text and (held := first.first(node.tag)) and held.text != node.text:
                self.reading.set_aside(node, f"The episode at line {first.line} says {held.text}.")
            elif node.text and not first.first(node.tag):
                more.append(node)
        return replace(first, inside=[*first.inside, *more])

    def _episode(self, day: date, node: Node) -> tuple[date, date | None, Node]:
        reading, told = self.reading, self.told
        key = f"referral/{day.isoformat()}"
        told.steps[key] = StepTold(key, "referral")
        source = reading.code(node, "ReferralSource", "referral_source")
        values: dict[str, Any] = {"referral_source": source} if source else {}
        self._say(f"{key}/received", "referral.received", day, key, values=values)
        need = reading.code(node, "PrimaryNeedCode", "primary_need")
        if need:
            self._say(f"{key}/need", "referral.need_recorded", day, key, outcome=need, undated=True)
        closed_on = self._closure(day, node, key)
        desk = Desk(reading, told, key, day, closed_on)
        Parts(desk).read(node)
        for group in node.all("PreProceedingsandFGDM"):
            reading.set_aside(group, "No process here records pre-proceedings and family group "
                              "decision making yet.")
        ended = self._no_further_action(desk, node)
        self._outside(day, closed_on or (day if ended else None), node)
        return day, closed_on, node

    def _say(self, key: str, kind: str, on: date, step: str, **more: Any) -> None:
        self.told.said.append(Said(key, kind, on, step, **more))

    def _closure(self, day: date, node: Node, key: str) -> date | None:
        reading = self.reading
        closed_on = reading.when(node, "CINclosureDate")
        reason = reading.code(node, "ReasonForClosure", "reason_for_closure")
        if closed_on is not None and closed_on < day:
            reading.set_aside(
                node, f"The case cannot have closed before it was referred on {day:%-d %B %Y}. It "
                "stays open until somebody closes it.", element="CINclosureDate",
            )
            closed_on = None
        if closed_on is None:
            if reason:
                reading.set_aside(node, "There is no day of closure that it could be the reason "
                                  "for.", element="ReasonForClosure")
            return None
        if not reason:
            reading.noted(node, "The case closed and the file does not say why.",
                          element="CINclosureDate")
        elif closed_on > reading.last:
            reading.left_out(node, element="ReasonForClosure")
        if reason == "RC2" and self.told.person.died_on is None:
            reading.noted(node, "Closed because the child died, with no date of death.",
                          element="ReasonForClosure")
        self._say(f"{key}/closed", "referral.closed", closed_on, key, outcome=reason)
        return closed_on

    def _no_further_action(self, desk: Desk, node: Node) -> bool:
        """Whether the referral ended there and then, as far as the file can be believed."""
        told = self.reading.flag(node, "ReferralNFA")
        if not told:
            if told is None:
                self.reading.noted(
                    node, "The file does not say whether the referral ended in no further action; "
                    "a return says that it did not.", element="ReferralNFA", differs=True)
            return False
        if desk.happened:
            self.reading.set_aside(
                node, f"The referral cannot have ended in no further action: {desk.happened[0]} "
                "followed. What happened was kept.", element="ReferralNFA",
            )
            return False
        if desk.closed_on is None:
            self.reading.noted(
                node, "The file does not say on which day it was decided; the day of the referral "
                "stands in, and no timescale is measured by it.", element="ReferralNFA",
            )
        self._say(f"{desk.episode}/decided", "referral.decided", desk.referred_on, desk.episode,
                  outcome="no_further_action", undated=True)
        return True

    def _outside(self, day: date, closed_on: date | None, node: Node) -> None:
        first, last = layout.period(self.reading.year)
        if closed_on is not None and closed_on < first:
            self.reading.noted(node, f"The episode ended before {first:%-d %B %Y}, when the "
                               "census year began. It was brought in; a return leaves it out.",
                               differs=True)
        elif day > last:
            self.reading.noted(node, f"The episode opened after {last:%-d %B %Y}, when the census "
                               "year ended. It was brought in; a return leaves it out.",
                               differs=True)
        else:
            self.in_the_year = True
        born_on = self.told.person.born_on
        if born_on is not None and (born_on - day).days > 300:
            self.reading.noted(node, "The referral was long before the child was born.",
                               element="CINreferralDate")

    def _overlaps(self, spans: list[tuple[date, date | None, Node]]) -> None:
        for (_, ended, first), (begun, _, second) in zip(spans, spans[1:], strict=False):
            if ended is None or begun < ended:
                self.reading.noted(
                    second, f"The episode began while the one at line {first.line} was open. Both "
                    "were brought in.",
                )
