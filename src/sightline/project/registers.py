"""Every register of the house read as one list: what is declared, in words, and in which room."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

Row = dict[str, Any]


def declared() -> list[Row]:
    """Rows of kind, key, title and room, in the order of the house."""
    return [*rooms(), *processes(), *clocks(), *detectors(), *roles()]


def rooms() -> Iterator[Row]:
    """The rooms themselves, with the sentence that says what each is."""
    from sightline.project.settings.apps import ROOMS

    for dotted in ROOMS:
        words = (import_module(dotted).__doc__ or "").strip().splitlines()
        yield row(
            "room",
            dotted.removeprefix("sightline."),
            words[0] if words else "",
            dotted.split(".")[1],
        )


def processes() -> Iterator[Row]:
    """Processes, then the events and pages of each."""
    from sightline.kernel.register import processes as register

    for process in register:
        yield row("process", process.key, process.title, process.key)
        for kind in process.events:
            yield row("event", f"{process.key}.{kind.key}", kind.title, process.key)
        for page in process.pages:
            yield row("page", f"{process.key}.{page.key}", page.title, process.key)


def clocks() -> Iterator[Row]:
    """Every clock, beside the process whose event stops it."""
    from sightline.kernel.register import processes as register

    for process in register:
        for rule in process.clocks:
            yield row("clock", rule.key, rule.title, process.key)


def detectors() -> Iterator[Row]:
    """Every detector, with the failing that it looks for."""
    from sightline.kernel.detectors import detectors as register

    for detector in register:
        yield row("detector", detector.key, detector.title, "oversight.drift")


def roles() -> Iterator[Row]:
    """The roles that a user may hold, and the permissions they are made of."""
    from sightline.access.roles import PERMISSIONS, ROLES

    for role in ROLES.values():
        yield row("role", role.key, role.title, "access.roles")
    for permission in PERMISSIONS.values():
        yield row("permission", permission.key, permission.words, "access.roles")


def row(kind: str, key: str, title: str, room: str) -> Row:
    return {"kind": kind, "key": key, "title": title, "room": room}
