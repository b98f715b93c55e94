"""The grounds that reach a whole authority, because the job is for every child in it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy.grounds import Ground, register, tables

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def every_child(user: "User", now: datetime) -> "QuerySet[Any, Any]":
    """Every child there is; the scope narrows it to the authorities where the role is held."""
    return tables["children"].rows().values_list("pk", flat=True)


def declare() -> None:
    """Put the wide grounds in the register."""
    register(
        Ground(
            "wide_front_door",
            "You work at the front door, which is for every child",
            every_child,
            frozenset({"front_door_worker", "front_door_manager"}),
            everybody=True,
        )
    )
    register(
        Ground(
            "wide_out_of_hours",
            "You work out of hours, when every child may need you",
            every_child,
            frozenset({"out_of_hours"}),
            everybody=True,
        )
    )
    register(
        Ground(
            "wide_oversight",
            "You answer for the service (Children Act 2004 s.18)",
            every_child,
            frozenset({"director", "service_manager"}),
            everybody=True,
        )
    )
    register(
        Ground(
            "wide_inspection",
            "You are inspecting the authority",
            every_child,
            frozenset({"inspector"}),
            everybody=True,
        )
    )
