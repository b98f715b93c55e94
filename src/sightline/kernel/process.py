"""What a statutory process declares about itself: its events, pages, clocks and gates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sightline.kernel.forms import Page


class SubjectKind(StrEnum):
    """Whom a step is about."""

    CHILD = "child"
    WORKER = "worker"
    ORGANISATION = "organisation"
    NONE = "none"


class GatePurpose(StrEnum):
    """The only five kinds of event that a gate may refuse."""

    CLOSING = "closing"
    FINALISING = "finalising"
    AUTHORISING = "authorising"
    ENDING = "ending a plan"
    SENDING = "sending out"


class Weight(StrEnum):
    """How an event stands in the automatic chronology."""

    ROUTINE = "routine"
    NOTABLE = "notable"
    SIGNIFICANT = "significant"


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of thing that happens in a process, named by a past participle.

    `outcomes` are the declared codes with their words; a clock reads nothing else of an event.
    `gate` marks the few events that may be refused until something is put right.
    `sets` says in words what the event's `for_on` date fixes ("Date of the conference").
    `carried` marks an opening that carries the moment of the event it was led from: when that
    moment is corrected, this one is corrected with it.
    """

    key: str
    title: str
    outcomes: Mapping[str, str] = field(default_factory=dict)
    gate: GatePurpose | None = None
    shared: bool = False
    sets: str = ""
    weight: Weight = Weight.ROUTINE
    carried: bool = False
    permission: str = "journey.record"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a gate holds an event back, and what would let it through."""

    reason: str
    mend: str


#: A gate looks at the step and the facts offered and returns its refusals; none means pass.
Gate = Callable[[Any], list[Refusal]]

#: Builds the first draft of a step from the event that leads to it: page key -> field values.
DraftFrom = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Process:
    """One statutory process, or a shared part that records events of its own.

    `opens` names the events that open a step; `closes` and `reopens` are event patterns
    ("decided(advice|no_further_action)") without the process key. An empty `opens` is a shared
    part whose events hang from another process's step, or from the child alone.
    """

    key: str
    title: str
    duty: str
    events: tuple[EventKind, ...]
    opens: frozenset[str] = frozenset()
    closes: frozenset[str] = frozenset()
    reopens: frozenset[str] = frozenset()
    subject: SubjectKind = SubjectKind.CHILD
    episode: bool = False
    leads_to: frozenset[str] = frozenset()
    opens_from: Mapping[str, DraftFrom] = field(default_factory=dict)
    worked_by: frozenset[str] = frozenset()
    pages: tuple[Page, ...] = ()
    clocks: tuple[Any, ...] = ()
    gates: Mapping[str, tuple[Gate, ...]] = field(default_factory=dict)

    def event(self, key: str) -> EventKind:
        """The declared event of that key; KeyError names what there is."""
        for kind in self.events:
            if kind.key == key:
                return kind
        known = ", ".join(kind.key for kind in self.events)
        raise KeyError(f"{self.key} declares no event {key!r}; it declares {known}")

    def page(self, key: str) -> Page:
        """The declared page of that key; KeyError names what there is."""
        for page in self.pages:
            if page.key == key:
                return page
        known = ", ".join(page.key for page in self.pages)
        raise KeyError(f"{self.key} declares no page {key!r}; it declares {known}")

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        keys = {kind.key for kind in self.events}
        for name in self.opens:
            if name not in keys:
                raise ValueError(f"{self.key} opens with {name!r}, which it does not declare")
        for event_key in self.gates:
            if self.event(event_key).gate is None:
                raise ValueError(
                    f"{self.key}.{event_key} has a gate but is not a closing, finalising, "
                    "authorising, ending or sending event: what has happened is never refused"
                )
        for page in self.pages:
            if page.event not in keys:
                raise ValueError(f"{self.key} page {page.key!r} records unknown {page.event!r}")
            if page.after and page.after not in keys:
                raise ValueError(f"{self.key} page {page.key!r} waits for unknown {page.after!r}")
