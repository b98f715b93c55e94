"""A document composed for one recipient, with all that its sender has to know before sending it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from sightline.base.documents import Document, FieldList, Heading, LeftOut, plain_text
from sightline.base.documents.blocks import Block, own_texts, typed_texts
from sightline.people.relationships.models import ContactLimit
from sightline.record.documents import easy_read, jargon, plain_words
from sightline.record.documents.easy_read import Passage
from sightline.record.documents.entitlement import Standing, judge, standing_of, texts_of
from sightline.record.documents.kinds import Asked, DocumentKind
from sightline.record.documents.models import ForWhom, SharedPart
from sightline.record.documents.named import Named, children_named
from sightline.record.documents.parts import Judged, Left, Nature
from sightline.record.documents.reading_age import Reading, reading
from sightline.record.documents.recipients import Circle, To, address_of, circle_of
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person


@dataclass
class Made:
    """One child's document for one recipient, and what its sender is shown beside it."""

    kind: DocumentKind
    asked: Asked
    document: Document
    judged: Judged
    standing: Standing
    #: how hard the words are that Sightline writes itself, and those that somebody typed
    reading: Reading
    typed: Reading
    jargon: list[tuple[str, str]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    #: what was typed, in a copy that is laid out as Easy Read
    passages: list[Passage] = field(default_factory=list)

    @property
    def child(self) -> Person:
        """The child it is about."""
        return self.asked.child

    @property
    def as_typed(self) -> list[Passage]:
        """What stands in an Easy Read copy as it was typed: nobody has put it in plain words."""
        return [one for one in self.passages if not one.plain]

    @property
    def left(self) -> list[tuple[str, list[Left]]]:
        """What was left out, by why."""
        found: dict[str, list[Left]] = {}
        for one in self.judged.left:
            found.setdefault(one.why, []).append(one)
        return list(found.items())

    @property
    def limits(self) -> list[ContactLimit]:
        """What keeps the recipient away from the child or from somebody near."""
        return self.standing.limits

    @property
    def seal(self) -> str:
        """A digest of its words: what was looked at is what is sent."""
        return hashlib.sha256(plain_text(self.document).encode()).hexdigest()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it that this recipient may be given."""
        return not self.judged.kept


def step_for(kind: DocumentKind, child_id: int) -> Step | None:
    """The newest piece of work of a child that the document can be about."""
    found = kind.steps(child_id) if kind.steps is not None else ()
    return found[0] if found else None


def shared_keys(child_id: int, document: str, to: To) -> set[str]:
    """The parts that somebody chose to give to this recipient in this document."""
    rows = SharedPart.objects.standing().filter(
        event__child_id=child_id, document=document, recipient_key=to.key
    )
    return set(rows.values_list("part", flat=True))


def compose(
    kind: DocumentKind, child: Person, to: To, reader: User, *, large: bool = False,
    easy: bool = False, circle: Circle | None = None, step: Step | None = None,
) -> Made:
    """The document of one child as one recipient gets it; Easy Read is for those of the family."""
    circle = circle or circle_of(child, reader)
    step = step or step_for(kind, child.pk)
    asked = Asked(child, step, to, circle, reader)
    standing = standing_of(to, circle)
    judged = judge(kind.parts(asked), standing, shared_keys(child.pk, kind.key, to))
    passages: list[Passage] = []
    if easy and to.family:
        words = plain_words.kept(kind, asked).words
        passages = easy_read.passages(judged.kept, words)
        judged = easy_read.lay_out(judged, words, standing)
    blocks = _in_order(judged)
    hard = jargon.found(texts_of(blocks)) if to.family else []
    return Made(
        kind, asked, _document(asked, kind, standing, judged, [*blocks, *_explained(hard)],
                               large=large, easy=easy and to.family),
        judged, standing, reading(own_texts(blocks)), reading(typed_texts(blocks)), hard,
        [] if to.kind == ForWhom.REFERRER else children_named(judged.kept, circle, to), passages,
    )


def _document(
    asked: Asked, kind: DocumentKind, standing: Standing, judged: Judged, blocks: list[Block], *,
    large: bool, easy: bool,
) -> Document:
    to, child = asked.to, asked.child
    lines = address_of(to)
    if standing.kept.names_place("\n".join(lines)):
        lines = []
    # whoever told us is not told whose record it is
    outside = to.kind == ForWhom.REFERRER
    return Document(
        title=kind.heading(asked) if kind.heading is not None else kind.title,
        recipient=to.printed(lines), blocks=blocks, sender=child.authority.name,
        reference="" if outside else child.ref or "", large=large, easy=easy,
        about="" if outside else child.display_name,
        left_out=[LeftOut(left.part.title, left.why) for left in judged.left],
    )


def _explained(hard: Sequence[tuple[str, str]]) -> list[Block]:
    """What the words of the trade in a family's copy mean."""
    if not hard:
        return []
    rows = [(capfirst(word), capfirst(meaning)) for word, meaning in hard]
    return [Heading("What some of the words mean"), FieldList(rows)]


def _in_order(judged: Judged) -> list[Block]:
    """The blocks of the parts, with no heading a level deeper than the one above it allows."""
    found: list[Block] = []
    level = 0
    for part in judged.kept:
        for block in part.blocks:
            if isinstance(block, Heading):
                block = Heading(block.text, min(block.level, level + 1))
                level = block.level
            found.append(block)
    return found


def other_children(made: Sequence[Made]) -> set[int]:
    """Children whose own words are in these documents because somebody shared them."""
    return {
        part.whose for one in made for part in one.judged.kept
        if part.nature is Nature.OTHER_CHILD and part.whose is not None
    }
