"""A return written to an XML file as it is worked out, never held whole in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

#: What an element holds: text, or elements in order; a list repeats the element.
Held = Mapping[str, Any]


@contextmanager
def xml_file(path: Path) -> Iterator[Any]:
    """An XML file to write into; the name appears only when it is whole."""
    partial = path.with_name(f".{path.name}.part")
    try:
        with etree.xmlfile(str(partial), encoding="utf-8") as stream:
            stream.write_declaration()
            yield stream
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def element(tag: str, held: Held, order: Iterable[str]) -> etree._Element:
    """An element with what it holds, in the order of the layout; what is empty is left out."""
    made = etree.Element(tag)
    for name in order:
        values = held.get(name)
        if values is None:
            continue
        for value in values if isinstance(values, list) else (values,):
            if isinstance(value, etree._Element):
                made.append(value)
            elif value != "" and value is not None:
                etree.SubElement(made, name).text = _text(value)
    return made


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
