"""Recording a decision with its reasons, and publishing a threshold document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.access.audit import change as audit_change
from sightline.base.moments import now, today
from sightline.record.decisions.models import Decision, ThresholdFramework, ThresholdLevel
from sightline.record.decisions.thresholds import FOUR_LEVELS, Level, framework_on
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.beside import step_beside
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Occasion, Step


def decision_facts(
    *, authority_id: int, on: date, rationale: str = "", level: str = "",
    made_by: Worker | None = None, made_by_name: str = "", role: str = "",
) -> Decision:
    """An unsaved decision that cites the threshold document in force on the day.

    Whoever decided is recorded as given; a level not in the document is kept as it was said.
    """
    version = framework_on(authority_id, on).version if level else ""
    return Decision(
        made_by=made_by, made_by_name=made_by_name, role=role or _role(made_by),
        rationale=rationale, threshold_level=level, threshold_version=version,
    )


def _role(worker: Worker | None) -> str:
    return worker.role_title if worker is not None else ""


def record_decision(
    *, by: User | None, on: date, about: str, rationale: str, children: Sequence[Person],
    at: time | None = None, step: Step | None = None, made_by: Worker | None = None,
    made_by_name: str = "", role: str = "", level: str = "",
) -> Occasion:
    """Record a decision that no other page records, for every child it is about."""
    parts = []
    for child in children:
        facts = decision_facts(
            authority_id=child.authority_id, on=on, rationale=rationale, level=level,
            made_by=made_by, made_by_name=made_by_name, role=role,
        )
        parts.append(
            Part(child=child, step=step_beside(step, child.pk), outcome=about, facts=[facts])
        )
    return record_occasion("decision.recorded", by=by, on=on, at=at, parts=parts)


def record_from_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User | None,
) -> Occasion:
    """Record the decision that the page describes; a decider not named is whoever writes it."""
    event = values.get("event", {})
    row = (values.get("rows", {}).get("decisions.Decision") or [{}])[0]
    offered = Decision(**row)
    made_by = offered.made_by
    if made_by is None and not offered.made_by_name:
        made_by = getattr(by, "worker", None)
    return record_decision(
        by=by, on=event.get("on") or today(), at=event.get("time"),
        about=event.get("outcome") or "", rationale=offered.rationale,
        children=list(children) or ([child] if child is not None else []), step=step,
        made_by=made_by, made_by_name=offered.made_by_name, role=offered.role,
        level=offered.threshold_level,
    )


def publish_framework(
    *, authority: Authority, version: str, since_on: date, by: User | None,
    levels: Sequence[Level] = FOUR_LEVELS.levels, title: str = "Threshold document",
) -> ThresholdFramework:
    """Put a new version of the threshold document in use from a day; the last one ends then.

    Earlier decisions go on citing the version of their own day.
    """
    standing = ThresholdFramework.objects.filter(authority=authority, until_on__isnull=True)
    with transaction.atomic():
        last = standing.select_for_update().first()
        if last is not None and last.since_on >= since_on:
            raise RecordError(
                f"{last.title} {last.version} has been in use since "
                f"{last.since_on:%-d %B %Y}. A new version begins after that day."
            )
        if ThresholdFramework.objects.filter(authority=authority, version=version).exists():
            raise RecordError(
                f"There is a version called {version} already. Give this one another name."
            )
        standing.update(until_on=since_on)
        new = ThresholdFramework.objects.create(
            authority=authority, version=version, title=title, since_on=since_on,
            recorded_at=now(), recorded_by=by,
        )
        ThresholdLevel.objects.bulk_create(
            ThresholdLevel(framework=new, code=level.code, name=level.name, words=level.words)
            for level in levels
        )
        audit_change(
            user=by, action="published", kind="threshold_framework", ident=new.pk,
            authority_id=authority.pk, payload={"version": version, "since": since_on.isoformat()},
        )
    return new
