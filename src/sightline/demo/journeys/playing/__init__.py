"""The player that lives a script through the same actions that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from sightline.base.moments import fixed
from sightline.demo.journeys.playing.arriving import Arriving
from sightline.demo.journeys.playing.enquiring import Enquiring
from sightline.demo.journeys.playing.helping import Helping
from sightline.demo.journeys.playing.protecting import Protecting
from sightline.demo.journeys.playing.undoing import Undoing
from sightline.demo.journeys.script import Beat, Script

__all__ = ["Player", "play"]


class Player(Arriving, Helping, Enquiring, Protecting, Undoing):
    """Everything that a script may ask for, done by the actions of the slices."""

    def do(self, beat: Beat) -> None:
        """Do one beat at the moment at which it was written up."""
        verb: Callable[[Beat], None] = getattr(self, beat.verb)
        with fixed(beat.moment):
            verb(beat)


def play(script: Script, *, until: datetime) -> Player:
    """Live a family's story up to a moment, in one transaction."""
    player = Player(script)
    with transaction.atomic():
        for beat in script.until(until):
            player.do(beat)
        player.tidy()
    return player


def play_all(scripts: Iterable[Script], *, until: datetime) -> None:
    """Live several stories, one after another."""
    for script in scripts:
        play(script, until=until)
