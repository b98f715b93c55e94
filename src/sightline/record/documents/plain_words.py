"""What was typed in the record, said again in plain words for one recipient's Easy Read copy.

They are kept as a draft of that copy: found again whoever goes on, finished when it is sent, and
still there when the same passage is sent to the same person another time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.record.documents.kinds import Asked, DocumentKind, kinds
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User
    from sightline.record.spine.models import Event

PROCESS, PAGE = "document", "plain_words"
#: Where a draft keeps the link that leads back to its page, and before what each passage stands.
LINK, OF = "for", "of-"


@dataclass
class PlainWords:
    """The plain words of one copy, and what else was written for the same passages."""

    words: dict[str, str] = field(default_factory=dict)
    besides: dict[str, list[str]] = field(default_factory=dict)
    draft: Draft | None = None


def _page(kind: DocumentKind, asked: Asked) -> str:
    to = hashlib.sha256(asked.to.key.encode()).hexdigest()[:12]
    return f"{PAGE}:{kind.key}:{to}"


def _about(asked: Asked) -> QuerySet[Draft]:
    found = Draft.objects.filter(process=PROCESS, page__startswith=f"{PAGE}:")
    if asked.step is not None:
        return found.filter(step=asked.step)
    return found.filter(step__isnull=True, child=asked.child)


def kept(kind: DocumentKind, asked: Asked) -> PlainWords:
    """What was written for this copy, the newest where two people wrote at once. One query."""
    found, page = PlainWords(), _page(kind, asked)
    for draft in _about(asked).order_by("saved_at", "pk"):
        own = draft.page == page
        if own and draft.finished_at is None:
            found.draft = draft
        for name, texts in draft.data.items():
            if not name.startswith(OF):
                continue
            key, said = name.removeprefix(OF), "\n".join(texts).strip()
            if own and key in found.words and found.words[key] != said:
                found.besides.setdefault(key, []).append(found.words[key])
            if own:
                found.words[key] = said
            elif said:
                found.besides.setdefault(key, []).append(said)
    for key, texts in found.besides.items():
        now = found.words.get(key, "")
        found.besides[key] = [text for text in dict.fromkeys(texts) if text and text != now]
    return found


def keep(
    kind: DocumentKind, asked: Asked, said: Mapping[str, str], *, link: str, version: int | None,
    by: User,
) -> bool:
    """Keep what was typed for the passages named; false when somebody else wrote in between.

    Nothing that either wrote is lost: theirs stays a draft of its own beside this one.
    """
    held = kept(kind, asked).draft
    going_on = held is not None and held.version == version
    before = held.data if held is not None and going_on else {}
    typed = {**before, LINK: [link], **{f"{OF}{key}": [text] for key, text in said.items()}}
    place = drafts.Place(
        PROCESS, _page(kind, asked), asked.child.authority, step=asked.step,
        child=None if asked.step is not None else asked.child,
    )
    saved = drafts.save(
        place, typed=typed, by=by, draft_id=held.pk if held is not None and going_on else None,
        version=version if going_on else None,
    )
    return saved.theirs is None and (held is None or going_on)


def finish(kind: DocumentKind, asked: Asked, event: Event) -> None:
    """The copy was sent: its drafts are unfinished no longer."""
    for draft in _about(asked).filter(page=_page(kind, asked), finished_at=None):
        drafts.finish(draft, became=event)


def goes_on(draft: Draft) -> tuple[str, str]:
    """What an unfinished one is called in a list, and where one goes on with it."""
    kind = kinds.get(draft.page.split(":")[1])
    title = f"Easy Read: {kind.title}" if kind is not None else "Easy Read"
    child = draft.step.child_id if draft.step is not None else draft.child_id
    link = "".join(draft.data.get(LINK, []))
    if kind is None or child is None or not link:
        return title, ""
    return title, f"{reverse('documents:plain_words', args=[child, kind.key])}?for={link}"
