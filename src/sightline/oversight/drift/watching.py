"""Where each detector has to look: the subjects that it might find something about.

A watch is a sieve in SQL, always at least as wide as the detector's own rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from sightline import law
from sightline.journey.contact.hidden import AFTERWARDS, CHORES
from sightline.journey.contact.process import ENDING
from sightline.kernel.register import Register
from sightline.oversight.drift.detectors.contact_held import CONTACT_HELD
from sightline.oversight.drift.detectors.discussion_short import DISCUSSION_SHORT, HELD, REASON
from sightline.oversight.drift.detectors.enquiry_still import ENQUIRY_STILL
from sightline.oversight.drift.detectors.night_untaken import (
    ACKNOWLEDGED,
    NIGHT_UNTAKEN,
    RECORDED,
)
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.oversight.drift.knowing import Looking
    from sightline.record.spine.models import Event
    from sightline.record.spine.querysets import EventQuerySet

#: Events of the subjects to be looked at.
Watch = Callable[["Looking"], "EventQuerySet[Event]"]

watches: Register[Watch] = Register("watch")


def contacts(looking: Looking) -> EventQuerySet[Event]:
    """Receipts of contacts undecided, reopened, or closed with anything to be seen behind them."""
    here = looking.events().filter(step=OuterRef("step"))
    settled = Q(kind__in=["contact.worker_decided"]) | Q(
        kind="contact.matched", outcome="known_child"
    ) | Q(kind="contact.decided") & ~Q(outcome__in=["passed_to_worker", *ENDING])
    ended = here.filter(kind="contact.decided", outcome__in=ENDING)
    again = here.filter(kind="contact.reopened")
    receipts = looking.events().of("contact.received").filter(source="")
    undecided = ~Exists(here.filter(settled)) & ~Exists(ended)
    behind = Exists(ended) & _anything_behind(looking)
    return receipts.filter(undecided | Exists(again) | behind)


def _anything_behind(looking: Looking) -> Any:
    """Work on the contact, or on the child alone, or a task that was ever given on it."""
    work = looking.events().exclude(kind__in=AFTERWARDS).exclude(pk=OuterRef("pk"))
    loose = Q(step=OuterRef("step")) | Q(step__isnull=True, child=OuterRef("child"))
    told = work.filter(loose, happened_on__gte=OuterRef("happened_on"))
    handed = looking.events().filter(kind="handover.sent", step=OuterRef("step"))
    tasks = Task.objects.filter(step=OuterRef("step")).exclude(source__in=CHORES)
    return Exists(told) | Exists(handed) | Exists(tasks)


def enquiries(looking: Looking) -> EventQuerySet[Event]:
    """Starts of enquiries that nobody has concluded."""
    concluded = looking.events().filter(kind="section47.concluded", step=OuterRef("step"))
    return looking.events().of("section47.started").filter(~Exists(concluded))


def discussions(looking: Looking) -> EventQuerySet[Event]:
    """Discussions held: those still counted, and those whose reason nobody has given."""
    reason = looking.events().filter(kind=REASON, step=OuterRef("step"))
    counted = DISCUSSION_SHORT.limits()["counted"]
    since = law.calendar().subtract(looking.on, counted + 1)
    held = looking.events().of(HELD).filter(source="")
    return held.filter(Q(happened_on__gte=since) | ~Exists(reason))


def nights(looking: Looking) -> EventQuerySet[Event]:
    """Out of hours episodes that nobody has acknowledged."""
    taken_up = looking.events().filter(kind=ACKNOWLEDGED, step=OuterRef("step"))
    return looking.events().of(RECORDED).filter(~Exists(taken_up), source="")


def declare() -> None:
    """Say where each detector looks."""
    watches.add(CONTACT_HELD.key, contacts)
    watches.add(NIGHT_UNTAKEN.key, nights)
    watches.add(ENQUIRY_STILL.key, enquiries)
    watches.add(DISCUSSION_SHORT.key, discussions)
