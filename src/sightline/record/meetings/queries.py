"""Who was asked, who came, whose report arrived, and whose voice was not heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from sightline.record.meetings.models import (
    Agency,
    AgencyView,
    Attendance,
    HealthKind,
    Opinion,
    Participant,
)
from sightline.record.spine.models import Event, Occasion


def participants(occasion: Occasion) -> list[Participant]:
    """Everybody on an occasion's list, by agency, in the order in which they were written."""
    rows = Participant.objects.filter(occasion=occasion).select_related("organisation", "worker")
    order = {agency: place for place, agency in enumerate(Agency.values)}
    return sorted(rows, key=lambda p: (order.get(p.agency, len(order)), p.pk))


def unheard(occasion: Occasion) -> list[Participant]:
    """Those invited who neither took part nor sent a report: the views still missing."""
    return [
        p for p in participants(occasion)
        if p.invited and not p.took_part and p.attendance != Attendance.REPORT_ONLY
        and p.report_received_on is None
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """How often one agency was invited, came and reported."""

    agency: str
    invited: int
    attended: int
    reported: int

    @property
    def heard(self) -> float | None:
        """The share of invitations answered by coming; none when never invited."""
        return self.attended / self.invited if self.invited else None


def by_agency(occasion_ids: Iterable[int]) -> list[Share]:
    """Invitations, attendance and reports of each agency; the GP on a line of its own."""
    rows = (
        Participant.objects.standing().filter(occasion_id__in=list(occasion_ids))
        .exclude(agency__in=("", Agency.FAMILY, Agency.CHILD, Agency.ADVOCATE))
    )
    counts = {
        "invited": Count("pk", filter=Q(invited=True) | Q(attendance=Attendance.ATTENDED)),
        "attended": Count("pk", filter=Q(attendance=Attendance.ATTENDED)),
        "reported": Count(
            "pk", filter=Q(report_received_on__isnull=False)
            | Q(attendance=Attendance.REPORT_ONLY),
        ),
    }
    practices = Q(agency=Agency.HEALTH, health_kind=HealthKind.GP)
    found = [
        Share(str(Agency(row["agency"]).label), row["invited"], row["attended"], row["reported"])
        for row in rows.exclude(practices).values("agency").annotate(**counts).order_by("agency")
    ]
    gps = rows.filter(practices).aggregate(**counts)
    if any(gps.values()):
        found.append(Share(str(HealthKind.GP.label), **gps))
    return sorted(found, key=lambda share: share.agency)


def dissent(event: Event) -> list[AgencyView]:
    """The views that went against the decision for a child."""
    return list(
        AgencyView.objects.filter(event=event, opinion=Opinion.DISSENTS)
        .select_related("participant").order_by("pk")
    )
