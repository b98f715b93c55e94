"""What the night has to know of single children: orders, who is missing or unsafe, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from sightline.base.components.words import age_words, day, moment
from sightline.base.moments import at, london, now
from sightline.journey.contact.models import ChildPart as ContactPart
from sightline.journey.safety_agreement.queries import open_in, promise
from sightline.oversight.out_of_hours.models import Safe
from sightline.oversight.out_of_hours.queries import Night, left_to_the_night
from sightline.people.on_call.models import OnCall
from sightline.record.allocation.models import DutyTurn
from sightline.record.child.panels import hours_left
from sightline.record.child.parts import on_day
from sightline.record.child.rows import Ask, said_yes, together
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.orders.queries import InForce
from sightline.record.situation.models import Situation, Where

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person

#: The night is over when the offices open.
MORNING = time(9, 0)
COLUMNS: Mapping[str, Sequence[str]] = {
    "missing": ("event__child_id", "where_words", "event__happened_on"),
    "unsafe": ("event__child_id", "where", "safe_because", "event__happened_on", "event__step_id"),
    "left": ("event__child_id", "watch_for", "do", "ring", "event__for_on", "event__happened_on",
             "event__recorded_by__display_name", "event_id"),
    "promised": ("pk", "child_id", "step_id", "happened_on", "if_broken", "seen", "party_id",
                 "who", "is_to", "promised", "agreed"),
    "ring": ("kind", "name", "phone", "note", "until_at"),
    "duty": ("team__name_now", "worker__name", "worker__phone", "until_at"),
}


@dataclass
class Risk:
    """One thing that the night has to know of a child: why, what is so, and until when."""

    child_id: int
    why: str
    said: str = ""
    note: str = ""
    when: str = ""
    late: bool = False
    tone: str = "red"
    href: str = ""
    child: Person | None = field(default=None)

    @property
    def age(self) -> str:
        """The child's age in words."""
        child = self.child
        if child is None:
            return ""
        return child.over or age_words(child.born_on, child.expected_on)


Told = Mapping[str, list[dict[str, str]]]


def told_tonight(authority: Authority) -> Told:
    """Who is missing or not safe, what is promised or left, and whom to ring; one query."""
    moment_now = now()
    rows: dict[str, Any] = {
        "missing": missing(authority), "unsafe": not_safe(authority),
        "left": left_to_the_night(authority), "promised": open_in(authority),
        "ring": OnCall.objects.at(moment_now).filter(authority=authority),
        "duty": DutyTurn.objects.at(moment_now).filter(team__authorities=authority),
    }
    found = together([Ask(name, each, COLUMNS[name]) for name, each in rows.items()])
    return {
        name: [dict(zip(COLUMNS[name], row, strict=False)) for row in found.get(name, [])]
        for name in COLUMNS
    }


def missing(authority: Authority) -> Any:
    """What was last written of children who were then missing."""
    later = Situation.objects.standing().filter(event__child=OuterRef("event__child")).filter(
        Q(event__happened_on__gt=OuterRef("event__happened_on"))
        | Q(event__happened_on=OuterRef("event__happened_on"),
            event__order__gt=OuterRef("event__order"))
    )
    return Situation.objects.standing().filter(
        ~Exists(later), where_is=Where.MISSING, event__authority=authority,
        event__child__isnull=False,
    )


def not_safe(authority: Authority) -> Any:
    """What contacts that nobody has decided say of children who are not safe."""
    return ContactPart.objects.standing().filter(
        safe=Safe.NO, event__authority=authority, event__child__isnull=False,
        event__step__opened_on__isnull=False, event__step__closed_on__isnull=True,
    )


def risks(
    orders: Sequence[InForce], places: Mapping[int, PlaceOfSafety], nights: Sequence[Night],
    told: Told,
) -> list[Risk]:
    """Orders first, by the hour at which they end; then who is missing or not safe; then the rest.

    `orders` come in that order.
    """
    found = [_order(each, places.get(each.child.pk)) for each in orders]
    found += [_missing(row) for row in told["missing"]]
    found += [
        _unsafe(row["event__child_id"], row["event__step_id"],
                row["where"] or row["safe_because"], row["event__happened_on"])
        for row in told["unsafe"]
    ]
    found += [
        _unsafe(night.child.pk, night.part.event.step_id, night.part.safe_because,
                night.part.event.happened_on.isoformat())
        for night in nights if night.part.safe == Safe.NO
    ]
    return [*found, *_promised(told["promised"]), *(_left(row) for row in told["left"])]


def _order(each: InForce, place: PlaceOfSafety | None) -> Risk:
    kept = f"Must not be told: {place.kept_from}" if place is not None and place.kept_from else ""
    return Risk(
        each.child.pk, each.words, place.words if place is not None else "Where is not recorded",
        kept, _ends(each), each.ran_out, href=each.standing.href,
    )


def _ends(each: InForce) -> str:
    ends = each.ends_at
    if ends is None:
        return "Its end is not recorded"
    if each.ran_out:
        return f"Ran out {moment(ends)}. No end is recorded: nobody may hold the child"
    return f"Ends {'tonight, ' if ends <= morning() else ''}{moment(ends)}, {hours_left(ends)}"


def morning() -> datetime:
    """When this night ends: nine in the morning, today's while it is not yet nine."""
    this = now()
    nine = at(this.date(), MORNING)
    return nine if this < nine else at(this.date() + timedelta(days=1), MORNING)


def _missing(row: Mapping[str, str]) -> Risk:
    child_id = int(row["event__child_id"])
    return Risk(child_id, "Missing", row["where_words"],
                when=f"Written {day(on_day(row['event__happened_on']))}",
                href=reverse("child", args=[child_id]))


def _unsafe(child_id: int | str, step_id: Any, words: str, on: str) -> Risk:
    return Risk(int(child_id), "Not safe", words, when=f"Said {day(on_day(on))}",
                href=reverse("pages:step", args=[child_id, step_id]))


def _left(row: Mapping[str, str]) -> Risk:
    until = day(on_day(row["event__for_on"] or row["event__happened_on"]))
    by = row["event__recorded_by__display_name"] or "nobody named"
    return Risk(
        int(row["event__child_id"]), "Left to the night", f"{row['watch_for']} {row['do']}".strip(),
        f"Ring {row['ring']}" if row["ring"] else "", f"Until {until}, left by {by}", tone="blue",
        href=reverse("pages:event", args=[row["event__child_id"], row["event_id"]]),
    )


def _promised(rows: Sequence[Mapping[str, str]]) -> list[Risk]:
    """Promises that keep a child safe tonight: what the night does if one is not kept."""
    newest: dict[str, Mapping[str, str]] = {}
    for row in sorted(rows, key=lambda row: (row["happened_on"], int(row["pk"]))):
        newest[row["step_id"]] = row
    found = []
    for step_id, made in newest.items():
        said = [
            promise(row["who"], row["is_to"], row["promised"], row["agreed"])
            for row in sorted(rows, key=lambda row: int(row["party_id"] or 0))
            if row["pk"] == made["pk"] and row["party_id"]
        ]
        then = made["if_broken"].rstrip(".") or "What happens if it is not kept is not recorded"
        seen = "" if said_yes(made["seen"]) else ". The child has not been seen since"
        found.append(Risk(
            int(made["child_id"]), "Safety agreement",
            "; ".join(said) or "Who promised what is not recorded", f"If not kept: {then}{seen}",
            f"Since {day(on_day(made['happened_on']))}", tone="yellow",
            href=reverse("pages:step", args=[made["child_id"], step_id]),
        ))
    return found


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody who may be rung: for what, on which number, until when."""

    what: str
    name: str
    phone: str
    note: str = ""
    until: datetime | None = None


def to_ring(told: Told) -> list[Ring]:
    """Whom to ring now: managers on call first, then whoever is on duty."""
    kinds = list(OnCall.Kind.values)
    listed = sorted(told["ring"], key=lambda row: (kinds.index(row["kind"]), row["name"]))
    found = [
        Ring(str(OnCall.Kind(row["kind"]).label), row["name"], row["phone"], row["note"],
             _moment(row["until_at"]))
        for row in listed
    ]
    duty = sorted(told["duty"], key=lambda row: (row["team__name_now"], row["worker__name"]))
    return found + [
        Ring(f"On duty, {row['team__name_now']}", row["worker__name"],
             row["worker__phone"] or "Number not known", "", _moment(row["until_at"]))
        for row in duty
    ]


def _moment(text: str) -> datetime | None:
    """A moment read as text: both databases keep moments in the time of Greenwich."""
    if not text:
        return None
    read = datetime.fromisoformat(text)
    return london(read if read.tzinfo is not None else read.replace(tzinfo=UTC))
