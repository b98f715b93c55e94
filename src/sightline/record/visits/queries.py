"""When a child was last seen, which visits failed, and what a visit's record still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet, Value
from django.db.models.functions import Concat

from sightline.base import worded
from sightline.base.components.words import day
from sightline.record.spine.models import Event, Occasion
from sightline.record.visits.models import ChildPart, Sighting, Visit, WhyNot

#: Outcomes of a visit at which the child (or, before birth, the mother) was seen by anyone.
SEEN = (
    "child_seen", "child_seen_alone", "child_seen_by_other", "mother_seen", "mother_seen_by_other",
)


def visits_of(child_id: int) -> QuerySet[Event]:
    """A child's standing visits, failed ones too, newest first."""
    return (
        Event.objects.standing().of("visit.made").filter(child_id=child_id)
        .order_by("-happened_on", "-order", "-pk")
    )


def _latest(child_ids: Iterable[int], what: str, holds: Q) -> dict[int, date]:
    def question(ids: Sequence[int]) -> QuerySet[Event, Any]:
        return _last_days(ids, holds)

    asked = list(child_ids)
    return dict(worded.found(what, [asked], question)) if asked else {}


def _last_days(child_ids: Sequence[int], holds: Q) -> QuerySet[Event, Any]:
    # by the child, in no order and with the kind put together: otherwise a database may choose
    # to read every visit of a county by its day
    return (
        Event.objects.standing().about(child_ids).alias(said=Concat("kind", Value("")))
        .filter(holds, said="visit.made").order_by()
        .values("child_id").annotate(last=Max("happened_on")).values_list("child_id", "last")
    )


def last_seen(child_ids: Iterable[int]) -> dict[int, date]:
    """The day on which each child was last seen by anyone; a child never seen is left out."""
    return _latest(child_ids, "seen", Q(outcome__in=SEEN))


def last_seen_alone(child_ids: Iterable[int]) -> dict[int, date]:
    """The day on which each child was last seen alone, by anyone."""
    alone = ChildPart.objects.standing().filter(seen=Sighting.SEEN_ALONE).values("event_id")
    return _latest(child_ids, "seen alone", Q(pk__in=alone, outcome__in=SEEN))


@dataclass(frozen=True, slots=True)
class Failed:
    """A visit at which a child was not seen, and why."""

    event_id: int
    on: date
    why: str


def failed_since_seen(child_id: int) -> list[Failed]:
    """The visits since the child was last seen that did not see the child, oldest first."""
    visits = visits_of(child_id)
    seen = visits.filter(outcome__in=SEEN).first()
    failed = visits.filter(outcome="not_seen")
    if seen is not None:
        failed = failed.filter(
            Q(happened_on__gt=seen.happened_on)
            | Q(happened_on=seen.happened_on, order__gt=seen.order)
        )
    found = list(failed)[::-1]
    parts = {part.event_id: part for part in ChildPart.objects.filter(event__in=found)}
    return [Failed(e.pk, e.happened_on, _why(parts.get(e.pk))) for e in found]


def _why(part: ChildPart | None) -> str:
    if part is None or not (part.why_not or part.why_not_words):
        return "no reason was recorded"
    if part.why_not in ("", WhyNot.OTHER):
        return part.why_not_words or "another reason"
    label = str(WhyNot(part.why_not).label)
    return label[0].lower() + label[1:]


def seen_in_words(child_id: int) -> str:
    """One line for the child's page: last seen when, and the failed visits since."""
    seen, alone = last_seen([child_id]).get(child_id), last_seen_alone([child_id]).get(child_id)
    if seen is None:
        said = "Not yet seen at a visit."
    elif alone == seen:
        said = f"Last seen on {day(seen)}, alone."
    elif alone is None:
        said = f"Last seen on {day(seen)}; never seen alone at a visit."
    else:
        said = f"Last seen on {day(seen)}; last seen alone on {day(alone)}."
    failed = failed_since_seen(child_id)
    if not failed:
        return said
    count = "1 visit" if len(failed) == 1 else f"{len(failed)} visits"
    each = "; ".join(f"{day(f.on)}, {f.why}" for f in failed)
    return f"{said} {count} since then did not see the child: {each}."


def _missing_shared(visit: Visit | None) -> list[str]:
    if visit is None:
        return ["where the visit was", "what the visit was for", "who made the visit"]
    wanted = {
        "where the visit was": visit.place,
        "what the visit was for": visit.purpose.strip(),
        "who made the visit": visit.visited_by_id or visit.visited_by_name,
        "what happened": visit.summary.strip(),
    }
    return [words for words, answer in wanted.items() if not answer]


def _missing_part(part: ChildPart | None, name: str, outcome: str) -> list[str]:
    seen = part.seen if part is not None else ""
    if part is None or not seen:
        return [f"whether {name} was seen"]
    found = []
    if seen == Sighting.NOT_SEEN and not (part.why_not or part.why_not_words.strip()):
        found.append(f"why {name} was not seen")
    if outcome.startswith("child_seen") and seen == Sighting.SEEN and not part.why_not_alone:
        found.append(f"why {name} was not seen alone")
    if not part.analysis.strip():
        found.append(f"what the visit means for {name}")
    return found


def missing(occasion: Occasion) -> list[str]:
    """What the record of a visit still lacks, in words; it was saved all the same."""
    found = _missing_shared(Visit.objects.filter(occasion=occasion).first())
    events = occasion.parts.standing().select_related("child").order_by("pk")
    parts = {part.event_id: part for part in ChildPart.objects.filter(event__in=events)}
    for event in events:
        name = event.child.display_name if event.child is not None else "the child"
        found += _missing_part(parts.get(event.pk), name, event.outcome)
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """How many of a worker's visits were written up with a purpose and an analysis."""

    visits: int
    without_purpose: int
    without_analysis: int


def written_by(worker_id: int, since: date, until: date) -> Written:
    """How one worker's visits of a period were written up, child by child."""
    mine = Visit.objects.standing().filter(
        visited_by_id=worker_id, occasion__happened_on__range=(since, until)
    )
    parts = ChildPart.objects.standing().filter(event__occasion_id__in=mine.values("occasion_id"))
    return Written(
        visits=mine.count(), without_purpose=mine.filter(purpose="").count(),
        without_analysis=parts.filter(analysis="").count(),
    )
