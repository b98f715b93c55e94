"""Findings kept from one look to the next, so that a page reads them and asks nobody's record.

The whole of an authority is looked at once a day, and again when a rule changes; in between
whoever was written to since. A page looks anew at those who changed after the last look, so that
it says what a look at everybody would say.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sightline.access.authorities.models import Authority
from sightline.base.changed.queue import settle, take
from sightline.base.moments import now, today
from sightline.kernel.detectors import Finding, detectors
from sightline.oversight.drift.actions import keep, look_noted
from sightline.oversight.drift.models import FOLLOWER, Found, Looked
from sightline.oversight.drift.running import Alert, in_order, run
from sightline.record.spine.models import Step

EVERYTHING = 10_000_000
#: With more marks than these waiting, looking at everybody is as quick as looking at those, and is
#: left to the job.
MOST = 500
#: With more open work than this, the first look at everybody is left to the job too.
AT_ONCE = 5000


@dataclass(frozen=True)
class Standing:
    """What stands today, the gravest first, and when everybody was last looked at.

    `looked_at` is none where nobody was looked at yet; `caught_up` says whether everybody who was
    written to since was looked at again.
    """

    alerts: list[Alert]
    looked_at: datetime | None
    caught_up: bool = True


def rules() -> str:
    """Every detector with its version and its numbers, in one word."""
    said = "\n".join(detector.signed(detector.limits()) for detector in detectors)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def standing(authority: Authority) -> Standing:
    """What the detectors find about the children of an authority, as of the last look.

    Kept findings count for those of whom nothing was written since. After midnight yesterday's
    last until the first look of the day; where there are none, everybody is looked at, if they are
    few enough for whoever waits. What is left is for the job, and said.
    """
    recent = Looked.objects.filter(on__gte=today() - timedelta(days=1), rules=rules())
    look = recent.filter(authority=authority).first()
    # who changed is read before what was kept: a look that ends in between is the newer of the two
    marks = take("child", MOST + 1, FOLLOWER)
    if look is None:
        if Step.objects.open().filter(authority=authority)[AT_ONCE : AT_ONCE + 1].exists():
            return Standing([], None, caught_up=False)
        return Standing(_about_children(run(as_at=today(), authority=authority)), now())
    kept = Found.objects.filter(authority=authority).exclude(child__in=marks.subjects)
    alerts = [_told(row, authority.code) for row in kept]
    if marks.subjects:
        alerts += run(as_at=today(), authority=authority, children=marks.subjects)
    return Standing(in_order(alerts), look.looked_at, caught_up=len(marks.marks) <= MOST)


def refresh() -> int:
    """Look at those who were written to, and once a day at everybody; how many findings stand.

    Marks are taken before a record is read, so what changes meanwhile is looked at next time.
    """
    marks = take("child", EVERYTHING, FOLLOWER)
    for authority in Authority.objects.order_by("pk"):
        known = Looked.objects.filter(authority=authority, on=today(), rules=rules()).exists()
        some = marks.subjects if known and len(marks.subjects) <= MOST else None
        if some is None or some:
            alerts = run(as_at=today(), authority=authority, children=some)
            rows = [_row(authority, alert) for alert in _about_children(alerts)]
            keep(authority, rows, some, rules=rules())
        elif known:
            look_noted(authority)
    settle(marks)
    return Found.objects.count()


def _about_children(alerts: list[Alert]) -> list[Alert]:
    return [alert for alert in alerts if alert.finding.child is not None]


def _row(authority: Authority, alert: Alert) -> Found:
    found = alert.finding
    return Found(
        authority=authority, child_id=found.child, step_id=found.step, worker_id=alert.worker_id,
        team_id=alert.team_id, detector=found.detector, level=found.level, since=found.since,
        facts="\n".join(found.facts), told=",".join(found.told), rule=found.rule,
    )


def _told(row: Found, code: str) -> Alert:
    found = Finding(
        row.detector, row.child_id, row.step_id, code, row.level, row.since,
        tuple(row.facts.split("\n")) if row.facts else (),
        tuple(row.told.split(",")) if row.told else (), row.rule,
    )
    return Alert(found, row.worker_id, row.team_id)
