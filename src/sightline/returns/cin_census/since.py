"""What is different in a later census file of the same year: by child, and by element."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sightline.returns.cin_census.comparing import Leaf, apart, walk
from sightline.returns.cin_census.layout import CHILD
from sightline.returns.kit.declared import Change, Since
from sightline.returns.kit.reading import node

LOCAL = "ChildIdentifiers/LAchildID"


def since(before: Path, after: Path) -> Since:
    """Set two files of ours side by side: only children of whom they differ are held in memory."""
    held = {number: _digest(child) for number, child in _children(before)}
    came: list[str] = []
    later: dict[str, list[Leaf]] = {}
    kept: set[str] = set()
    for number, child in _children(after):
        kept.add(number)
        if number not in held:
            came.append(number)
        elif held[number] != _digest(child):
            later[number] = _leaves(number, child)
    changes = [
        change for number, child in _children(before) if number in later
        for change in _changes(number, _leaves(number, child), later[number])
    ]
    return Since(tuple(came), tuple(n for n in held if n not in kept), tuple(changes))


def _children(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Each child of a file with the number under which it is sent; one at a time."""
    tag = CHILD.rpartition("/")[2]
    for _, child in etree.iterparse(str(path), tag=tag, no_network=True, resolve_entities=False):
        yield child.findtext(LOCAL) or "", child
        child.clear(keep_tail=False)
        while child.getprevious() is not None:
            del child.getparent()[0]


def _digest(child: etree._Element) -> bytes:
    return hashlib.blake2b(etree.tostring(child), digest_size=16).digest()


def _leaves(number: str, child: etree._Element) -> list[Leaf]:
    return list(walk(node(child, ""), number, (), "", {}))


def _changes(number: str, before: list[Leaf], after: list[Leaf]) -> Iterator[Change]:
    gone, come = apart(before, after)
    instead = {leaf.identity: leaf.value for leaf in come}
    for leaf in gone:
        yield Change(number, leaf.identity[-1], leaf.value, instead.pop(leaf.identity, ""))
    for identity, value in instead.items():
        yield Change(number, identity[-1], "", value)
