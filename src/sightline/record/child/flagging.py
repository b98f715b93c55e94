"""What of this floor and of the people beneath it flags a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.people.persons.models import Flag as Raised
from sightline.people.persons.models import Hazard
from sightline.people.restriction.models import Restriction
from sightline.record.child.flags import Flag, Row, Source, declare
from sightline.record.situation.models import Situation, Where

#: The one kind of event that says where a child is.
WRITTEN = "situation.written"


def _on(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _review(text: str) -> str:
    """By when somebody looks at it again; said plainly when that day has gone by."""
    on = _on(text)
    if on is None:
        return "no review date"
    return f"to be reviewed by {day(on)}" if on >= today() else f"review was due {day(on)}"


def _restricted(ids: Sequence[int]) -> Any:
    return Restriction.objects.filter(person_id__in=ids, until_on__isnull=True)


def _restriction(row: Row) -> Flag:
    sealed = row["level"] == Restriction.Level.SEALED
    return Flag(
        "Sealed record" if sealed else "Restricted record", "the restriction",
        detail="Speak of it to nobody who may not open it.", since_on=_on(row["since_on"]),
    )


def _hazards(ids: Sequence[int]) -> Any:
    return Hazard.objects.standing().in_force(today()).filter(person_id__in=ids)


def _hazard(row: Row) -> Flag:
    if row["told_on"]:
        known = f"Person told on {day(_on(row['told_on']))}."
    elif row["not_told_because"]:
        known = f"Person not told: {row['not_told_because'].rstrip('.')}."
    else:
        known = "Not yet said whether the person was told."
    return Flag(
        f"Hazard: {_lower(str(Hazard.Kind(row['kind']).label))}", "the child’s details",
        detail=f"{row['detail'].rstrip('.')}. {known}", since_on=_on(row["since_on"]),
        ends=_review(row["review_on"]), href=reverse("person", args=[row["child"]]) + "#s-hazard",
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _missing(ids: Sequence[int]) -> Any:
    """What was last written of children, where that was that nobody knew where they were."""
    # the kind is said, or every event of a long story would be looked behind
    written = Situation.objects.standing().filter(event__kind=WRITTEN)
    later = written.filter(event__child=OuterRef("event__child")).filter(
        Q(event__happened_on__gt=OuterRef("event__happened_on"))
        | Q(event__happened_on=OuterRef("event__happened_on"),
            event__order__gt=OuterRef("event__order"))
    )
    return written.filter(~Exists(later), where_is=Where.MISSING, event__child_id__in=ids)


def _is_missing(row: Row) -> Flag:
    return Flag(
        "Missing", "the situation as last written", detail=row["where_words"],
        since_on=_on(row["event__happened_on"]),
        href=reverse("pages:event", args=[row["child"], row["event_id"]]),
    )


def _raised(ids: Sequence[int]) -> Any:
    return Raised.objects.standing().in_force(today()).filter(person_id__in=ids)


def _flag(row: Row) -> Flag:
    told = f" Told by {row['told_by'].rstrip('.')}." if row["told_by"] else ""
    until = _on(row["until_on"])
    return Flag(
        str(Raised.Kind(row["kind"]).label), "the child’s details", tone="orange",
        detail=f"{row['detail'].rstrip('.')}.{told}", since_on=_on(row["since_on"]),
        ends=f"until {day(until)}" if until else _review(row["review_on"]),
        href=reverse("person", args=[row["child"]]) + "#s-flag", audience=row["audience"],
    )


def declare_all() -> None:
    """Put these in the register, in the order in which a reader wants them."""
    declare(Source("restriction", _restricted, ("level", "since_on"), _restriction,
                   "person_id", place=1, outlives=True))
    declare(Source("missing", _missing, ("event_id", "where_words", "event__happened_on"),
                   _is_missing, "event__child_id", place=3))
    declare(Source("hazard", _hazards, ("kind", "detail", "told_on", "not_told_because",
                                        "review_on", "since_on"),
                   _hazard, "person_id", place=5, outlives=True))
    declare(Source("raised", _raised, ("kind", "detail", "told_by", "audience", "review_on",
                                       "since_on", "until_on"),
                   _flag, "person_id", place=6))
