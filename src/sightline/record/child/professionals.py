"""The part of the card that says who of other services works with the child, and on what number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.people.around.models import Service, State
from sightline.record.child.card import NOT_ASKED, Line, Part, joined

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.child.told import Told

SERVICES = {service.value: str(service.label) for service in Service}


def professionals(child: Person, told: Told) -> Part:
    """Each service involved on a line with its number; the others by what is known of them."""
    rows = told.all("around")
    order = list(SERVICES)
    rows.sort(key=lambda row: order.index(row["service"]))
    lines = [
        Line(SERVICES[row["service"]], _who(row))
        for row in rows if row["state"] == State.INVOLVED
    ]
    known = {row["service"] for row in rows if row["state"] != State.NOT_CHECKED}
    for state in (State.NOT_INVOLVED, State.UNAVAILABLE):
        if named := [SERVICES[row["service"]] for row in rows if row["state"] == state]:
            tone = "soon" if state == State.UNAVAILABLE else "quiet"
            lines.append(Line(str(state.label), "; ".join(named), tone=tone))
    unasked = [words for key, words in SERVICES.items() if key not in known and key != "other"]
    if not rows:
        lines = [Line("Professionals", f"{NOT_ASKED}: no service is recorded", tone="quiet")]
    elif unasked:
        lines.append(Line(str(State.NOT_CHECKED.label), "; ".join(unasked), tone="quiet"))
    return Part(
        "around", "Professionals around the child", lines,
        href=reverse("professionals", args=[child.pk]), link="Professionals and their numbers",
    )


def _who(row: dict[str, str]) -> str:
    place = row["organisation__name"] or row["professional__organisation__name"]
    number = (
        row["professional__phone"] or row["organisation__phone"]
        or row["professional__organisation__phone"] or "number not known"
    )
    return joined(row["professional__name"], row["professional__role_title"], place, number)
