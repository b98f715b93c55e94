"""The needs that stand for a child: those that the newest page named which named any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sightline.record.identity.models import IdentityNeed

if TYPE_CHECKING:
    from django.db.models import Subquery

    from sightline.record.spine.models import Step


def named(
    child_ids: Iterable[int], *, voided: bool = False,
    beside: Mapping[str, Subquery] | None = None,
) -> dict[int, list[IdentityNeed]]:
    """Every need ever named of each child, in order; with `voided` those taken back too.

    `beside` is what else is read with each. One query.
    """
    rows = IdentityNeed.objects.filter(event__child_id__in=list(child_ids))
    rows = rows.annotate(**(beside or {}))
    if not voided:
        rows = rows.standing()
    found: dict[int, list[IdentityNeed]] = defaultdict(list)
    ordered = rows.exclude(text="").select_related("event")
    for row in ordered.order_by("event__happened_on", "event__order", "event_id", "pk"):
        if row.event.child_id is not None:
            found[row.event.child_id].append(row)
    return dict(found)


def newest(rows: Iterable[IdentityNeed]) -> list[IdentityNeed]:
    """Of a child's needs, in order, those of the last event: they take the place of the rest."""
    held = list(rows)
    return [row for row in held if row.event_id == held[-1].event_id]


def standing(child_id: int) -> list[IdentityNeed]:
    """What one child needs because of who they are, as it was last said."""
    return newest(named([child_id]).get(child_id, ()))


def of_step(step: Step) -> list[IdentityNeed]:
    """What one piece of work last said of it."""
    rows = IdentityNeed.objects.standing().filter(event__step=step).exclude(text="")
    ordered = rows.order_by("event__happened_on", "event__order", "event_id", "pk")
    return newest(ordered)


def again(rows: Iterable[IdentityNeed]) -> list[dict[str, str]]:
    """The answers of a page that is opened again, so that nothing is typed twice."""
    names = ("aspect", "text", "difference", "action")
    return [{name: getattr(row, name) for name in names if getattr(row, name)} for row in rows]
