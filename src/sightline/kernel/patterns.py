"""Event patterns, `process.event(outcome|outcome)`: what starts, stops or abandons a duty."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sightline.kernel.facts import Fact

_SHAPE = re.compile(
    r"(?P<kind>[a-z0-9_]+\.[a-z0-9_]+)"
    r"(?:\((?P<outcomes>[A-Za-z0-9_]+(?:\|[A-Za-z0-9_]+)*)\))?"
    r"(?: before (?P<before>[a-z0-9_]+\.[a-z0-9_]+))?"
)


class PatternError(ValueError):
    """An event pattern nobody here can read."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of event, the outcomes that count, and the event that must not have come before."""

    kind: str
    outcomes: frozenset[str] | None = None
    before: str = ""

    def matches(self, fact: Fact) -> bool:
        return fact.kind == self.kind and (self.outcomes is None or fact.outcome in self.outcomes)

    def __str__(self) -> str:
        outcomes = f"({'|'.join(sorted(self.outcomes))})" if self.outcomes else ""
        return f"{self.kind}{outcomes}{f' before {self.before}' if self.before else ''}"


def parse(text: str) -> Pattern:
    """Read `section47.concluded(looked_after|review_conference)`."""
    found = _SHAPE.fullmatch(" ".join(str(text).split()))
    if not found:
        raise PatternError(
            f"Not an event pattern: '{text}'. Write process.event, process.event(outcome) or "
            "process.event(one|other), optionally followed by 'before process.event'."
        )
    outcomes = frozenset(found["outcomes"].split("|")) if found["outcomes"] else None
    return Pattern(found["kind"], outcomes, found["before"] or "")


def kinds(patterns: Iterable[Pattern]) -> frozenset[str]:
    """The event kinds that some patterns look at."""
    return frozenset(pattern.kind for pattern in patterns)
