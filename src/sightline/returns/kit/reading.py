"""A guarded way to read an XML file that came from outside: whole and well-formed, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

KILOBYTE = 1024
MEGABYTE = 1024 * 1024
LARGEST = 400 * MEGABYTE
DEEPEST = 12
LONGEST_TEXT = 2000
PROLOG = 256 * KILOBYTE
#: The encodings in which a return comes; under another a parser may see what a look did not.
ENCODINGS = frozenset({
    "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "latin1",
    "iso-8859-15", "windows-1252",
})
#: What may stand before the first element: white space, instructions and comments.
BEFORE = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class FileRefused(Exception):
    """Why a file was not read: what is wrong, where, and what to do. Nothing was changed."""

    def __init__(self, what: str, mend: str, *, line: int = 0, column: int = 0) -> None:
        self.what, self.mend, self.line, self.column = what, mend, line, column
        place = f" (line {line}, column {column})" if line and column else ""
        if line and not column:
            place = f" (line {line})"
        super().__init__(f"{what}{place}. {mend} Nothing was changed.")


@dataclass(slots=True)
class Node:
    """One element as it stands in the file: its name, line, text, and what is inside it."""

    tag: str
    line: int
    path: str
    text: str = ""
    stray: str = ""
    inside: list[Node] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Node]:
        """Every element of that name directly inside."""
        return (node for node in self.inside if node.tag == tag)

    def first(self, tag: str) -> Node | None:
        """The first element of that name directly inside, or none."""
        return next(self.all(tag), None)

    def leaves(self) -> Iterator[Node]:
        """Every element beneath that holds no other."""
        for node in self.inside:
            if node.inside:
                yield from node.leaves()
            else:
                yield node


def read(
    path: Path, *, root: str, repeated: tuple[str, str], take: Callable[[Node], None],
    kind: str,
) -> Node:
    """Read the file through, giving each repeated element to `take`; returns all the rest.

    `repeated` is the names of the list and of its elements; `kind` names the file for a message.
    Raises FileRefused; nothing outside the file is ever fetched and no entity is expanded.
    """
    check_size(path, kind)
    check_prolog(path, kind)
    with path.open("rb") as stream:
        walk = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True,
            load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )
        try:
            return _walked(walk, root, repeated, take, kind)
        except etree.XMLSyntaxError as error:
            raise _refusal(error, kind) from None
        except UnicodeError as error:
            raise FileRefused(
                f"The file is not written in the encoding it claims: {error}",
                "Export it again as UTF-8.",
            ) from None


def check_size(path: Path, kind: str) -> None:
    """Refuse a file that is not there, is empty, or is larger than any return."""
    if not path.is_file():
        raise FileRefused(f"There is no file at {path}", "Check the name and the folder.")
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("The file is empty", f"Export the {kind} again.")
    if size > LARGEST:
        raise FileRefused(
            f"The file has {size // MEGABYTE} MB; the most that is read is {LARGEST // MEGABYTE}",
            f"Check that it is one year's {kind} of one authority.",
        )


def check_prolog(path: Path, kind: str) -> None:
    """A document type has no place in a return, and is how a hostile file begins."""
    with path.open("rb") as stream:
        head = stream.read(PROLOG)
    if re.match(rb"\s*<\?xml[^>]*encoding=.utf-?16", head, re.IGNORECASE):
        raise FileRefused(
            "The file is not written in the encoding it claims: it says UTF-16 in plain letters",
            "Export it again as UTF-8.", line=1,
        )
    plain = head.replace(b"\0", b"")
    for text in (head, plain):
        if re.search(rb"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
            raise _hostile(kind, head[: text.upper().find(b"<!")].count(b"\n") + 1)
    for mark in MARKS:
        plain = plain.removeprefix(mark)
    _check_encoding(plain)
    if len(head) == PROLOG and (found := BEFORE.match(plain)) and not re.match(
        rb"<[^!?]", plain[found.end():]
    ):
        raise FileRefused(
            f"The file has {PROLOG // KILOBYTE} KB before its first element, which a {kind} never "
            "does", f"Ask for a plain export of the {kind}.", line=1,
        )


def _check_encoding(head: bytes) -> None:
    """Refuse a file that claims an encoding in which no return comes."""
    claims = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", head)
    said = claims[1].decode("ascii", "replace") if claims else ""
    if said and said.lower() not in ENCODINGS:
        raise FileRefused(
            f"The file says that it is written in {said[:40]!r}, in which no return comes",
            "Export it again as UTF-8.", line=1,
        )


def _hostile(kind: str, line: int) -> FileRefused:
    return FileRefused(
        f"The file declares a document type or entities, which a {kind} never does",
        f"Do not open it elsewhere either; ask for a plain export of the {kind}.", line=line,
    )


def _refusal(error: etree.XMLSyntaxError, kind: str) -> FileRefused:
    line, column = error.position if error.position else (0, 0)
    sort, what, mend = words_for(str(error.msg or error), kind)
    if sort == "entity":
        return _hostile(kind, line or 0)
    if sort != "encoding":
        mend = f"Export the {kind} again and import it whole."
    return FileRefused(what, mend, line=line or 0, column=column or 0)


def words_for(said: str, kind: str) -> tuple[str, str, str]:
    """What the parser said of a file, in our words: the sort of fault, what it is, what to do."""
    said = said.partition(", line ")[0]
    mend = f"Export the {kind} again."
    if any(words in said.lower() for words in ("encod", "utf-8", "invalid bytes")):
        return (
            "encoding", f"The file is not written in the encoding it claims: {said}",
            "Export it again as UTF-8.",
        )
    if "entity" in said.lower():
        refused = _hostile(kind, 0)
        return "entity", refused.what, refused.mend
    if "depth" in said.lower():
        return (
            "malformed", "Elements are nested far deeper than in any return, and reading stopped",
            "Ask whoever made the file.",
        )
    if any(words in said for words in ("remature end", "Start tag", "expected '>'")):
        return "truncated", f"The file stops before its end, or is not XML: {said}", mend
    return "malformed", f"The file is not well-formed XML: {said}", mend


def _walked(
    walk: etree.iterparse, root: str, repeated: tuple[str, str], take: Callable[[Node], None],
    kind: str,
) -> Node:
    depth, names, top = 0, [], None
    for event, element in walk:
        name = local_name(element)
        if event == "start":
            depth += 1
            names.append(name)
            if depth == 1:
                top = element
                _check_root(element, root, kind)
            if depth > DEEPEST:
                raise FileRefused(
                    f"Elements are nested {depth} deep, more than a {kind} ever is",
                    "Ask whoever made the file.", line=element.sourceline or 0,
                )
            continue
        depth -= 1
        names.pop()
        if name == repeated[1] and names[-1:] == [repeated[0]]:
            take(node(element, ""))
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    if top is None:
        raise FileRefused("The file holds no element", f"Export the {kind} again.")
    return node(top, "")


def _check_root(element: etree._Element, root: str, kind: str) -> None:
    info = element.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise _hostile(kind, 1)
    if local_name(element) != root:
        raise FileRefused(
            f"This is not a {kind}: it begins with <{local_name(element)}>, not <{root}>",
            f"Choose the XML file of the {kind}.", line=element.sourceline or 0,
        )


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def node(element: etree._Element, path: str) -> Node:
    """An element as plain data, with the path by which a report names it."""
    text = _plain(element.text, element)
    here = Node(local_name(element), element.sourceline or 0, path, text)
    seen: dict[str, int] = {}
    total: dict[str, int] = {}
    for child in element:
        total[local_name(child)] = total.get(local_name(child), 0) + 1
    for child in element:
        name = local_name(child)
        if not name:
            continue
        seen[name] = seen.get(name, 0) + 1
        number = f"[{seen[name]}]" if len(child) or total[name] > 1 else ""
        here.inside.append(node(child, f"{path}/{name}{number}".lstrip("/")))
        here.stray = f"{here.stray} {_plain(child.tail, child)}".strip()
    if here.inside and text:
        here.stray, here.text = f"{text} {here.stray}".strip(), ""
    return here


def _plain(text: str | None, element: etree._Element) -> str:
    told = (text or "").strip()
    if len(told) > LONGEST_TEXT:
        raise FileRefused(
            f"<{local_name(element)}> holds {len(told)} characters, more than any element may",
            "Ask whoever made the file.", line=element.sourceline or 0,
        )
    return told
