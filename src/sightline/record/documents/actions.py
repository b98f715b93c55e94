"""Recording a document as sent, with its exact bytes, and sharing one part on purpose."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change
from sightline.base.documents import html, pdf
from sightline.record.documents import plain_words
from sightline.record.documents.models import Copy, SentDocument, SharedPart, Way
from sightline.record.documents.parts import Nature
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.documents.composing import Made
    from sightline.record.documents.parts import Left
    from sightline.record.spine.models import Event


def record_sent(*, made: Made, way: str, by: User, on: date) -> Event:
    """Record that the document went to its recipient, and keep the bytes that went.

    The event is the one that stops the duty to send, where a process has one; a gate on it may
    hold the sending back, and nothing is then recorded.
    """
    if way not in Way.values:
        raise RecordError("Say how it was sent.")
    if made.empty:
        raise RecordError("There is nothing in this document for this recipient: do not send it.")
    printed, screen = pdf(made.document), str(html(made.document))
    asked, to = made.asked, made.asked.to
    sending = made.kind.sends(asked)
    sent = SentDocument(
        document=made.kind.key, title=made.document.title, for_whom=to.kind,
        recipient_id=to.person_id, recipient_name=to.name[:160], recipient_role=to.role[:160],
        way=way, large=made.document.large, easy=made.document.easy,
        digest=hashlib.sha256(printed).hexdigest(),
        left_out="\n".join(f"{_named(left)}: {left.why}" for left in made.judged.left),
    )
    with transaction.atomic():
        event = record(
            sending.event, by=by, on=on, outcome=sending.outcome, step=asked.step,
            child=None if asked.step is not None else asked.child, facts=[*sending.facts, sent],
        )
        Copy.objects.create(sent=sent, html=screen, pdf=printed)
        change(
            user=by, action="document_sent", kind="sent_document", ident=sent.pk,
            authority_id=event.authority_id, child_id=asked.child.pk,
            payload={"document": sent.document, "to": to.key, "digest": sent.digest},
        )
        _spoken_of(made, sent, event, by)
        if sending.then is not None:
            sending.then(event)
        if made.document.easy:
            plain_words.finish(made.kind, asked, event)
    return event


def _spoken_of(made: Made, sent: SentDocument, event: Event, by: User) -> None:
    """Their record is spoken of in somebody's hands, so their trail says so."""
    for named in made.named:
        change(
            user=by, action="named_in_document", kind="sent_document", ident=sent.pk,
            authority_id=event.authority_id, child_id=named.child_id,
            payload={"document": sent.document, "to": made.asked.to.key},
        )


def _named(left: Left) -> str:
    """A part that was left out, as this child's record may name it: never by another child."""
    return "Another child's part" if left.part.nature is Nature.OTHER_CHILD else left.part.title


def share_part(*, made: Made, left: Left, reason: str, by: User, on: date) -> Event:
    """Give one part that is left out to this recipient all the same, for a reason."""
    if not left.may_share:
        raise RecordError(f"This cannot be shared in a document. {left.why}.")
    if not reason.strip():
        raise RecordError("Say why it is shared: the reason is kept with the record.")
    asked = made.asked
    row = SharedPart(
        document=made.kind.key, part=left.part.key, title=_named(left)[:200],
        withheld_because=left.why[:300], recipient_key=asked.to.key[:200],
        recipient_name=asked.to.name[:160], reason=reason.strip(),
    )
    with transaction.atomic():
        event = record(
            "document.part_shared", by=by, on=on, step=asked.step,
            child=None if asked.step is not None else asked.child, facts=[row],
        )
        change(
            user=by, action="part_shared", kind="shared_part", ident=row.pk,
            authority_id=event.authority_id, child_id=asked.child.pk, reason=reason.strip(),
            payload={"document": row.document, "part": row.part, "to": row.recipient_key},
        )
        if left.part.nature is Nature.OTHER_CHILD:
            # it is that child's record that is given away, so that child's trail says so
            change(
                user=by, action="part_shared", kind="shared_part", ident=row.pk,
                authority_id=event.authority_id, child_id=left.part.whose, reason=reason.strip(),
                payload={"document": row.document, "to": row.recipient_key},
            )
    return event
