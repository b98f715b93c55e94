"""A printed document as a tree of typed blocks, made for a named recipient."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sightline.base import moments
from sightline.base.components import words


class Typed(str):
    """Words that somebody typed into the record: theirs, and not Sightline's own.

    A block takes them wherever it takes words, so that a document knows which of its words are
    whose: they are scored apart, and in Easy Read somebody is asked to say them plainly.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the document, 2 and 3 lie within it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of plain words; line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, with who said them."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class FieldList:
    """Facts with their labels; `ahead` when they are days on which something will happen."""

    rows: Sequence[tuple[str, str]]
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points; numbered when their order matters."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; every row has as many cells as there are columns."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        """Refuse a row that would print in the wrong columns."""
        for place, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Row {place} of table {self.caption!r} has {len(row)} cells; "
                    f"it needs {len(self.columns)}, one for each column"
                )


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign and date on paper."""

    who: str


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A question on a blank form, with boxes to tick or lines to write on by hand."""

    question: str
    hint: str = ""
    choices: Sequence[str] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea in a line of its own, with the name of a picture that stands beside it."""

    text: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Facts in a frame, to be found at a glance: a date, whom to ring, who does what."""

    rows: Sequence[tuple[str, str]]
    picture: str = ""


Block = (
    Heading | Paragraph | Quote | FieldList | Bullets | Table | Signature | WriteIn | Idea | Box
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a document is made for: it holds only what they are entitled to read."""

    name: str
    role: str = ""
    address: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something this recipient's copy does not hold, shown to the sender and never printed."""

    what: str
    why: str


@dataclass(frozen=True)
class Document:
    """A document for one recipient. The title is required: a reader's software announces it.

    `about` is whose it is, said again on every page of paper with whom it is for. `compact` sets
    it close, for what must be read at a glance on one side of paper; `large` sets it in large
    print, for whoever reads no smaller; `easy` as Easy Read is set, large and with room.
    """

    title: str
    recipient: Recipient
    blocks: Sequence[Block]
    sender: str = ""
    reference: str = ""
    left_out: Sequence[LeftOut] = ()
    made_at: datetime = field(default_factory=moments.now)
    compact: bool = False
    large: bool = False
    easy: bool = False
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse what no reader's software could announce or find its way in."""
        if not self.title.strip():
            raise ValueError("A document needs a title: it is what a screen reader announces first")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= 3 or block.level > level + 1:
                    raise ValueError(
                        f"Heading {block.text!r} has level {block.level} after level {level}: "
                        "levels are 1 to 3 and go down one at a time"
                    )
                level = block.level

    @property
    def dateline(self) -> str:
        """The day it was made."""
        return words.day(self.made_at)

    @property
    def of_and_for(self) -> tuple[str, str]:
        """Whose it is and for whom, for the top of each page; "" for what nobody is named in."""
        return self.about, f"For {self.recipient.name}" if self.recipient.name else ""

    def head(self) -> list[tuple[str, str]]:
        """The facts that stand above the first block."""
        to = self.recipient
        named = ", ".join(filter(None, (to.name, to.role)))
        rows = [("For", named), ("From", self.sender)]
        # on a form a date that is printed could be taken for the day it asks for
        rows.append(("Date" if to.name else "Printed", self.dateline))
        rows.insert(1, ("Address", ", ".join(to.address)))
        rows.append(("Reference", self.reference))
        return [(label, said) for label, said in rows if said]


def texts(document: Document) -> Iterator[str]:
    """Every text of a document in reading order, as each rendering must show it."""
    yield document.title
    for label, said in document.head():
        yield label
        yield said
    for block in document.blocks:
        yield from block_texts(block)


def block_texts(block: Block) -> Iterator[str]:
    """Every text of one block, in reading order."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Idea(text=text):
            yield text
        case Quote():
            yield block.text
            if block.by:
                yield block.by
        case FieldList() | Box():
            for label, said in block.rows:
                yield label
                yield said
        case Bullets():
            yield from block.items
        case Table():
            yield block.caption
            yield from block.columns
            for row in block.rows:
                yield from row
        case Signature():
            yield f"Signed: {block.who}"
            yield "Date:"
        case WriteIn():
            yield block.question
            if block.hint:
                yield block.hint
            yield from block.choices


def typed_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts that somebody typed or said, and that are theirs."""
    for block in blocks:
        for text in block_texts(block):
            if _is_theirs(block, text):
                yield text


def own_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts that Sightline itself writes: headings, labels, and whole sentences."""
    for block in blocks:
        for text in block_texts(block):
            if not _is_theirs(block, text):
                yield text


def _is_theirs(block: Block, text: str) -> bool:
    return isinstance(text, Typed) or (isinstance(block, Quote) and text is block.text)


def plain_text(document: Document) -> str:
    """The document's words, one text to a line."""
    return "\n".join(text for text in texts(document) if text)
