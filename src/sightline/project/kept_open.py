"""A connection to SQLite is kept from page to page, and opened anew when its file was replaced.

Opening one takes as long as a third of a page. But a record brought back from a copy while pages
are served lies in another file of the same name: to write on in the old one would lose it.
"""

from __future__ import annotations

import os
from typing import Any

from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created

Place = tuple[int, int]


def _place(connection: Any) -> Place | None:
    """Which file lies where the record is; none where there is no file, or no SQLite."""
    if connection.vendor != "sqlite":
        return None
    try:
        there = os.stat(connection.settings_dict["NAME"])
    except OSError:
        return None
    return there.st_dev, there.st_ino


def opened(connection: Any, **_: Any) -> None:
    """Remember which file a connection was opened to."""
    connection.opened_to = _place(connection)


def still_there(**_: Any) -> None:
    """Close what is open to a file that no longer lies where the record is."""
    for connection in connections.all(initialized_only=True):
        told = getattr(connection, "opened_to", None)
        if told is None or connection.connection is None or connection.in_atomic_block:
            continue
        if _place(connection) != told:
            connection.close()


def watch() -> None:
    """Look at the beginning of every page."""
    connection_created.connect(opened, dispatch_uid="kept open: opened")
    request_started.connect(still_there, dispatch_uid="kept open: still there")
