"""One child's elements read one by one: dates, codes and flags, and a word on each that fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sightline.law.codes import code_set
from sightline.returns.cin_census import layout
from sightline.returns.kit.findings import Finding, Kind
from sightline.returns.kit.reading import Node

EARLIEST = date(1900, 1, 1)
#: A return of the year leaves out what came after it.
AFTER = "It lies after the last day of the census year. It was brought in; a return leaves it out."
BEFORE = "It was over before the census year began. It was brought in; a return leaves it out."
TRUE, FALSE = {"1", "true"}, {"0", "false"}


@dataclass
class Reading:
    """How one child is read: which year's layout governs, what day it is, what was found."""

    child: str
    year: int
    reference_on: date
    today: date
    findings: list[Finding] = field(default_factory=list)

    @property
    def last(self) -> date:
        """The last day of the census year."""
        return layout.period(self.year)[1]

    def tell(
        self, kind: Kind, node: Node, reason: str, *, element: str = "", read_as: str = "",
        differs: bool = True,
    ) -> None:
        """Keep a finding about an element, or about one inside it."""
        at = (node.first(element) if element else None) or node
        missing = element and at is node
        path = f"{node.path}/{element}".strip("/") if missing else at.path
        self.findings.append(
            Finding(kind, self.child, path, at.line, at.text[:200], reason, read_as, differs)
        )

    def set_aside(self, node: Node, reason: str, *, element: str = "") -> None:
        """An element is not brought in."""
        self.tell(Kind.SET_ASIDE, node, reason, element=element)

    def mended(
        self, node: Node, reason: str, *, element: str = "", read_as: str = ""
    ) -> None:
        """An element is brought in, in another form."""
        self.tell(Kind.MENDED, node, reason, element=element, read_as=read_as)

    def noted(
        self, node: Node, reason: str, *, element: str = "", differs: bool = False
    ) -> None:
        """An element is brought in as it is, though it looks wrong, or a return will differ."""
        self.tell(Kind.NOTED, node, reason, element=element, differs=differs)

    def left_out(self, node: Node, *, element: str = "") -> None:
        """An element is brought in, and a return of the year leaves it out."""
        self.noted(node, AFTER, element=element, differs=True)

    def over(self, node: Node, ended: date | None) -> None:
        """A group is brought in; a return of the year leaves out what was over before it began."""
        if ended is not None and ended < layout.period(self.year)[0]:
            self.noted(node, BEFORE, differs=True)

    def known(self, node: Node, group: str) -> None:
        """Tell of what this group may not hold, of stray text, and of what is not of the year."""
        allowed = layout.inside(group)
        if node.stray:
            self.findings.append(
                Finding(
                    Kind.SET_ASIDE, self.child, node.path, node.line, node.stray[:200],
                    "Text between the elements belongs to none of them.",
                )
            )
        for inner in node.inside:
            if inner.tag not in allowed:
                self.set_aside(inner, f"<{inner.tag}> has no place here in a census file.")
            elif not inner.inside:
                self._of_the_year(inner, f"{group}/{inner.tag}")

    def _of_the_year(self, node: Node, path: str) -> None:
        found = [e for e in layout.elements() if e.path == path]
        if found and not found[0].belongs(self.year):
            words = layout.year_words(self.year)
            self.noted(node, f"<{node.tag}> is not in the layout of {words}; read all the same.",
                       differs=True)

    def one(self, group: Node, tag: str) -> Node | None:
        """The one element of that name; further ones are set aside; an empty one is as absent."""
        found = [node for node in group.all(tag) if node.text]
        for extra in found[1:]:
            if extra.text != found[0].text:
                self.set_aside(extra, f"<{tag}> stands here more than once; the first was read.")
            else:
                self.mended(extra, f"<{tag}> stands here more than once and says the same.")
        return found[0] if found else None

    def text(self, group: Node, tag: str, longest: int = 60) -> str:
        """The text of an element, unless it is longer than any such text."""
        node = self.one(group, tag)
        if node is None:
            return ""
        if len(node.text) > longest:
            self.set_aside(node, f"It is longer than {longest} characters.")
            return ""
        return node.text

    def when(self, group: Node, tag: str) -> date | None:
        """The day an element gives, if it is one and has come."""
        node = self.one(group, tag)
        return self.day(node) if node is not None else None

    def day(self, node: Node, *, ahead: bool = False) -> date | None:
        """The day a leaf gives; `ahead` lets it lie in the future."""
        told = a_day(node.text)
        if told is None:
            self.set_aside(node, "It is no date. A census date is written as 2023-03-31.")
            return None
        if told < EARLIEST:
            self.set_aside(node, "The year is too early to be true of a child.")
            return None
        if told > self.today and not ahead:
            self.set_aside(node, "It lies in the future, so it cannot have happened.")
            return None
        if told > self.last and not ahead:
            self.left_out(node)
        return told

    def code(self, group: Node, tag: str, name: str) -> str:
        """A code of a code set; one that is in none of its years is set aside."""
        node = self.one(group, tag)
        return self.coded(node, name) if node is not None else ""

    def coded(self, node: Node, name: str) -> str:
        """The code a leaf gives."""
        known = code_set(name)
        told = node.text if any(c.code == node.text for c in known) else node.text.upper()
        if all(c.code != told for c in known):
            self.set_aside(node, f"There is no such code in {name.replace('_', ' ')}.")
            return ""
        if told != node.text:
            self.mended(node, f"Read as {told}: codes are written in capitals.")
        if not known.valid(told, self.last):
            self.noted(node, f"The code was not in use in {layout.year_words(self.year)}.")
        return told

    def flag(self, group: Node, tag: str) -> bool | None:
        """Yes, no, or not said."""
        node = self.one(group, tag)
        if node is None:
            return None
        if node.text.lower() in TRUE | FALSE:
            return node.text.lower() in TRUE
        self.set_aside(node, "It is neither true nor false.")
        return None

    def number(self, group: Node, tag: str, most: int = 99) -> int | None:
        """A whole number from nought."""
        node = self.one(group, tag)
        if node is None:
            return None
        if node.text.isascii() and node.text.isdigit() and int(node.text[:9]) <= most:
            return int(node.text[:9])
        self.set_aside(node, f"It is no whole number from 0 to {most}.")
        return None


def a_day(text: str) -> date | None:
    """A day written as 2023-03-31, or none; a time of day after it is left away."""
    try:
        return date.fromisoformat(text[:10]) if text[4:5] == "-" else None
    except ValueError:
        return None


def a_moment(text: str) -> datetime | None:
    """A moment written as 2023-05-23T11:14:05, or none; what it says of a zone is left away."""
    try:
        return datetime.fromisoformat(text.replace("Z", "")).replace(tzinfo=None)
    except ValueError:
        return None
