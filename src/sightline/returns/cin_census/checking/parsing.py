"""A child's element made into rows, with a word on everything that is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from lxml import etree

from sightline.returns.cin_census.tables import (
    Assessment,
    Census,
    Characteristics,
    Child,
    CINPlan,
    Disability,
    Enquiry,
    Episode,
    Header,
    Identifiers,
    PreProceedings,
    ProtectionPlan,
    Review,
    fields_of,
)
from sightline.returns.kit.reading import LONGEST_TEXT
from sightline.returns.kit.rules import Row, Unread

#: The group each row is read from, inside an episode.
WITHIN: dict[str, type[Row]] = {
    "Assessments": Assessment, "CINPlanDates": CINPlan, "Section47": Enquiry,
    "ChildProtectionPlans": ProtectionPlan, "PreProceedingsandFGDM": PreProceedings,
}
#: Elements inside a row that hold rows or a list of their own.
INNER = {"FactorsIdentifiedAtAssessment": "AssessmentFactors", "Reviews": "CPPreviewDate"}
#: What is wrong, at which row or line, which element, and what it says.
Tell = Callable[..., None]
KINDS = {
    kind: {name: told == "Day" for name, told in fields_of(kind).items()
           if not told.startswith("tuple")}
    for kind in (Header, Identifiers, Characteristics, Episode, *WITHIN.values())
}
SINCE = {"Sex": 2025, "PreProceedingsandFGDM": 2027}
UNTIL = {"GenderCurrent": 2024}


def name_of(element: etree._Element) -> str:
    """The name of an element, without a namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Parser:
    """Makes the rows of one file: counts them, and remembers the days it has read."""

    def __init__(self, census: Census, tell: Tell) -> None:
        self.census, self.tell = census, tell
        self.days: dict[str, date] = {}
        self.counts = {kind.table: 0 for kind in (*KINDS, Disability, Review)}
        self.child: Child | None = None

    def header(self, element: etree._Element) -> Header:
        """The head of the return."""
        row = Header(number=0, line=element.sourceline or 0)
        for group in element:
            if name_of(group) in ("CollectionDetails", "Source"):
                self._leaves(group, row)
            else:
                self._unknown(group, "Header")
        return row

    def read(self, element: etree._Element) -> Child:
        """One child's rows; what has no place in them is told."""
        self.child = child = Child(f"no id, line {element.sourceline}")
        for block in element:
            name = name_of(block)
            if name == "CINdetails":
                self._episode(block, child)
            elif name == "ChildIdentifiers":
                who = self._row(Identifiers, block, None)
                for told in ("Sex", "GenderCurrent"):
                    if told in who.__dict__:
                        self._of_the_year(block, told)
                if who.LAchildID is not None and not child.identifiers[1:]:
                    child.name = str(who.LAchildID)[:60]
            elif name == "ChildCharacteristics":
                self._row(Characteristics, block, None)
            else:
                self._unknown(block, "Child")
        for rows, name in ((child.identifiers, "ChildIdentifiers"),
                           (child.characteristics, "ChildCharacteristics")):
            if len(rows) != 1:
                self.tell("missing-block" if not rows else "repeated",
                          f"The child has {'no' if not rows else 'more than one'} <{name}>.",
                          line=element.sourceline)
        return child

    def _row(self, kind: type[Any], element: etree._Element, above: Row | None) -> Any:
        row = kind()
        row.line = element.sourceline
        table = kind.table
        row.number = self.counts[table]
        self.counts[table] += 1
        assert self.child is not None
        self.child.take(row, above)
        self._leaves(element, row)
        return row

    def _episode(self, element: etree._Element, child: Child) -> None:
        self._row(Episode, element, None)

    def _leaves(self, element: etree._Element, row: Row) -> None:
        """Read what stands inside a row: its own elements, and the groups that it holds."""
        kinds, held, days = KINDS[type(row)], row.__dict__, self.days
        for leaf in element:
            name = leaf.tag
            is_day = kinds.get(name)
            if is_day is None:
                self._other(leaf, row)
                continue
            text = leaf.text
            if text is None or not (text := text.strip()):
                continue
            if len(leaf) or name in held:
                self._odd(leaf, row, name, text)
                continue
            if is_day:
                day = days.get(text)
                held[name] = day if day is not None else self._day(text, row, name, leaf)
            else:
                held[name] = text if len(text) <= LONGEST_TEXT else self._long(text, row, name)

    def _day(self, text: str, row: Row, name: str, leaf: etree._Element) -> Any:
        try:
            if len(text) != 10:
                raise ValueError
            day = date.fromisoformat(text)
        except ValueError:
            self.tell("bad-date", f"<{name}> is no date. A census date is written as 2026-03-31.",
                      line=leaf.sourceline, row=row, element=name, value=text)
            return Unread(text[:80], name)
        if len(self.days) < 50000:
            self.days[text] = day
        return day

    def _long(self, text: str, row: Row, name: str) -> str:
        self.tell("too-long", f"<{name}> holds {len(text)} characters, more than any element may.",
                  line=row.line, row=row, element=name, value=text[:80])
        return text[:LONGEST_TEXT]

    def _odd(self, leaf: etree._Element, row: Row, name: str, text: str) -> None:
        if name in row.__dict__:
            self.tell("repeated", f"<{name}> stands here more than once; the first was read.",
                      line=leaf.sourceline, row=row, element=name, value=text)
        else:
            self.tell("unknown-element", f"<{name}> holds other elements, and should hold a value.",
                      line=leaf.sourceline, row=row, element=name)

    def _other(self, leaf: etree._Element, row: Row) -> None:
        name = name_of(leaf)
        if isinstance(row, Episode) and name in WITHIN:
            self._row(WITHIN[name], leaf, row)
            if name in SINCE:
                self._of_the_year(leaf, name)
        elif isinstance(row, Characteristics) and name == "Disabilities":
            for each in self._listed(leaf, "Disability"):
                told = Disability(Disability=each, number=self.counts["Disabilities"],
                                  line=leaf.sourceline)
                self.counts["Disabilities"] += 1
                assert self.child is not None
                self.child.take(told)
        elif isinstance(row, Assessment) and name == "FactorsIdentifiedAtAssessment":
            told = tuple(each for each in self._listed(leaf, "AssessmentFactors") if each)
            row.AssessmentFactors = (*row.AssessmentFactors, *told)
        elif isinstance(row, ProtectionPlan) and name == "Reviews":
            self._reviews(leaf, row)
        elif name in KINDS[type(row)] and leaf.tag != name:
            leaf.tag = name
            holder = etree.Element("holder")
            holder.append(leaf)
            self._leaves(holder, row)
        else:
            self._unknown(leaf, row.table)

    def _reviews(self, group: etree._Element, plan: ProtectionPlan) -> None:
        assert self.child is not None
        for text in self._listed(group, "CPPreviewDate") or [None]:
            review = Review(number=self.counts["Reviews"], line=group.sourceline)
            self.counts["Reviews"] += 1
            self.child.take(review, plan)
            if text:
                known = self.days.get(text)
                review.CPPreviewDate = known if known is not None else self._day(
                    text, review, "CPPreviewDate", group)

    def _listed(self, group: etree._Element, wanted: str) -> list[str | None]:
        """The texts of the elements of that name; an empty one is none."""
        found: list[str | None] = []
        for leaf in group:
            if leaf.tag == wanted or name_of(leaf) == wanted:
                text = (leaf.text or "").strip()[:LONGEST_TEXT]
                found.append(text or None)
            else:
                self._unknown(leaf, name_of(group))
        return found

    def _of_the_year(self, leaf: etree._Element, name: str) -> None:
        if not SINCE.get(name, 0) <= self.census.year <= UNTIL.get(name, 9999):
            self.tell("not-of-the-year", f"<{name}> does not belong to the census of this year.",
                      line=leaf.sourceline)

    def _unknown(self, element: etree._Element, where: str) -> None:
        name = name_of(element)
        if name:
            self.tell("unknown-element", f"<{name[:60]}> has no place in <{where}>.",
                      line=element.sourceline)
