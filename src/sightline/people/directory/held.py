"""What a person's page shows: every section's rows, in words, newest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.base.components.words import day
from sightline.law.codes import code_set
from sightline.people.persons import models as tables
from sightline.people.persons.absence import Absence, shown
from sightline.people.persons.person import Person

NOT_ASKED = str(Absence.NOT_ASKED.label)
#: Kinds of row that may be ended or withdrawn from the page, by the word in the address.
ROWS: dict[str, Any] = {
    "name": tables.Name,
    "address": tables.Address,
    "identifier": tables.Identifier,
    "sex": tables.Sex,
    "gender": tables.Gender,
    "ethnicity": tables.Ethnicity,
    "religion": tables.Religion,
    "language": tables.Language,
    "disability": tables.Disability,
    "contact": tables.ContactPoint,
    "hazard": tables.Hazard,
    "flag": tables.Flag,
}
#: What is told of a child alone, and never of an adult relative.
OF_A_CHILD = frozenset({"flag"})
#: What a child may well have none of: nobody was asked for it.
UNASKED = {"hazard": "None recorded", "flag": "None raised by hand"}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in words, with the days it was so, and where it came from."""

    kind: str
    row_id: int
    label: str
    words: str
    when: str
    source: str
    current: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One section of the page."""

    key: str
    title: str
    lines: list[Line]
    unasked: str = ""


def when(since_on: date | None, until_on: date | None) -> str:
    """The days a fact was so: from 3 July 2026; until 1 May 2027; date not known."""
    if since_on and until_on:
        return f"{day(since_on)} to {day(until_on)}"
    if since_on:
        return f"from {day(since_on)}"
    return f"until {day(until_on)}" if until_on else "from a date not known"


def shown_rows(kind: str, user: Any, person: Person) -> Any:
    """The standing rows of a kind, of a person, that this user is among the audience of."""
    rows = ROWS[kind].objects.standing().filter(person=person)
    if kind == "flag":
        audiences = tables.Flag.audiences_of(user, person.authority_id)
        rows = rows.filter(audience__in=audiences)
    return rows


def held(
    person: Person, on: date, user: Any, *, confidential: bool = True, child: bool = True
) -> list[Shown]:
    """Every section; `confidential` leaves in the addresses that must not be told."""
    sections = [
        ("name", "Names", _name),
        ("address", "Addresses", _address),
        ("contact", "Telephone and email", _contact),
        ("identifier", "Numbers", _identifier),
        ("sex", "Sex", lambda row: ("", _coded(tables.SexCode, row.code, row.absence))),
        ("gender", "Gender", lambda row: ("", shown(row.words, row.absence))),
        ("ethnicity", "Ethnicity", lambda row: ("", _code("ethnicity", row))),
        ("religion", "Religion or belief", lambda row: ("", shown(row.words, row.absence))),
        ("language", "Language", _language),
        ("disability", "Disabilities", lambda row: ("", _code("disability", row))),
        ("hazard", "Hazards", _hazard),
        ("flag", "Flags", _flag),
    ]
    found = []
    for key, title, say in sections:
        if key in OF_A_CHILD and not child:
            continue
        rows = shown_rows(key, user, person).newest_first()
        if key == "address" and not confidential:
            rows = rows.filter(confidential=False)
        lines = [_line(key, row, say, on) for row in rows]
        unasked = UNASKED.get(key, NOT_ASKED)
        found.append(Shown(key, title, lines, "" if lines else unasked))
    return found


def _line(key: str, row: Any, say: Any, on: date) -> Line:
    label, words = say(row)
    begun = row.since_on is None or row.since_on <= on
    return Line(
        kind=key,
        row_id=row.pk,
        label=label,
        words=words,
        when=when(row.since_on, row.until_on),
        source=f"Source: {row.source}" if row.source else "",
        current=begun and (row.until_on is None or row.until_on > on),
        mark="Not to be told to the family" if getattr(row, "confidential", False) else "",
    )


def _name(row: Any) -> tuple[str, str]:
    return str(row.get_kind_display()), shown(str(row), row.absence)


def _address(row: Any) -> tuple[str, str]:
    text = ", ".join(part for part in (*row.lines.splitlines(), row.postcode) if part.strip())
    return str(row.get_kind_display()), shown(text, row.absence)


def _contact(row: Any) -> tuple[str, str]:
    words = shown(row.value, row.absence)
    return str(row.get_kind_display()), f"{words} ({row.caution})" if row.caution else words


def _identifier(row: Any) -> tuple[str, str]:
    words = shown(row.value, row.absence)
    if row.unknown_code:
        words += f": {code_set('upn_unknown').label(row.unknown_code)} ({row.unknown_code})"
    return str(row.get_scheme_display()), words


def _language(row: Any) -> tuple[str, str]:
    interpreter = str(row.get_interpreter_display())
    if row.interpreter in Absence.values:
        interpreter = f"interpreter: {interpreter.lower()}"
    return "", f"{shown(row.words, row.absence)}, {interpreter[0].lower()}{interpreter[1:]}"


def _hazard(row: Any) -> tuple[str, str]:
    if row.told_on:
        told = f"Person told on {day(row.told_on)}."
    elif row.not_told_because:
        told = f"Person not told: {row.not_told_because}."
    else:
        told = "Not yet said whether the person was told."
    review = f" Review by {day(row.review_on)}." if row.review_on else " No review date."
    return str(row.get_kind_display()), f"{row.detail} {told}{review}"


def _flag(row: Any) -> tuple[str, str]:
    told = f" Told by {row.told_by}." if row.told_by else ""
    review = f" Review by {day(row.review_on)}." if row.review_on else " No review date."
    shown_to = f" Shown to: {_lower(str(row.get_audience_display()))}."
    return str(row.get_kind_display()), f"{row.detail}{told}{review}{shown_to}"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _coded(choices: Any, code: str, absence: str) -> str:
    return shown(str(choices(code).label) if code else "", absence)


def _code(name: str, row: Any) -> str:
    return shown(code_set(name).label(row.code) if row.code else "", row.absence)
