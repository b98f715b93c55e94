"""Each parent of a child: sent what was written, not to be sent it, or waiting for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sightline.people.relationships.keeping import concerns, limits_on
from sightline.record.documents.models import ForWhom, SentDocument
from sightline.record.documents.recipients import circle_of
from sightline.record.sharing.models import Answer, NotSent, Remark

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


@dataclass
class Shared:
    """One parent and one piece of work: what they have of it, and what keeps them from it."""

    person_id: int
    name: str
    role: str = ""
    responsible: bool = False
    sent: list[SentDocument] = field(default_factory=list)
    kept: NotSent | None = None
    limits: list[ContactLimit] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def sent_on(self) -> date | None:
        """The day on which they were first sent it."""
        return self.sent[0].event.happened_on if self.sent else None

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


def sharing_of(step: Step, reader: User, sent_by: str) -> list[Shared]:
    """Each parent with what they were sent by such an event, kept from, said and answered."""
    found = {one.person_id: one for one in parents(step, reader)}
    sent = SentDocument.objects.standing().filter(event__step=step, event__kind=sent_by)
    for row in sent.select_related("event").order_by("event__happened_on", "pk"):
        if row.recipient_id in found:
            found[row.recipient_id].sent.append(row)
    for kept in NotSent.objects.standing().filter(event__step=step).order_by("pk"):
        if kept.person_id in found:
            found[kept.person_id].kept = kept
    remarks = Remark.objects.standing().filter(event__step=step, person__in=found)
    said = {}
    for remark in remarks.select_related("event", "person").order_by("event__happened_on", "pk"):
        said[remark.pk] = Said(remark, remark.event.outcome)
        found[remark.person_id].said.append(said[remark.pk])
    answers = Answer.objects.standing().filter(remark__in=said).select_related("event")
    for row in answers.order_by("event__happened_on", "pk"):
        said[row.remark_id].answers.append(row)
    return list(found.values())


def waiting(step: Step, reader: User) -> list[Shared]:
    """The parents who were neither sent what was written nor is it kept from them."""
    known = parents(step, reader)
    sent = SentDocument.objects.standing().filter(event__step=step)
    kept = NotSent.objects.standing().filter(event__step=step)
    done = {
        *sent.values_list("recipient_id", flat=True), *kept.values_list("person_id", flat=True)
    }
    return [one for one in known if one.person_id not in done]
