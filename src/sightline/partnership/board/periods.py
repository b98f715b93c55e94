"""The years a board answers for: from April to March, as its annual report does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sightline import law
from sightline.partnership.board.models import Body, BodyKind, Meeting, MeetingKind

#: The last day on which a local safeguarding children board could stand in England: the
#: transition to safeguarding partners (Children and Social Work Act 2017) ended on it.
LAST_LSCB = date(2019, 9, 29)


@dataclass(frozen=True, slots=True)
class Year:
    """A year from 1 April to 31 March, known by the year it begins in."""

    begins: int

    @property
    def since(self) -> date:
        """Its first day."""
        return date(self.begins, 4, 1)

    @property
    def until(self) -> date:
        """Its last day."""
        return date(self.begins + 1, 3, 31)

    def __str__(self) -> str:
        return f"{self.begins}-{(self.begins + 1) % 100:02}"


def year_of(day: date) -> Year:
    """The year a day falls in."""
    return Year(day.year if day >= date(day.year, 4, 1) else day.year - 1)


def years(body: Body) -> list[Year]:
    """The years in which a body met, the latest first."""
    days = Meeting.objects.standing().filter(body=body).values_list("held_on", flat=True)
    return sorted({year_of(day) for day in days}, key=lambda year: -year.begins)


def odd(meeting: Meeting, beside: Sequence[date] | None = None) -> list[str]:
    """What looks wrong with a meeting's day: told, never refused.

    `beside` are the days of all the body's meetings nearby, when the caller has them.
    """
    day, body, said = meeting.held_on, meeting.body, []
    if beside is None:
        held = Meeting.objects.standing().filter(body=body, held_on=day)
        beside = list(held.values_list("held_on", flat=True))
    if not law.calendar().is_working(day):
        said.append(f"{day:%A %-d %B %Y} is no working day. Check the date.")
    if not body.stands_on(day):
        said.append(f"{body.name} did not stand on {day:%-d %B %Y}.")
    if body.kind == BodyKind.LSCB and day > LAST_LSCB:
        said.append(
            "Local safeguarding children boards ended on 29 September 2019; partnerships followed."
        )
    if list(beside).count(day) > 1:
        said.append(f"Another meeting of {day:%-d %B %Y} is recorded.")
    return said


def counted(kinds: dict[str, int]) -> str:
    """How many meetings there were, by kind: 4 ordinary, 1 extraordinary."""
    ordered = [str(kind.label) for kind in MeetingKind]
    return ", ".join(f"{kinds[words]} {words.lower()}" for words in ordered if words in kinds)
