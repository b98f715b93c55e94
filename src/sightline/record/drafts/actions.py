"""Drafts saved, found again, forked when two people type at once, and finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from sightline.base.forms import PageForm
from sightline.base.moments import now
from sightline.kernel.register import processes
from sightline.record.drafts.models import Draft

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

Typed = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved draft; `theirs` is set when somebody else had saved the page in between.

    Then both are kept: theirs where it was, and ours beside it as a draft of its own.
    """

    draft: Draft
    theirs: Draft | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft belongs: a page of a process, on a step or about a child."""

    process: str
    page: str
    authority: Authority
    step: Step | None = None
    child: Person | None = None


def _standing(place: Place, by: User | None) -> QuerySet[Draft]:
    drafts = Draft.objects.open().filter(process=place.process, page=place.page)
    if place.step is not None:
        return drafts.filter(step=place.step)
    drafts = drafts.filter(step__isnull=True, started_by=by)
    return drafts.filter(child=place.child)


def standing(place: Place, by: User | None) -> Draft | None:
    """The unfinished draft to go on with: one's own newest, else the newest of anybody."""
    drafts = list(_standing(place, by).order_by("-saved_at", "-pk")[:20])
    own = [d for d in drafts if by is not None and d.saved_by_id == by.pk]
    return next(iter(own or drafts), None)


def save(
    place: Place, *, typed: Typed, by: User | None, draft_id: int | None = None,
    version: int | None = None,
) -> Saved:
    """Keep what has been typed. Never refuses: where two people type at once, both are kept."""
    data = {name: list(values) for name, values in typed.items()}
    with transaction.atomic():
        found = _going_on(_standing(place, by).select_for_update(), by, draft_id, version)
        if found is not None and version == found.version:
            found.data, found.saved_at, found.saved_by = data, now(), by
            found.version += 1
            found.save(update_fields=["data", "saved_at", "saved_by", "version"])
            return Saved(found)
        new = Draft.objects.create(
            process=place.process, page=place.page, step=place.step, child=place.child,
            authority=place.authority, data=data, started_at=now(), started_by=by,
            saved_at=now(), saved_by=by,
        )
    return Saved(new, theirs=found)


def _going_on(
    drafts: QuerySet[Draft], by: User | None, draft_id: int | None, version: int | None
) -> Draft | None:
    """The draft that is being gone on with: the one named, else one's own since the page opened."""
    if draft_id is not None:
        return drafts.filter(pk=draft_id).first()
    if version is not None:
        return drafts.filter(saved_by=by).order_by("-saved_at").first()
    return None


def claim(draft: Draft) -> bool:
    """Hold a draft while it is handed in; false when it has been handed in already.

    Two clicks on one button must not record a thing twice. The caller holds the transaction.
    """
    held = Draft.objects.open().select_for_update().filter(pk=draft.pk)
    return bool(list(held.values_list("pk", flat=True)))


def finish(draft: Draft, *, became: Event | None = None) -> None:
    """Close a draft, because it was recorded (`became`) or set aside by its author."""
    draft.finished_at, draft.became = now(), became
    draft.save(update_fields=["finished_at", "became"])


def keep_led(*, step: Step, page: str, values: Mapping[str, Any], by: User | None) -> None:
    """Keep the first draft of a step that another led to, filled with what is already known.

    `values` has the shape of `PageForm.values()`.
    """
    process = processes[step.process]
    declared = process.page(page)
    form = PageForm(declared, process.event(declared.event), initial=dict(values))
    save(Place(step.process, page, step.authority, step=step), typed=form.to_draft(), by=by)


def of_step(step_id: int) -> QuerySet[Draft]:
    """The unfinished drafts on a step, newest first."""
    return (
        Draft.objects.open().filter(step_id=step_id).select_related("saved_by")
        .order_by("-saved_at")
    )


def mine(by: User) -> QuerySet[Draft]:
    """A person's own unfinished drafts, oldest first."""
    return (
        Draft.objects.open().filter(saved_by=by).select_related("child", "step__child")
        .order_by("saved_at")
    )
