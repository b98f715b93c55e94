"""What a conference already knows from the work that led to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sightline.base.components.words import day
from sightline.journey.conference.gates import decision_on
from sightline.record.meetings.models import Meeting, Participant

if TYPE_CHECKING:
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

CARRIED = ("agency", "health_kind", "name", "role", "organisation_id", "direct_contact")


def invitations_so_far(event: Event) -> Mapping[str, Any]:
    """The first draft of the invitations: those who have met about this child already."""
    met = (
        Participant.objects.standing().filter(occasion__parts__child_id=event.child_id,
                                              occasion__parts__voided_at__isnull=True)
        .exclude(name="").order_by("-occasion__happened_on", "pk")
    )
    known: dict[tuple[str, str], dict[str, Any]] = {}
    for participant in met[:60]:
        row = {name: getattr(participant, name) for name in CARRIED}
        known.setdefault((participant.agency, participant.name.casefold()), row)
    return {"invite": {"rows": {"meetings.Participant": list(known.values())}}} if known else {}


def minutes_so_far(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person]
) -> dict[str, Any]:
    """The first draft of the record: who was there, and what was said to everybody.

    What was decided for one child is in that child's own notice and not here, since the same
    record may go to brothers and sisters.
    """
    decided = decision_on(step) if step is not None else None
    if decided is None:
        return {}
    people = list(Participant.objects.filter(occasion=decided.occasion_id).order_by("pk"))
    meeting = Meeting.objects.filter(occasion=decided.occasion_id).first()
    lines = [f"Child protection conference on {day(decided.happened_on)}"]
    if meeting is not None and meeting.place:
        lines[0] += f", {meeting.place}"
    for title, rows in (
        ("There", [p for p in people if p.took_part]),
        ("Not there", [p for p in people if not p.took_part]),
    ):
        if rows:
            lines += ["", f"{title}:", *(f"- {_came(p)}" for p in rows)]
    said = [p for p in people if p.view.strip()]
    if said:
        lines += ["", "What each said:", *(f"- {p}: {p.view.strip()}" for p in said)]
    if meeting is not None and meeting.notes.strip():
        lines += ["", meeting.notes.strip()]
    lines += ["", "What was decided for each child is in that child’s own decision notice."]
    return {"rows": {"notes.Note": [{"text": "\n".join(lines)}]}}


def _came(p: Participant) -> str:
    how = "" if p.took_part else f": {str(p.get_attendance_display() or 'not known').lower()}"
    reported = f"; report received {day(p.report_received_on)}" if p.report_received_on else ""
    return f"{p}{how}{reported}"
