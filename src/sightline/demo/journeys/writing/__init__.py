"""The player that writes a script down at once, through the bulk recorder, as actions would have.

It gives the same steps, events, typed rows, tasks and clocks as living the script by its actions;
a test plays fifty children both ways and compares every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from sightline.access.audit.actions import Changed, changes
from sightline.demo.journeys.script import Beat, Script
from sightline.demo.journeys.writing.arriving import Arriving
from sightline.demo.journeys.writing.enquiring import Enquiring
from sightline.demo.journeys.writing.protecting import Protecting
from sightline.demo.journeys.writing.tasks import write_tasks
from sightline.demo.journeys.writing.telling import Child
from sightline.record.spine import bulk

if TYPE_CHECKING:
    from sightline.access.users.models import User

__all__ = ["Writer", "write"]

#: Families to a transaction.
FAMILIES = 60


class Writer(Arriving, Enquiring, Protecting):
    """Everything that an ordinary script may ask for, written down as plain data."""

    def do(self, beat: Beat) -> None:
        """Tell one beat."""
        verb: Callable[[Beat], None] | None = getattr(self, beat.verb, None)
        if verb is None:
            raise LookupError(f"{beat.verb!r} is lived by actions only; play this story instead.")
        verb(beat)


def tell(script: Script, *, until: datetime) -> list[Child]:
    """A family's story up to a moment, as histories ready to write."""
    writer = Writer(script)
    for beat in script.until(until):
        writer.do(beat)
    return writer.all


def write(
    scripts: Iterable[Script], *, until: datetime, by: User,
    told: Callable[[int], None] | None = None, families: int = FAMILIES,
) -> int:
    """Write down many stories, so many families to a transaction; returns how many events.

    `told` hears of the children written.
    """
    events, stream = 0, iter(scripts)
    while batch := list(islice(stream, families)):
        children = [child for script in batch for child in tell(script, until=until)]
        events += bulk.write((c.history for c in children), by=by, size=len(children))
        write_tasks(children)
        changes(user=by, rows=_audited(children), authority_id=children[0].history.authority_id)
        if told is not None:
            told(len(children))
    return events


def _audited(children: Iterable[Child]) -> Iterator[Changed]:
    for child in children:
        counted = {"events": len(child.history.happened), "steps": len(child.history.begun)}
        yield Changed("written", "child", child.person.pk, child.person.pk, payload=counted)
