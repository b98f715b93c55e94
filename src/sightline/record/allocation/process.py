"""Allocation: the part of the record that says who holds a child (S085)."""

from pathlib import Path

from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader
from sightline.record.allocation.roles import InvolvementRole

ROLES = {role.value: str(role.label) for role in InvolvementRole}

PROCESS = Process(
    key="allocation",
    title="Allocation",
    duty="Every open child has a named worker, and nothing is held without an owner.",
    events=(
        EventKind(
            "placed",
            "Placed with a team, to be allocated",
            weight=Weight.NOTABLE,
            permission="allocation.decide",
        ),
        EventKind(
            "allocated",
            "Allocated to a worker",
            outcomes=ROLES,
            weight=Weight.NOTABLE,
            permission="allocation.decide",
        ),
        EventKind(
            "ended",
            "Allocation ended",
            outcomes=ROLES,
            weight=Weight.NOTABLE,
            permission="allocation.decide",
        ),
        EventKind(
            "considered",
            "Risk considered while the worker is away",
            permission="allocation.decide",
        ),
    ),
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
