"""Which processes have a plan, and what is recorded when a version of it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sightline.kernel.register import Register
from sightline.record.plans.models import PlanState

#: An action that records a version: fn(*, step, plan: PlanText, by, on) -> Event.
Submit = Callable[..., Any]

STATES = {
    PlanState.OUTLINE: "Record this outline",
    PlanState.AGREED: "Record that this was agreed",
    PlanState.FINAL: "Make this plan final",
}


@dataclass(frozen=True)
class PlanFor:
    """The plan of one process: its kind, and the event or action for each state it can reach."""

    process: str
    kind: str
    on_submit: Mapping[str, str | Submit]
    events: frozenset[str] = frozenset()

    def offered(self) -> list[tuple[str, str]]:
        """The states a person may hand the plan in as, with the words on the button."""
        return [(state, words) for state, words in STATES.items() if state in self.on_submit]

    def action(self, state: str) -> str | Submit:
        """The event kind, or the action itself, that a state stands for."""
        found = self.on_submit[state]
        if isinstance(found, str) and ":" in found:
            module, _, name = found.partition(":")
            return getattr(import_module(module), name)  # type: ignore[no-any-return]
        return found


plan_kinds: Register[PlanFor] = Register("plan kind")


def plan_events() -> frozenset[str]:
    """Full names of every event that writes a version of a plan down."""
    return frozenset(event for plan in plan_kinds for event in plan.events)


def register_plan_kind(
    process_key: str, kind: str, *, on_submit: Mapping[str, str | Submit],
    events: Iterable[str] = (),
) -> PlanFor:
    """Say that the steps of a process have a plan of this kind.

    `on_submit` maps a state to what records it: the full name of an event
    ("protection_plan.agreed"), "module:function", or the function itself. `events` names the
    events that such functions record, so that voiding one also calls off its tasks.
    """
    unknown = set(on_submit) - set(PlanState.values)
    if unknown:
        allowed = ", ".join(PlanState.values)
        raise ValueError(f"{process_key}: no plan state {sorted(unknown)}; there are {allowed}")
    named = {a for a in on_submit.values() if isinstance(a, str) and ":" not in a}
    plan = PlanFor(process_key, kind, dict(on_submit), frozenset(named | set(events)))
    return plan_kinds.add(process_key, plan)
