"""What follows when the record changes: parts that keep a cache or a list in step with events.

A room of this floor says which kinds of event it follows. It is called inside the writing
transaction, with the children's rows held, after the clocks have been settled; it brings its own
rows in line with what now stands and never records an event of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sightline.kernel.register import Register, processes
from sightline.record.spine.lifecycle import matches
from sightline.record.spine.models import Event


@dataclass(frozen=True, slots=True)
class Follower:
    """A part that follows events: of the kinds named, and on request all that open or close."""

    then: Callable[[Sequence[Event]], None]
    kinds: frozenset[str] = frozenset()
    turning: bool = False

    def concerns(self, event: Event) -> bool:
        """Whether this part has to hear of the event."""
        return event.kind in self.kinds or (self.turning and turns(event))


followers: Register[Follower] = Register("follower")


def turns(event: Event) -> bool:
    """Whether the event opens, closes or reopens the step that it stands on."""
    process_key, _, key = event.kind.partition(".")
    process = processes[process_key]
    return (
        key in process.opens
        or matches(process.closes, key, event.outcome)
        or matches(process.reopens, key, event.outcome)
    )


def follow(events: Iterable[Event]) -> None:
    """Tell every part of the events that concern it: recorded, voided or put in their place."""
    found = list(events)
    for follower in followers:
        concerned = [event for event in found if follower.concerns(event)]
        if concerned:
            follower.then(concerned)
