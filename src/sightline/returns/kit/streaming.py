"""A return read element by element, past whatever is wrong in it, and told what that was.

Where `reading` refuses a file that is not whole, this goes on as far as there is something to read:
each fault is kept with its line. Nothing outside the file is fetched, no entity is expanded, and a
file that begins as a hostile one does is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from sightline.returns.kit.reading import (
    KILOBYTE,
    MEGABYTE,
    FileRefused,
    check_prolog,
    check_size,
    local_name,
    words_for,
)

PIECE = 64 * KILOBYTE
#: More than any one child's part of a return; what is longer without an end is not read on.
LARGEST_PART = 8 * MEGABYTE
MOST_FAULTS = 200
#: Sorts of elements without a place that are told apart; what is beyond them is told together.
MOST_STRAYS = 500
#: Faults after which there may be something that was not read.
UNFINISHED = frozenset({"truncated", "hostile", "unreadable", "too-long", "malformed"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the file itself: which sort, what, what to do, and the line."""

    sort: str
    what: str
    mend: str
    line: int = 0


@dataclass
class Stray:
    """Elements of one name that stand where the return has no place for them."""

    name: str
    where: str
    line: int
    times: int = 1


@dataclass
class Stream:
    """A file read through once; its faults are known when its parts have been taken.

    `parts` names the elements to give, `kind` the file, for a message; `places` which elements
    stand directly in which, around the parts. `cut_off` is the element that the end of the file
    left unfinished, which is not given. `strays` are those for which there is no place.
    """

    path: Path
    parts: tuple[str, ...]
    kind: str
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    strays: dict[tuple[str, str], Stray] = field(default_factory=dict)
    root: str = ""
    cut_off: etree._Element | None = None

    @property
    def unfinished(self) -> str:
        """Why there may be something that was not read; nothing when all was."""
        return next((fault.what for fault in self.faults if fault.sort in UNFINISHED), "")

    def elements(self) -> Iterator[etree._Element]:
        """Each element of those names once it is whole; emptied when the next is asked for."""
        try:
            check_size(self.path, self.kind)
            check_prolog(self.path, self.kind)
        except FileRefused as refused:
            sort = "hostile" if "entities" in refused.what else "unreadable"
            self.faults.append(Fault(sort, refused.what, refused.mend, refused.line))
            return
        parser = etree.XMLPullParser(
            events=("end",), tag=[*self.parts, *(f"{{*}}{name}" for name in self.parts)],
            recover=True, resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )
        yield from self._read(parser)
        self._end(parser)

    def _read(self, parser: etree.XMLPullParser) -> Iterator[etree._Element]:
        since = 0
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                try:
                    parser.feed(piece)
                except etree.XMLSyntaxError:
                    return
                since += len(piece)
                for _, element in parser.read_events():
                    since = 0
                    yield element
                    self._drop(element)
                if since > LARGEST_PART:
                    self.faults.append(Fault(
                        "too-long", f"One element holds more than {LARGEST_PART // MEGABYTE} MB, "
                        f"more than anything in a {self.kind} does", "Ask whoever made the file."))
                    return

    def _drop(self, element: etree._Element) -> None:
        if not self.root:
            self.root = local_name(element.getroottree().getroot())
        parent = element.getparent()
        element.clear(keep_tail=False)
        if parent is not None:
            while element.getprevious() is not None:
                self._placed(parent[0], parent)
                del parent[0]

    def _placed(self, element: etree._Element, parent: etree._Element) -> None:
        """Keep a word on an element that has no place where it stands."""
        name, where = local_name(element), local_name(parent)
        if not name or name in self.places.get(where, (name,)):
            return
        key = (name, where)
        if len(self.strays) >= MOST_STRAYS and key not in self.strays:
            key = ("", where)
        if key in self.strays:
            self.strays[key].times += 1
        else:
            self.strays[key] = Stray(key[0], where, element.sourceline or 0)

    def _left(self, top: etree._Element | None) -> None:
        """What still stands around the parts when the file has ended."""
        if top is None or local_name(top) not in self.places:
            return
        for element in top:
            self._placed(element, top)
            if local_name(element) in self.places:
                self._left(element)

    def _end(self, parser: etree.XMLPullParser) -> None:
        """What the parser had to say, and what the end of the file cut off."""
        try:
            top = parser.close()
            self.root = self.root or ("" if top is None else local_name(top))
            self._left(top)
        except etree.XMLSyntaxError as error:
            self._tell(str(error.msg or error), error.position[0] if error.position else 0)
        for told in parser.feed_error_log:
            self._tell(told.message, told.line)
        for _, element in parser.read_events():
            self.cut_off = element

    def _tell(self, said: str, line: int) -> None:
        sort, what, mend = words_for(said, self.kind)
        fault = Fault(sort, what, mend, line)
        if fault not in self.faults and len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
