"""The chronology on paper: what happened and when, without anybody's free text."""

from __future__ import annotations

from itertools import groupby

from sightline.base.components.words import day
from sightline.base.documents import FieldList, Heading, Paragraph, Table
from sightline.kernel.process import Weight
from sightline.kernel.register import Register
from sightline.record.documents.happened import plainly
from sightline.record.documents.kinds import Asked, DocumentKind, register
from sightline.record.documents.parts import Nature, Part
from sightline.record.timeline.chronology import Entry, chronology

#: What a line of each process is, where it is not for everybody: process or event kind to nature.
natures: Register[Nature] = Register("nature of a line of the chronology")
LONGEST = 2000


def nature_of(entry: Entry) -> Nature:
    """What a line of the chronology is; what is only routine is for professionals."""
    process = entry.kind.partition(".")[0]
    if "strategy" in entry.outcome.lower():
        # "Hold a strategy discussion" tells of one as surely as its own record does
        return Nature.STRATEGY
    said = natures.get(entry.kind) or natures.get(process)
    if said is not None:
        return said
    return Nature.PROFESSIONAL if entry.weight == Weight.ROUTINE.value else Nature.OPEN


def parts(asked: Asked) -> list[Part]:
    """One part for each year and nature, so that a year is read as a whole."""
    entries = list(reversed(chronology([asked.child.pk], size=LONGEST).entries))
    found = []
    intro = (
        f"This is what happened in {asked.name}'s life and work with you, as we have it written "
        "down. Tell us if something is missing or wrong."
        if asked.family else
        f"What is recorded of {asked.name}, in the order in which it happened."
    )
    found.append(Part("chronology:intro", "Introduction", [Paragraph(intro)]))
    allowed = {Nature.OPEN} if asked.family else {Nature.OPEN, Nature.PROFESSIONAL}
    for year, lines in groupby(entries, key=lambda entry: entry.on.year):
        held = [entry for entry in lines if not entry.kind.startswith("document.")]
        open_to = [entry for entry in held if nature_of(entry) in allowed]
        if open_to:
            rows = [[day(entry.on), _said(asked, entry)] for entry in open_to]
            table = Table(f"What happened in {year}", ["When", "What happened"], rows)
            found.append(Part(f"chronology:{year}", f"{year}", [Heading(str(year)), table]))
        found += [_one(entry) for entry in held if nature_of(entry) not in allowed]
    return found


def _said(asked: Asked, entry: Entry) -> str:
    if not asked.family:
        return entry.title
    return plainly(entry.kind, entry.outcome, entry.title, asked.name)


def _one(entry: Entry) -> Part:
    """A line that is not for everybody, a part of its own so that it can be shared by itself."""
    said = f"{day(entry.on)}: {entry.title}"
    blocks = [FieldList([(day(entry.on), entry.title)])]
    return Part(f"event:{entry.event_id}", said, blocks, nature_of(entry))


def declare() -> None:
    """Put the chronology in the register of documents."""
    register(DocumentKind(
        "chronology", "Chronology", "What happened and when, without notes or opinions.", parts,
        heading=lambda asked: f"What happened: {asked.child.display_name}", order=60,
    ))
    natures.add("task", Nature.PROFESSIONAL)
    natures.add("note", Nature.PROFESSIONAL)
    natures.add("handover", Nature.PROFESSIONAL)
    natures.add("allocation", Nature.PROFESSIONAL)
