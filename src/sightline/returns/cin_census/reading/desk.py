"""Where the things said of one episode are kept, and the days on which they begin and end."""

from __future__ import annotations

from datetime import date
from typing import Any

from sightline.returns.cin_census.layout import CHILD
from sightline.returns.cin_census.reading.elements import Reading
from sightline.returns.cin_census.told import ChildTold, Said, StepTold
from sightline.returns.kit.reading import Node

GROUP = f"{CHILD}/CINdetails"


class Desk:
    """One episode being read: its referral, its closure, and what happened in between."""

    def __init__(
        self, reading: Reading, told: ChildTold, episode: str, referred_on: date,
        closed_on: date | None,
    ) -> None:
        self.reading = reading
        self.told = told
        self.episode = episode
        self.referred_on = referred_on
        self.closed_on = closed_on
        #: What happened after the referral, in words, so that "no further action" can be weighed.
        self.happened: list[str] = []

    def say(self, key: str, kind: str, on: date, step: str, **more: Any) -> None:
        """Keep one thing that happened."""
        self.told.said.append(Said(key, kind, on, step, **more))

    def step(self, process: str, name: str, on: date, led_from: str = "") -> str:
        """A step of its own key within the episode: a second of the same day is numbered."""
        key = f"{self.episode}/{name}/{on.isoformat()}"
        number = 2
        while key in self.told.steps:
            key = f"{self.episode}/{name}/{on.isoformat()}#{number}"
            number += 1
        self.told.steps[key] = StepTold(key, process, led_from or self.episode)
        return key

    def opening(self, group: Node, name: str, tag: str, what: str) -> date | None:
        """The day on which a group opens; without one the group is set aside."""
        self.reading.known(group, f"{GROUP}/{name}")
        day = self.reading.when(group, tag)
        if day is None:
            self.reading.set_aside(group, f"No day is readable on which the {what} began, so "
                                   "nothing in it can be placed in time.")
            return None
        if day < self.referred_on:
            self.reading.noted(group, f"The {what} began before the referral of "
                               f"{self.referred_on:%-d %B %Y}.", element=tag)
        if self.closed_on is not None and day > self.closed_on:
            self.reading.noted(group, f"The {what} began after the case closed on "
                               f"{self.closed_on:%-d %B %Y}.", element=tag)
        if day > self.reading.last:
            self.reading.left_out(group)
        self.happened.append(f"a {what} on {day:%-d %B %Y}".replace("a a", "an a"))
        return day

    def ending(self, group: Node, tag: str, begun: date, words: str) -> date | None:
        """The day on which a group ends; one before it began is set aside."""
        day = self.reading.when(group, tag)
        if day is not None and day < begun:
            self.reading.set_aside(group, f"{words} before it began on {begun:%-d %B %Y}. It stays "
                                   "open until somebody ends it.", element=tag)
            return None
        if day is None and self.closed_on is not None:
            self.reading.noted(group, "It is open in a case that has closed. Somebody has to "
                               "decide about it.")
        return day
