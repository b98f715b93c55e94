"""Saying that an event mattered, or no longer does, and reading what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from sightline.base import worded
from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.timeline.models import Significance
from sightline.record.timeline.process import MARKED, SIGNIFICANT, TAKEN_OUT

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User

#: Days of open work after which a chronology that nobody has weighed is stale.
STALE_AFTER = 90
#: Days before a conference within which somebody has weighed what happened: local procedure.
BEFORE_CONFERENCE = 28


@dataclass(frozen=True, slots=True)
class Weighed:
    """The last word on an event: whether it is significant, why, in which words, and whose."""

    significant: bool
    reason: str
    sentence: str
    by: str


def mark(*, event: Event, by: User | None, reason: str, sentence: str = "") -> Event:
    """Mark an event as significant with a reason; a later mark takes the place of this one."""
    return _weigh(event, by, SIGNIFICANT, reason, sentence)


def take_out(*, event: Event, by: User | None, reason: str) -> Event:
    """Take an event out of the curated chronology with a reason; the event itself stays."""
    return _weigh(event, by, TAKEN_OUT, reason, "")


def _weigh(event: Event, by: User | None, outcome: str, reason: str, sentence: str) -> Event:
    if not reason.strip():
        raise RecordError("Say why: a chronology without reasons is a list of dates.")
    if not event.stands:
        raise RecordError("This was voided, so it is in no chronology. Weigh what replaced it.")
    if event.child is None or event.kind == MARKED:
        raise RecordError("Only what happened to a child is weighed for a chronology.")
    said = Significance(about=event, reason=reason.strip(), sentence=sentence.strip())
    return record(
        MARKED, by=by, on=today(), step=event.step, child=event.child, outcome=outcome,
        facts=[said],
    )


def last_weighed(child_id: int) -> date | None:
    """The day on which somebody last weighed an event of the child; none if nobody has."""
    found = Event.objects.standing().of(MARKED).filter(child_id=child_id)
    return found.order_by("-happened_on").values_list("happened_on", flat=True).first()


def is_stale(child_id: int, work_began: date | None, on: date | None = None) -> bool:
    """Whether nobody has weighed what happened for ninety days of open work: local procedure."""
    since = last_weighed(child_id) or work_began
    return since is not None and ((on or today()) - since).days > STALE_AFTER


def behind(last: date | None, for_on: date, on: date | None = None) -> bool:
    """Whether a conference is near for which nobody has brought the chronology up to date.

    It is near within the days in which the weighing is wanted, until it is held.
    """
    wanted_from = for_on - timedelta(days=BEFORE_CONFERENCE)
    return (on or today()) >= wanted_from and (last is None or last < wanted_from)


def marks(child_ids: Iterable[int]) -> QuerySet[Event]:
    """Every time that somebody weighed an event of these children."""
    rows: QuerySet[Event] = Event.objects.standing().of(MARKED).filter(
        child_id__in=list(child_ids)
    )
    return rows


def last_of(child_ids: Iterable[int]) -> dict[int, date]:
    """The day on which somebody last weighed an event of each of these children; one query."""
    latest = marks(child_ids).order_by().values("child_id").annotate(last=Max("happened_on"))
    return {row["child_id"]: row["last"] for row in latest}


def behind_words(last: date | None, for_on: date) -> str:
    """What is said of a chronology that is behind."""
    when = f"last on {day(last)}" if last is not None else "nobody has yet said what mattered"
    return (
        f"The chronology has not been brought up to date for the conference of {day(for_on)}: "
        f"{when}."
    )


def weighed(child_ids: Iterable[int]) -> dict[int, Weighed]:
    """What was last said of each event of these children; one query.

    A mark follows its event to the one that corrected it.
    """
    rows = worded.found("weighed", [list(child_ids)], _weighings)
    return {
        about: Weighed(outcome == SIGNIFICANT, reason, sentence, by or "")
        for about, outcome, reason, sentence, by in rows
    }


def _weighings(child_ids: Sequence[int]) -> QuerySet[Significance, Any]:
    newer = Event.objects.standing().filter(replaces=OuterRef("about_id")).order_by("-pk")
    return (
        Significance.objects.standing().filter(event__child_id__in=list(child_ids))
        .annotate(now_about=Coalesce(Subquery(newer.values("pk")[:1]), F("about_id")))
        .order_by("event__happened_on", "event__order", "event_id")
        .values_list(
            "now_about", "event__outcome", "reason", "sentence", "event__recorded_by__display_name"
        )
    )
