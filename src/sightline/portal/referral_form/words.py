"""What was typed into a form, as plain words; and which children's questions are on it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict

CHILD = re.compile(r"^child-(\d{1,3})-")
#: Names of fields that are the form's own and say nothing.
OWN = frozenset({"once", "children", "asked", "unknown", "_do", "csrfmiddlewaretoken"})


def plain(text: str) -> str:
    """Text without the characters that no database takes and no screen shows."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in tidy if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def has_words(sent: QueryDict, prefix: str) -> bool:
    """Whether anything is said under names that begin so."""
    return any(plain(v) for n in sent if n.startswith(prefix) for v in sent.getlist(n))


def says_anything(sent: QueryDict) -> bool:
    """Whether anything at all was written."""
    return any(
        plain(value) for name, values in sent.lists() if name not in OWN for value in values
    )


def child_numbers(sent: QueryDict) -> list[int]:
    """The children on the form, by the numbers of their questions."""
    return sorted({int(found[1]) for name in sent if (found := CHILD.match(name))})
