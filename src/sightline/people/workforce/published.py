"""What teams were called and who provided conferences, day by day, for earlier figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.kernel.relations import Relation, Row, day, text
from sightline.people.workforce.models import Service, ServiceProvider, TeamName


def _names(_: Any) -> Iterator[Row]:
    for row in TeamName.objects.order_by("team_id", "since_on", "pk"):
        if row.since_on is None or row.since_on != row.until_on:
            yield {
                "dnam_name_id": str(row.pk), "dnam_name": row.name,
                "dnam_team_id": str(row.team_id), "dnam_since": row.since_on,
                "dnam_until": row.until_on,
            }


def _providers(_: Any) -> Iterator[Row]:
    """One provider a day for each authority: where two services overlap, the later begun counts."""
    rows = ServiceProvider.objects.filter(
        service__purpose=Service.Purpose.CONFERENCES, service__authority__isnull=False
    ).select_related("service__authority")
    by_authority: dict[str, list[ServiceProvider]] = {}
    for row in sorted(rows, key=lambda row: (row.since_on or date.min, row.pk)):
        by_authority.setdefault(row.service.authority.code, []).append(row)
    for code, told in sorted(by_authority.items()):
        for row, after in zip(told, [*told[1:], None], strict=True):
            ends = [on for on in (row.until_on, after.since_on if after else None) if on]
            until = min(ends, default=None)
            if until is None or row.since_on is None or until > row.since_on:
                yield {
                    "prov_provider_id": str(row.pk), "prov_provider": str(row),
                    "prov_authority": code, "prov_since": row.since_on, "prov_until": until,
                }


RELATIONS = (
    Relation(
        name="department_names", key="dnam_name_id", extract=_names,
        title="What each team was called from one day until another",
        columns=(
            text("dnam_name_id", "The name, for this team and time"),
            text("dnam_name", "What it was called"),
            text("dnam_team_id", "The team"),
            day("dnam_since", "The first day; empty if it always was"),
            day("dnam_until", "The day from which it was called something else, or was no more"),
        ),
    ),
    Relation(
        name="conference_providers", key="prov_provider_id", extract=_providers,
        title="Who provided an authority's conferences from one day until another",
        columns=(
            text("prov_provider_id", "The provider, for this time"),
            text("prov_provider", "Who it was: the authority itself, or somebody outside"),
            text("prov_authority", "The authority's number"),
            day("prov_since", "The first day; empty if they always did"),
            day("prov_until", "The day from which somebody else did"),
        ),
    ),
)
