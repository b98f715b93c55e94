"""A document laid out as Easy Read: one idea in a line, with pictures, days and names in boxes.

Only what the recipient's ordinary copy holds goes in. What a worker typed stands as they typed it
until somebody has said it in plain words: this module rewrites nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sightline.base.documents import (
    Box,
    Bullets,
    FieldList,
    Heading,
    Idea,
    Paragraph,
    Quote,
    Signature,
    Table,
    Typed,
    WriteIn,
)
from sightline.base.documents.blocks import Block, typed_texts
from sightline.record.documents import jargon
from sightline.record.documents.entitlement import Standing
from sightline.record.documents.parts import Judged, Left, Part
from sightline.record.documents.reading_age import Reading, reading

#: Where one sentence ends and the next begins; not after a short form of address.
SENTENCE = re.compile(
    r"(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bMrs\.)(?<=[.!?])\s+(?=\W*[A-Z0-9])|\n+"
)
#: Which picture stands beside an idea: the first of these whose words are in it.
PICTURED = tuple((re.compile(words, re.IGNORECASE), name) for words, name in (
    (r"\b(ring|rang|phone|telephone|call)\b", "phone"),
    (r"\b(complain|letter|easy read|copy)\b", "letter"),
    (r"\b(speak up|advocate|bring somebody)\b", "speak_up"),
    (r"\b(language|interpreter|read out)\b", "languages"),
    (r"\b(wrong|missing|write down|wrote)\b", "write"),
    (r"\b(meet|met|meeting|meetings|conference|group)\b", "meeting"),
    (r"\b(visit|visits|visited|come to see|came to see|visiting)\b", "visit"),
    (r"\b(meals?|food|eat|dinner|breakfast)\b", "food"),
    (r"\b(night|bed|bedtime|sleep|asleep)\b", "night"),
    (r"\b(school|nursery|teacher|homework)\b", "book"),
    (r"\b(doctor|dentist|nurse|hospital|health|midwife)\b", "health"),
    (r"\b(decide|decided|agreed)\b", "decided"),
    (r"\b(plan|plans)\b", "plan"),
    (r"\b(worry|worries|worried|worse)\b", "worry"),
    (r"\b(safe|safety)\b", "safe"),
    (r"\b(help|helps|helped|helping)\b", "help"),
    (r"\b(found out|find out|look into|checked)\b", "look"),
    (r"\b(ask|question|questions)\b", "ask"),
    (r"\b(say|says|said|tell|told|talk|thinks?|wants?)\b", "talk"),
    (r"\b(home|house|flat|bedroom)\b", "home"),
    (r"\b(family|parents?|mother|father|mum|dad|nan)\b", "family"),
    (r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b", "date"),
    (r"\b(about|child|baby)\b", "child"),
))
#: Parts that say what the reader can do: what happens next is told before them.
LAST = frozenset({"rights", "report:before", "assessment:answer"})
FIRST = ("This is an Easy Read copy.", "You can ask somebody to read it with you.")
PAIR = 2
NO_DAY = ("There is no day to tell you yet.", "Ask the social worker what happens next.")


@dataclass(frozen=True)
class Passage:
    """Something that was typed, beside what somebody put it as in plain words."""

    key: str
    part: str
    text: str
    plain: str = ""

    @property
    def reading(self) -> Reading:
        """How hard it is as it was typed."""
        return reading([self.text])

    @property
    def jargon(self) -> list[tuple[str, str]]:
        """Words of the trade in it, and what to say instead."""
        return jargon.found([self.text])


def key_of(text: str) -> str:
    """What a passage is known by: another wording is another passage, to be put plainly anew."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def passages(parts: Iterable[Part], words: Mapping[str, str]) -> list[Passage]:
    """What was typed and stands in these parts, each once, in the order of the document.

    What somebody said for themselves is quoted, and nobody is asked to say it for them.
    """
    found: dict[str, Passage] = {}
    for part in parts:
        for text in typed_texts(b for b in part.blocks if not isinstance(b, Quote)):
            key = key_of(text)
            found.setdefault(key, Passage(key, part.title, text, words.get(key, "")))
    return list(found.values())


def picture_for(text: str) -> str:
    """The picture that goes with a text; "" where there is none."""
    return next((name for words, name in PICTURED if words.search(text)), "")


def lay_out(judged: Judged, words: Mapping[str, str], standing: Standing) -> Judged:
    """The parts that one recipient is given, laid out as Easy Read.

    Plain words that give away what is kept from the recipient cost the part, as the first did.
    """
    made = Judged(left=list(judged.left), shared=judged.shared)
    for part in judged.kept:
        blocks = list(_blocks(part.blocks, words))
        told = standing.gives_away(blocks)
        if told is not None and standing.gives_away(part.blocks) is None:
            made.left.append(Left(part, f"{told[0]}, in its plain words", may_share=False))
            continue
        made.kept.append(Part(part.key, part.title, blocks, part.nature, part.whose))
    ahead = [row for part in judged.kept if _stays(part, made) for row in _ahead(part)]
    coming = Part("easy:next", "What happens next", list(_next(ahead)))
    end = next((n for n, part in enumerate(made.kept) if part.key in LAST), len(made.kept))
    if made.kept:
        made.kept.insert(end, coming)
        first = [Idea(text, picture_for(text)) for text in FIRST]
        made.kept.insert(0, Part("easy:first", "What this copy is", first))
    return made


def _stays(part: Part, made: Judged) -> bool:
    return any(one.key == part.key for one in made.kept)


def _ahead(part: Part) -> Iterator[tuple[str, str]]:
    for block in part.blocks:
        if isinstance(block, FieldList) and block.ahead:
            yield from block.rows


def _next(ahead: Sequence[tuple[str, str]]) -> Iterator[Block]:
    yield Heading("What happens next")
    if ahead:
        yield Bullets([f"{label}: {when}" for label, when in ahead], numbered=True)
        return
    for text in NO_DAY:
        yield Idea(text, picture_for(text))


def _blocks(blocks: Iterable[Block], words: Mapping[str, str]) -> Iterator[Block]:
    heading = ""
    for block in blocks:
        laid = list(_block(block, words, heading))
        if any(isinstance(one, Idea | Box) for one in laid):
            heading = ""
        elif isinstance(block, Heading):
            heading = "" if isinstance(block.text, Typed) else picture_for(block.text)
        yield from laid


def _block(block: Block, words: Mapping[str, str], heading: str) -> Iterator[Block]:
    """A block as Easy Read; the first idea below a heading has the picture of the heading."""
    match block:
        case Heading():
            yield Heading(_joined(block.text, words, " "), block.level)
        case Paragraph():
            yield from _ideas([block.text], words, heading)
        case Bullets():
            yield from _ideas(block.items, words, heading)
        case FieldList():
            # facts belong together; what somebody typed of each is an idea of its own
            apart = any(isinstance(text, Typed) for _, text in block.rows)
            for rows in [[row] for row in block.rows] if apart else [block.rows]:
                yield _boxed(rows, words, heading)
                heading = ""
        case Table():
            for cells in block.rows:
                # of two columns the first says what the second is of: "When", "What happened"
                paired = [cells] if len(cells) == PAIR else list(zip(block.columns, cells,
                                                                     strict=True))
                yield _boxed(paired, words, "")
        case Quote() | Signature() | WriteIn() | Idea() | Box():
            yield block


def _ideas(texts: Iterable[str], words: Mapping[str, str], heading: str) -> Iterator[Idea]:
    for text in texts:
        for said in _plain(text, words):
            yield Idea(said, heading or picture_for(said))
            heading = ""


def _boxed(
    rows: Iterable[Sequence[str]], words: Mapping[str, str], heading: str
) -> Box:
    said = [(_joined(label, words), _joined(text, words)) for label, text in rows if text]
    whole = " ".join(f"{label} {text}" for label, text in said)
    return Box(said, heading or picture_for(whole))


def _joined(text: str, words: Mapping[str, str], between: str = "\n") -> str:
    kind = Typed if isinstance(text, Typed) else str
    return kind(between.join(_plain(text, words)))


def _plain(text: str, words: Mapping[str, str]) -> list[str]:
    """A text sentence by sentence, in plain words where somebody has found them."""
    kind = Typed if isinstance(text, Typed) else str
    said = words.get(key_of(text), "").strip() if kind is Typed else ""
    return [kind(one.strip()) for one in SENTENCE.split(said or text) if one.strip()]
