"""When the child was seen and what they said, as a part of a report."""

from __future__ import annotations

from sightline.base.components.words import day
from sightline.base.documents import Bullets, Heading, Paragraph, Table, Typed
from sightline.record.documents.kinds import Asked, add_to
from sightline.record.documents.parts import Nature, Part
from sightline.record.visits.models import ChildPart

#: Visits that a report names one by one.
LAST = 12


def parts(asked: Asked) -> list[Part]:
    """The last visits, and what the child said at each."""
    rows = list(
        ChildPart.objects.standing().filter(event__child_id=asked.child.pk)
        .select_related("event").order_by("-event__happened_on", "-event_id")[:LAST]
    )
    if not rows:
        title = f"When {asked.name} was seen"
        return [Part("seen:none", title, [Heading(title), Paragraph("No visit is recorded.")])]
    lines = [[day(row.event.happened_on), str(row.get_seen_display())] for row in rows if row.seen]
    title = f"When {asked.name} was seen"
    found = [Part("seen:dates", title, [
        Heading(title), Table("The last visits", ["When", "Was the child seen?"], lines),
    ])] if lines else []
    told = [Typed(f"{day(row.event.happened_on)}: {row.said}") for row in rows if row.said.strip()]
    if told:
        title = f"What {asked.name} said or showed at visits"
        found.append(
            Part("seen:said", title, [Heading(title), Bullets(told)], Nature.CHILD_SAID)
        )
    means = [Typed(f"{day(row.event.happened_on)}: {row.analysis}")
             for row in rows if row.analysis]
    if means:
        title = "What the visits mean"
        found.append(
            Part("seen:means", title, [Heading(title), Bullets(means)], Nature.PROFESSIONAL)
        )
    return found


def declare() -> None:
    """Add what was seen to the report to a conference."""
    add_to("conference_report", "visits", parts)
