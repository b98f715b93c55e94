"""Each parent of a child: sent what was written, not to be sent it, or waiting for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline.people.relationships.keeping import concerns, limits_on
from sightline.record.documents.models import ForWhom, SentDocument
from sightline.record.documents.recipients import circle_of
from sightline.record.sharing.kinds import clocks_owed, owed
from sightline.record.sharing.models import Answer, NotSent, Remark
from sightline.record.spine.models import Clock, Event

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.relationships.models import ContactLimit
    from sightline.record.spine.models import Step


@dataclass
class Said:
    """What a parent said, and what they were answered."""

    remark: Remark
    wish: str
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Copy:
    """One copy that a parent was sent, and the day on which that version was finished."""

    row: SentDocument
    version_on: date | None


@dataclass
class Shared:
    """One parent and one piece of work: what they have of it, and what keeps them from it."""

    person_id: int
    name: str
    role: str = ""
    responsible: bool = False
    #: copies of the version that stands, and of those before it
    sent: list[Copy] = field(default_factory=list)
    before: list[Copy] = field(default_factory=list)
    kept: NotSent | None = None
    limits: list[ContactLimit] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def sent_on(self) -> date | None:
        """The day on which they were first sent the version that stands."""
        return self.sent[0].row.event.happened_on if self.sent else None

    @property
    def waits(self) -> bool:
        """Whether they were neither sent it nor is it kept from them."""
        return not self.sent and self.kept is None


def parents(step: Step, reader: User) -> list[Shared]:
    """The parents, and those with parental responsibility, of whom this reader may know."""
    child = step.child
    assert child is not None
    circle = circle_of(child, reader)
    # a limit that protects somebody of whom the reader may not know is not told here
    limits = limits_on([child.pk, *(one.other.id for one in circle.near)])
    return [
        Shared(
            to.person_id, to.name, to.role, to.person_id in circle.responsible_ids,
            limits=[row for row in limits if concerns(row, to.person_id, to.name)],
        )
        for to in circle.options() if to.kind == ForWhom.PARENT and to.person_id is not None
    ]


def _versions(step: Step) -> list[Event]:
    """Every event that finished a version of what is owed of the child, as they happened.

    Those of earlier work of the same kind are earlier versions.
    """
    kind = owed.get(step.process)
    if kind is None or not kind.finished:
        return []
    rows = Event.objects.standing().of(*kind.finished).filter(child_id=step.child_id)
    return list(rows.in_order())


def _place(event: Event) -> tuple[date, int]:
    return event.happened_on, event.pk


def _version(row: Event, versions: list[Event]) -> Event | None:
    """The version that stood when something was sent or kept: the last finished before it."""
    own = [one for one in versions if one.step_id == row.step_id and _place(one) < _place(row)]
    return own[-1] if own else None


def _newest(step: Step, versions: list[Event]) -> Event | None:
    own = [one for one in versions if one.step_id == step.pk]
    return own[-1] if own else None


def sharing_of(step: Step, reader: User, sent_by: str) -> list[Shared]:
    """Each parent with what they were sent by such an event, kept from, said and answered."""
    found = {one.person_id: one for one in parents(step, reader)}
    versions = _versions(step)
    newest = _newest(step, versions)
    sent = SentDocument.objects.standing().filter(
        event__child_id=step.child_id, event__kind=sent_by, recipient__in=found
    )
    for row in sent.select_related("event").order_by("event__happened_on", "pk"):
        assert row.recipient_id is not None
        one, version = found[row.recipient_id], _version(row.event, versions)
        held = Copy(row, version.happened_on if version is not None else None)
        current = row.event.step_id == step.pk and version == newest
        (one.sent if current else one.before).append(held)
    for kept in NotSent.objects.standing().filter(
        event__step=step, person__in=found
    ).select_related("event").order_by("pk"):
        if _version(kept.event, versions) == newest:
            found[kept.person_id].kept = kept
    _remarks(step, found)
    return list(found.values())


def _remarks(step: Step, found: dict[int, Shared]) -> None:
    """Put what each said, and was answered, with them."""
    remarks = Remark.objects.standing().filter(event__step=step, person__in=found)
    said = {}
    for remark in remarks.select_related("event", "person").order_by("event__happened_on", "pk"):
        said[remark.pk] = Said(remark, remark.event.outcome)
        found[remark.person_id].said.append(said[remark.pk])
    answers = Answer.objects.standing().filter(remark__in=said).select_related("event")
    for row in answers.order_by("event__happened_on", "pk"):
        said[row.remark_id].answers.append(row)


def waiting(step: Step, reader: User) -> list[Shared]:
    """The parents who were neither sent the newest version of it nor is that kept from them."""
    known, versions = parents(step, reader), _versions(step)
    newest = _newest(step, versions)
    sent = SentDocument.objects.standing().filter(event__step=step).select_related("event")
    kept = NotSent.objects.standing().filter(event__step=step).select_related("event")
    done = {
        *(row.recipient_id for row in sent if _version(row.event, versions) == newest),
        *(row.person_id for row in kept if _version(row.event, versions) == newest),
    }
    return [one for one in known if one.person_id not in done]


def owed_steps() -> Q:
    """Closed work of which something is still owed to parents; open work is on its own lists."""
    running = Clock.objects.filter(key__in=clocks_owed(), state=Clock.State.RUNNING)
    return Q(closed_on__isnull=False, pk__in=running.values("step_id"))
