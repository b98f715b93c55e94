"""The head of the chain, noted outside the database: what shows that its end was cut off.

Whoever can write to the tables can take away the last entries with their links, and the rest
still fits. The data directory is another place; where it is on another machine, or copied to
one, both would have to be changed.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from django.conf import settings

from sightline.access.audit.actions import seal
from sightline.access.audit.macs import GENESIS
from sightline.access.audit.models import Link
from sightline.access.audit.verifying import head

log = logging.getLogger(__name__)

FILE = "audit.head"


def place() -> Path:
    """Where the head is noted."""
    return Path(settings.HOME) / FILE


def noted_head() -> str:
    """The head as it was last noted here; empty when it never was."""
    try:
        return place().read_text().strip()
    except FileNotFoundError:
        return ""


def seal_and_note() -> None:
    """Seal what is not yet sealed and note the head.

    A head noted earlier that is no longer in the chain stays noted, so that the cut stays seen.
    """
    seal()
    before, now = noted_head(), head()
    if before and before != GENESIS and not Link.objects.filter(hash=before).exists():
        log.error("the audit trail lacks the head noted earlier: run sightline audit verify")
        return
    if now != before:
        fresh = place().with_suffix(".new")
        fresh.write_text(f"{now}\n")
        os.replace(fresh, place())
