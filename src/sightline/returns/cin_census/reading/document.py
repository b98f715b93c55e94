"""The whole file: its header, its children one by one, and those that appear more than once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from sightline.base.moments import today
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.reading.child import read_child
from sightline.returns.cin_census.reading.elements import a_day, a_moment
from sightline.returns.cin_census.told import ChildTold, FileTold, Header
from sightline.returns.kit.findings import Finding, Kind
from sightline.returns.kit.reading import FileRefused, Node, read

KIND = "children in need census file"
MEND = "Choose the census file that was sent to the department, as it was sent."


def read_file(path: Path, *, on: date | None = None) -> FileTold:
    """Read a census file through; FileRefused when it is none, or is broken or hostile."""
    nodes: list[Node] = []
    rest = read(path, root="Message", repeated=("Children", "Child"), take=nodes.append, kind=KIND)
    header, findings = _header(rest)
    told = FileTold(header, _digest(path), findings=findings)
    if rest.first("Children") is None:
        raise FileRefused("The file has no <Children>", MEND)
    for place, node in enumerate(nodes):
        _number(node, place + 1)
    by_id: dict[str, list[Node]] = {}
    for node in nodes:
        local_id = local_id_of(node)
        if not local_id:
            told.findings.append(_nameless(node))
        else:
            by_id.setdefault(local_id, []).append(node)
    day = on or today()
    for local_id, same in by_id.items():
        told.children.append(_child(local_id, same, header, day))
    return told


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _number(node: Node, place: int) -> None:
    node.path = f"Child[{place}]"


def local_id_of(node: Node) -> str:
    """The identifier that ties a record to a child, or nothing where there is no usable one."""
    identifiers = node.first("ChildIdentifiers")
    held = identifiers.first("LAchildID") if identifiers is not None else None
    told = held.text if held is not None else ""
    return told if len(told) <= 60 else ""


def _nameless(node: Node) -> Finding:
    return Finding(
        Kind.SET_ASIDE, "", node.path, node.line, "",
        "The child has no usable <LAchildID>, so nothing ties the record to a child. Give the "
        "child an identifier and import the file again.",
    )


def _child(local_id: str, same: list[Node], header: Header, day: date) -> ChildTold:
    first = same[0]
    merged = first
    extra: list[Finding] = []
    for other in same[1:]:
        if _texts(other) == _texts(first):
            reason = f"The same child, word for word, as at line {first.line}."
            extra.append(Finding(
                Kind.SET_ASIDE, local_id, other.path, other.line, local_id, reason))
            continue
        extra.append(Finding(
            Kind.MENDED, local_id, other.path, other.line, local_id,
            f"The child also stands at line {first.line}: read as one child. Who the child is was "
            "taken from the first; the episodes of both were read.",
        ))
        more = [n for n in other.inside if n.tag == "CINdetails"]
        merged = replace(merged, inside=[*merged.inside, *more])
    told = read_child(local_id, merged, header, day)
    told.findings.extend(extra)
    return told


def _texts(node: Node) -> list[tuple[str, str]]:
    return [(leaf.tag, leaf.text) for leaf in node.leaves()]


def _header(rest: Node) -> tuple[Header, list[Finding]]:
    head = rest.first("Header")
    if head is None:
        raise FileRefused("The file has no <Header>", MEND)
    details = head.first("CollectionDetails") or Node("", head.line, "")
    source = head.first("Source") or Node("", head.line, "")

    def said(group: Node, tag: str) -> str:
        node = group.first(tag)
        return node.text if node is not None else ""

    if said(details, "Collection").upper() != "CIN":
        raise FileRefused(
            f"This is not a {KIND}: its collection is {said(details, 'Collection') or 'not given'}",
            MEND, line=details.line,
        )
    year = _year(said(details, "Year"), details.line)
    findings: list[Finding] = []
    reference_on = a_day(said(details, "ReferenceDate"))
    if reference_on != layout.period(year)[1]:
        findings.append(_reference_day(details, said(details, "ReferenceDate"), year))
    return Header(
        year=year, reference_on=reference_on or layout.period(year)[1],
        authority=said(source, "LEA"), software=said(source, "SoftwareCode")[:60],
        release=said(source, "Release")[:60], serial=said(source, "SerialNo")[:12],
        made_at=a_moment(said(source, "DateTime")),
    ), findings


def _reference_day(details: Node, told: str, year: int) -> Finding:
    last = layout.period(year)[1]
    kept = "kept as the file's last day" if a_day(told) else f"{last:%-d %B %Y} was taken"
    return Finding(
        Kind.MENDED, "", "Header[1]/CollectionDetails[1]/ReferenceDate", details.line, told,
        f"The census year {layout.year_words(year)} ends on {last:%-d %B %Y}; {kept}.",
    )


def _year(told: str, line: int) -> int:
    if not told.isdigit() or not layout.FIRST_YEAR <= int(told) <= layout.LAST_YEAR:
        first, last = layout.year_words(layout.FIRST_YEAR), layout.year_words(layout.LAST_YEAR)
        raise FileRefused(
            f"The header gives {told or 'no year'} as the census year; the layouts that are known "
            f"here are those of {first} to {last}",
            "Check <Year>, the year in which the census period ends.", line=line,
        )
    return int(told)
