"""The situation now on one side of paper, from the same parts as the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sightline.base.components.due import Deadline
from sightline.base.components.words import plural
from sightline.base.documents import Document, FieldList, Heading, LeftOut, Paragraph, Recipient
from sightline.base.documents.blocks import Block
from sightline.people.persons.models import Flag as Raised
from sightline.record.child.card import Part
from sightline.record.child.duties import Duties, said

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.child.flags import Flag
    from sightline.record.child.situation import Situation

#: Lines of deadlines that one side of paper has room for, in each of its two lists.
ROOM = 5
#: Names on paper by which the screen's parts are read, in their order.
ORDER = ("tonight", "worry", "legal", "seen", "contingency", "ring", "around", "siblings",
         "decisions")


def document(now_is: Situation, reader: User) -> Document:
    """One side, made for the person who prints it; a confidential address is never on it."""
    blocks: list[Block] = [Paragraph(" · ".join(_identity(now_is)))]
    blocks += [Paragraph(f"FLAG. {flag.line}") for flag in now_is.flags if _on_paper(flag)]
    for key in ORDER[:4]:
        blocks += _part(now_is.parts[key])
    blocks += _duties(now_is.duties)
    for key in ORDER[4:]:
        blocks += _part(now_is.parts[key])
    role = ", ".join(role.title for role in reader.roles(now_is.child.authority_id))
    return Document(
        title=f"Situation now: {now_is.line.name}",
        recipient=Recipient(reader.display_name, role),
        blocks=blocks, sender="Sightline", about=now_is.line.name, reference=now_is.child.ref or "",
        left_out=_left_out(now_is), compact=True,
    )


def _identity(now_is: Situation) -> list[str]:
    line = now_is.line
    marks = [words for words, _ in line.marks]
    return [line.age_line, *line.facts, *marks]


def _on_paper(flag: Flag) -> bool:
    """Whether a flag may leave the house: what only some readers are shown may not."""
    return flag.audience == Raised.Audience.READERS


def _part(part: Part) -> Iterator[Block]:
    yield Heading(f"{part.title} ({part.note})" if part.note else part.title)
    yield FieldList([(line.label, line.printed) for line in part.lines])


def _duties(owed: Duties) -> Iterator[Block]:
    for title, rows in (("Overdue", owed.overdue), ("Due next", owed.next)):
        yield Heading(title)
        yield FieldList(_deadlines(rows) or [(title, "Nothing")])
    paper = len(owed.paper)
    if paper or owed.unknown:
        told = f"{plural(paper, 'administrative duty', 'administrative duties')}, " \
            f"{owed.paper_late} late; {len(owed.unknown)} not known from this source"
        yield FieldList([("Besides", told)])


def _deadlines(rows: list[Deadline]) -> list[tuple[str, str]]:
    found = [(one.title, said(one)) for one in rows[:ROOM]]
    if len(rows) > ROOM:
        found.append(("And", f"{len(rows) - ROOM} more on the record"))
    return found


def _left_out(now_is: Situation) -> list[LeftOut]:
    kept = [line for line in now_is.parts["tonight"].lines if line.paper]
    narrow = sum(not _on_paper(flag) for flag in now_is.flags)
    flags = [LeftOut(f"{plural(narrow, 'flag')} that not everybody is shown",
                     "A paper can be lost or seen; read it on the record")] if narrow else []
    return flags + [
        LeftOut(f"{line.label}: confidential", "A paper can be lost or seen; read it on the record")
        for line in kept
    ]
