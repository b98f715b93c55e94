"""The parts of the situation card, each made from what was read; none of them is ever blank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components import words
from sightline.base.components.words import day
from sightline.people.persons.absence import shown
from sightline.people.persons.models import Address
from sightline.people.relationships.models import ParentalResponsibility
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.child.card import (
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_KNOWN,
    SOURCE_CANNOT_SAY,
    Line,
    Part,
    clipped,
    joined,
)
from sightline.record.child.duties import Duties, said
from sightline.record.child.panels import Standing
from sightline.record.child.rows import said_yes
from sightline.record.situation.models import Company, KeptFrom, Where
from sightline.record.situation.queries import is_stale
from sightline.record.visits.models import Place
from sightline.record.visits.queries import SEEN

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.child.told import Told
    from sightline.record.spine.models import Event, Step

UNWRITTEN = "Not asked: nobody has written it"
#: The bases of parental responsibility that a court, or the police's request to one, gave.
ORDERS = frozenset(
    {"care_order", "emergency", "special_guardian", "child_arrangements", "adoption"}
)


def on_day(text: str) -> date | None:
    """A day read as text from the database; none where there was none."""
    return date.fromisoformat(text[:10]) if text else None


def worry(child: Person, told: Told) -> Part:
    """The worry and what is working, with whose words they are, and whether they are stale."""
    row = told.one("situation")
    write = reverse("pages:start_page", args=[child.pk, "situation", "write"])
    if row is None:
        lines = [Line("Worry", UNWRITTEN, tone="quiet"), Line("Working", UNWRITTEN, tone="quiet")]
        return Part("worry", "The worry, and what is working", lines, href=write, link="Write it")
    on = on_day(row["event__happened_on"])
    by = row["event__recorded_by__display_name"] or "an author not known"
    stale = on is not None and is_stale(on)
    note = f"{by}, {day(on)}" + ("; more than 30 days old, so check it" if stale else "")
    lines = [
        Line("Worry", clipped(row["worry"]) or NOT_ASKED),
        Line("Working", clipped(row["working"]) or NOT_ASKED),
    ]
    return Part(
        "worry", "The worry, and what is working", lines, note, "soon" if stale else "", write,
        "Write it again",
    )


def tonight(
    child: Person, told: Told, known: set[int], placed: Sequence[Standing], confidential: bool
) -> Part:
    """Where the child is, with whom, who must not be told, and the address."""
    row = told.one("situation")
    lines = [Line("Where", standing.line, href=standing.href) for standing in placed]
    if row is None:
        lines += [] if placed else [Line("Where", UNWRITTEN, tone="quiet")]
        lines += [Line(label, UNWRITTEN, tone="quiet") for label in ("With", "Must not be told")]
    elif placed:
        lines += _also_written(row)
    else:
        note = f"written {day(on_day(row['event__happened_on']))}"
        lines += [
            Line("Where", _where(row), note, "grave" if row["where_is"] == Where.MISSING else ""),
            Line("With", _one_of(Company, row["with_whom"], row["with_words"])),
            Line("Must not be told", _one_of(KeptFrom, row["kept_from"], row["kept_from_words"]),
                 tone="grave" if row["kept_from"] == KeptFrom.NAMED else ""),
        ]
    if home := _home(told, known):
        lines.append(Line("Same home", home))
    return Part("tonight", "Tonight", [*lines, *_addresses(told, confidential)])


def _also_written(row: dict[str, str]) -> list[Line]:
    """What was written of tonight beside a place of safety, which goes before it."""
    note = f"written {day(on_day(row['event__happened_on']))}"
    lines = [Line("Also written", joined(_where(row), row["with_words"], by="; "), note,
                  "grave" if row["where_is"] == Where.MISSING else "")]
    if row["kept_from"] == KeptFrom.NAMED:
        lines.append(Line("Must not be told", row["kept_from_words"], tone="grave"))
    return lines


def _where(row: dict[str, str]) -> str:
    if not row["where_is"]:
        return row["where_words"] or NOT_ASKED
    return joined(str(Where(row["where_is"]).label), row["where_words"], by=": ")


def _one_of(choices: type[Company] | type[KeptFrom], code: str, named: str) -> str:
    """Who was named, or the reason why nobody was."""
    if code == choices.NAMED or (named and not code):
        return named or "Somebody, not named"
    return str(choices(code).label) if code else NOT_ASKED


def _home(told: Told, known: set[int]) -> str:
    return ", ".join(
        row["person__display_name"] for row in told.all("home")
        if not row["person__restriction"] or int(row["person_id"]) in known
    )


def _addresses(told: Told, confidential: bool) -> list[Line]:
    found = []
    for row in told.all("address"):
        where = joined(*row["lines"].splitlines(), row["postcode"])
        label = str(Address.Kind(row["kind"]).label)
        label = "Address" if row["kind"] == Address.Kind.HOME else f"{label} address"
        if not said_yes(row["confidential"]):
            found.append(Line(label, shown(where, row["absence"])))
        elif confidential:
            found.append(Line(
                label, f"CONFIDENTIAL, tell nobody of the family: {where}", tone="grave",
                paper="Confidential: not printed. Read it on the record.",
            ))
        else:
            hidden = "Confidential: held on the record. Ask the lead worker."
            found.append(Line(label, hidden, tone="grave"))
    return found or [Line("Address", NOT_ASKED, tone="quiet")]


def legal(told: Told, known: set[int], orders: Sequence[Standing]) -> Part:
    """Legal status and any order with its end, and who holds parental responsibility."""
    lines = [Line("Order", one.line, tone="grave", href=one.href) for one in orders]
    holders = [
        row for row in told.all("responsible")
        if not row["holder__restriction"] or int(row["holder_id"] or 0) in known
    ]
    for row in holders:
        if row["basis"] in ORDERS:
            ends = on_day(row["until_on"])
            when = f"until {day(ends)}" if ends else "no end recorded"
            since = on_day(row["since_on"])
            began = f"from {day(since)}" if since else ""
            lines.append(Line("Order", joined(_basis(row), began, when), tone="grave"))
    if not lines:
        lines = [Line("Legal status", "Not asked: no order is recorded", tone="quiet")]
    held = [
        f"{row['holder__display_name'] or row['holder_authority__name']} "
        f"({_lower(_basis(row))})"
        for row in holders
    ]
    responsible = Line("Parental responsibility", "; ".join(held) or NOT_ASKED,
                       tone="" if held else "quiet")
    return Part("legal", "Legal", [*lines, responsible])


def _basis(row: dict[str, str]) -> str:
    """On what basis, without the section of the Act, which the child's details have."""
    return str(ParentalResponsibility.Basis(row["basis"]).label).partition(" (")[0]


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def seeing(child: Person, events: Sequence[Event], told: Told, owed: Duties, brought: bool) -> Part:
    """When the child was last seen, and seen alone, by whom, and by when next."""
    visits = [event for event in events if event.kind == "visit.made"]
    seen = next((event for event in reversed(visits) if event.outcome in SEEN), None)
    alone = next((event for event in visits if event.pk == told.alone), None)
    never = SOURCE_CANNOT_SAY if brought and not visits else "Never, at a visit on this record"
    lines = [Line("Last seen", _met(seen, told) or never, tone="" if seen else "late")]
    if child.unborn:
        lines.append(Line("Last seen alone", f"{NOT_APPLICABLE}: unborn", tone="quiet"))
    else:
        lines.append(Line("Last seen alone", _met(alone, told) or never,
                          tone="" if alone else "late"))
    failed = [event for event in visits if event.outcome == "not_seen"
              and (seen is None or _place(event) > _place(seen))]
    if failed:
        count = words.plural(len(failed), "visit")
        lines.append(Line("Since then", f"{count} did not see the child, the last on "
                          f"{day(failed[-1].happened_on)}", tone="late"))
    due = owed.seeing
    lines.append(Line("Next due", said(due) if due else "No visit is due by a rule",
                      tone="late" if due in owed.overdue else ""))
    return Part("seen", "Seen", lines)


def _place(event: Event) -> tuple[date, int, int]:
    return event.happened_on, event.order, event.pk


def _met(event: Event | None, told: Told) -> str:
    if event is None:
        return ""
    row = next((r for r in told.all("visit") if r["occasion_id"] == str(event.occasion_id)), {})
    by = row.get("visited_by__name") or row.get("visited_by_name") or (
        event.recorded_by.display_name if event.recorded_by is not None else ""
    )
    place = row.get("place", "")
    where = _lower(str(Place(place).label)) if place else ""
    return joined(day(event.happened_on), f"by {by}" if by else f"by whom: {_lower(NOT_KNOWN)}",
                  where)


def contingency(child: Person, told: Told, promised: Sequence[Standing] = ()) -> Part:
    """What adults promised for now, and what is done if the plan fails: how it shows, what then."""
    row = told.one("contingency")
    lines = [Line("Safety agreement", each.line, href=each.href) for each in promised]
    if row is None:
        lines.append(Line("Contingency", "Not asked: no open plan has one", tone="late"))
        return Part("contingency", "If it goes wrong", lines)
    lines += [
        Line("It has, when", clipped(row["trigger"]) or NOT_ASKED),
        Line("Then", clipped(row["action"]) or NOT_ASKED),
        Line("By whom", clipped(row["by_whom"]) or NOT_ASKED),
        Line("Emergency carer", clipped(row["emergency_carer"]) or NOT_ASKED),
        Line("Ring", clipped(row["contact"]) or NOT_ASKED),
    ]
    return Part("contingency", "If it goes wrong", lines,
                f"plan of {day(on_day(row['event__happened_on']))}")


ROLES = {
    InvolvementRole.LEAD: "Lead worker", InvolvementRole.COVERING: "Covering",
    InvolvementRole.CHAIR: "Chair", InvolvementRole.REVIEWING_OFFICER: "Reviewing officer",
}


def ring(child: Person, told: Told, steps: Sequence[Step]) -> Part:
    """Whom to ring: lead worker, who stands in, manager, chair, and whoever is on duty now."""
    rows = told.all("involved")
    lines = _workers(rows, told)
    lines += _managers(rows, told)
    if not any(row["role"] == InvolvementRole.CHAIR for row in rows):
        lines.append(Line("Chair", "Nobody is named", tone="quiet"))
    duty = [
        Line("On duty now", joined(row["worker__name"], row["team__name_now"],
                                   _number(row["worker__phone"])))
        for row in sorted(told.all("duty"), key=lambda r: r["team__kind"] != "out_of_hours")
    ][:3]
    lines += duty or [Line("On duty now", "Nobody is recorded as on duty", tone="late")]
    return Part("ring", "Who to ring", lines)


def _workers(rows: Sequence[dict[str, str]], told: Told) -> list[Line]:
    found, covers = [], {row["worker_id"]: row for row in told.all("cover")}
    for role, label in ROLES.items():
        for row in rows:
            if row["role"] != role:
                continue
            team = row["team__name_now"]
            if row["worker__name"]:
                number = _number(row["worker__phone"])
                found.append(Line(label, joined(row["worker__name"], number, team)))
            else:
                found.append(Line(label, f"No worker yet; {team} holds the child", tone="late"))
            if cover := covers.get(row["worker_id"]):
                found.append(Line("Standing in", joined(
                    cover["covered_by__name"], _number(cover["covered_by__phone"]))))
    if not any(row["role"] == InvolvementRole.LEAD for row in rows):
        found.insert(0, Line("Lead worker", "Nobody: no work is allocated", tone="quiet"))
    return found


def _managers(rows: Sequence[dict[str, str]], told: Told) -> list[Line]:
    named = {row["worker__name"]: row["worker__phone"] for row in told.all("manager")}
    if not named:
        named = {
            row["worker__line_manager__name"]: row["worker__line_manager__phone"]
            for row in rows
            if row["role"] == InvolvementRole.LEAD and row["worker__line_manager__name"]
        }
    return [
        Line("Manager", joined(name, _number(phone))) for name, phone in list(named.items())[:2]
    ] or [Line("Manager", "Nobody is named", tone="quiet")]


def _number(phone: str) -> str:
    return phone or "number not known"
