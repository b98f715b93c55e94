"""Work that comes round again: declared by the rooms that need it, run once by whoever claims it.

One-off work ("make this pack in the background") is an ordinary django-tasks task; this is the
recurring schedule which that library does not have.
"""

import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from sightline.base import moments
from sightline.base.jobs.models import DueTask
from sightline.kernel.register import Register

log = logging.getLogger(__name__)

#: A claim older than this belonged to a runner that died.
LOST_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A piece of work and how often it is due; it must be safe to run again from the start."""

    key: str
    every: timedelta
    work: Callable[[], object]


recurring_work: Register[Recurring] = Register("recurring job")


def recurring(key: str, *, every: timedelta, work: Callable[[], object]) -> Recurring:
    """Declare recurring work, in `apps.ready()`."""
    return recurring_work.add(key, Recurring(key, every, work))


def tick(now: datetime | None = None) -> list[str]:
    """Run whatever is due, one after another; the keys of what this runner ran."""
    now = now or moments.now()
    _enrol(now)
    ran = []
    for job in recurring_work:
        if _claim(job, now):
            _run(job)
            ran.append(job.key)
    return ran


def _enrol(now: datetime) -> None:
    known = set(DueTask.objects.values_list("key", flat=True))
    new = [DueTask(key=job.key, run_at=now) for job in recurring_work if job.key not in known]
    DueTask.objects.bulk_create(new, ignore_conflicts=True)


def _claim(job: Recurring, now: datetime) -> bool:
    """Take the job if it is due and nobody living holds it: one statement, so one winner."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LOST_AFTER)
    claimed = DueTask.objects.filter(free, key=job.key, run_at__lte=now).update(
        claimed_at=now, claimed_by=f"{socket.gethostname()}:{os.getpid()}"[:120]
    )
    return claimed == 1


def _run(job: Recurring) -> None:
    fault = ""
    try:
        job.work()
    except Exception as wrong:  # noqa: BLE001  one job's fault must not stop the others
        # the kind of fault alone: its words may name a person
        fault = type(wrong).__name__
        log.error("recurring job %s failed: %s", job.key, fault)
    finished = moments.now()
    DueTask.objects.filter(key=job.key).update(
        run_at=finished + job.every,
        claimed_at=None,
        claimed_by=None,
        finished_at=finished,
        fault=fault,
    )
