"""Every service in order, with who of it works with a person, or what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.people.around.models import AroundPerson, Service, State

TONES = {
    State.INVOLVED.value: "blue", State.NOT_INVOLVED.value: "grey",
    State.NOT_CHECKED.value: "", State.UNAVAILABLE.value: "yellow",
}


@dataclass(frozen=True, slots=True)
class Around:
    """One line: the service, what is known, who, how to reach them, and who says so."""

    service: str
    title: str
    state: str
    words: str
    row: AroundPerson | None = None

    @property
    def tone(self) -> str:
        """The colour of the state; none where nobody has asked."""
        return TONES[self.state]

    @property
    def who(self) -> str:
        """The professional and their part, where one is named."""
        named = self.row.professional if self.row is not None else None
        if named is None:
            return ""
        return f"{named.name}, {named.role_title}" if named.role_title else named.name

    @property
    def where(self) -> str:
        """The organisation."""
        row = self.row
        if row is None:
            return ""
        if row.organisation is not None:
            return row.organisation.name
        home = row.professional.organisation if row.professional is not None else None
        return home.name if home is not None else ""

    @property
    def number(self) -> str:
        """The telephone of the professional, else of the organisation; never blank."""
        row = self.row
        if row is None or row.state != State.INVOLVED:
            return ""
        for one in (row.professional, row.organisation):
            if one is not None and one.phone:
                return str(one.phone)
        return "Number not known"

    @property
    def email(self) -> str:
        """The email of the professional, else of the organisation."""
        row = self.row
        for one in (row.professional, row.organisation) if row is not None else ():
            if one is not None and one.email:
                return str(one.email)
        return ""

    @property
    def said(self) -> str:
        """When it was checked and how it is known."""
        row = self.row
        if row is None:
            return ""
        checked = f"checked {day(row.checked_on)}" if row.checked_on else ""
        since = f"since {day(row.since_on)}" if row.since_on else ""
        text = ", ".join(part for part in (since, checked, row.how) if part)
        return text[:1].upper() + text[1:]


def around(person_id: int, on: date | None = None) -> list[Around]:
    """Every service with what is known of it on a day; one query."""
    rows = AroundPerson.objects.standing().in_force(on or today()).filter(person_id=person_id)
    held: dict[str, list[AroundPerson]] = {}
    named = rows.select_related("organisation", "professional__organisation", "person")
    for row in named.order_by("since_on", "pk"):
        held.setdefault(row.service, []).append(row)
    found = []
    for service in Service:
        known = held.get(service.value, [])
        for row in known:
            words = str(State(row.state).label)
            found.append(Around(service.value, str(service.label), row.state, words, row))
        if not known and service is not Service.OTHER:
            unasked = State.NOT_CHECKED
            found.append(
                Around(service.value, str(service.label), unasked.value, str(unasked.label))
            )
    return found
