"""Guesses at one name from many addresses are slowed, and never shut out whoever has the name.

A name is locked only together with an address (django-axes): otherwise anybody who knows a name
could keep its owner from the record. Guessing from ever new addresses would then be free; so after
a few wrong passwords of late each further try at that name waits a little. Whoever signed in from
their address before does not wait: else a stranger who goes on guessing would hold every turn, and
keep the owner of the name out all the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import BoundedSemaphore

from axes.models import AccessAttempt, AccessLog
from django.db.models import Sum

from sightline.base import moments

#: As many as from one address before that address waits.
FREE = 6
SLOWEST = 2.0
LATELY = timedelta(minutes=30)
#: For how long an address from which somebody signed in is theirs.
KNOWN_FOR = timedelta(days=90)
#: In one process: whoever guesses must not hold the threads on which everybody else is served.
_waiting = BoundedSemaphore(2)


def pause(name: str) -> float:
    """Seconds that the next try at a name waits: none at first, growing to two."""
    attempts = AccessAttempt.objects.filter(
        username=name, attempt_time__gte=moments.now() - LATELY
    )
    wrong = attempts.aggregate(wrong=Sum("failures_since_start"))["wrong"] or 0
    return min(SLOWEST, max(0, wrong - FREE) * 0.25)


def known_here(name: str, address: str | None) -> bool:
    """Whether whoever has this name signed in from this address of late."""
    if address is None:
        return False
    return AccessLog.objects.filter(
        username__iexact=name, ip_address=address, attempt_time__gte=moments.now() - KNOWN_FOR
    ).exists()


@contextmanager
def in_turn(name: str, address: str | None = None) -> Iterator[bool]:
    """Wait as long as the name asks for; false when too many wait already."""
    seconds = pause(name) if name else 0
    if not seconds or known_here(name, address):
        yield True
    elif _waiting.acquire(blocking=False):
        try:
            time.sleep(seconds)
            yield True
        finally:
            _waiting.release()
    else:
        yield False
