"""The index follows the record: what stands is found, and what is voided is found no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sightline.record.search.actions import bring_in_line
from sightline.record.spine.following import Follower, followers

if TYPE_CHECKING:
    from sightline.record.spine.models import Event


class WordsFollower(Follower):
    """Hears of every event of a child: any of them may have words."""

    def concerns(self, event: Event) -> bool:
        """Whether somebody's record now reads otherwise."""
        return event.child_id is not None


def after(events: Sequence[Event]) -> None:
    """Find these events by their words, or no more when they have been voided or replaced."""
    bring_in_line(events=events)


def declare() -> None:
    """Follow the record."""
    followers.add("search", WordsFollower(after))
