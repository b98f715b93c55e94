"""For whom an interpreter is needed at a meeting of a child, and what was booked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.people.persons.models import Language
from sightline.people.relationships.kinds import PARENTS
from sightline.people.restriction.barrier import readable
from sightline.record.child.rows import Ask, together
from sightline.record.interpreters.models import Booking, Said
from sightline.record.interpreters.process import WITHOUT

#: What is read of each: whose meeting, who needs one, in which language, what they are called.
NEED = ("whose", "person_id", "words", "person__display_name")
BOOKED = ("event__child_id", "person_id", "what", "event__for_on", "agency", "language", "state",
          "event_id", "event__happened_on", "event__kind", "person__display_name")


@dataclass(frozen=True, slots=True)
class Needed:
    """Somebody who needs an interpreter when a child's family is met."""

    person_id: int
    name: str
    language: str = ""

    @property
    def words(self) -> str:
        """In which language and for whom."""
        return f"{self.language or 'language not recorded'}, for {self.name}"


@dataclass(frozen=True, slots=True)
class Booked:
    """An interpreter asked for, or said not to have been there: for whom, at what, on which day."""

    child_id: int
    needed: Needed
    what: str
    on: date | None
    agency: str
    state: str
    event_id: int
    asked_on: date

    @property
    def words(self) -> str:
        """How it stands."""
        who = self.agency or "an interpreter"
        if self.state == WITHOUT:
            return "There was none."
        if self.state == "confirmed":
            return f"Booked: {who}, confirmed."
        if self.state == "cannot_come":
            return f"Asked {who}, who cannot come. Ask somebody else."
        if self.state == "came":
            return f"{who[:1].upper()}{who[1:]} came."
        if self.state == "did_not_come":
            return f"{who[:1].upper()}{who[1:]} was booked and did not come."
        return f"Asked {who} on {day(self.asked_on)}; not confirmed yet."


@dataclass(frozen=True, slots=True)
class Line:
    """One person's interpreter at one meeting."""

    needed: Needed
    booked: Booked | None = None

    @property
    def ok(self) -> bool:
        """Whether one is sure to come, or came."""
        return self.booked is not None and self.booked.state in ("confirmed", "came")

    @property
    def mark(self) -> tuple[str, str]:
        """How it stands in two words, with their tone."""
        if self.booked is None:
            return "None booked", "red"
        return {
            "confirmed": ("Booked", "green"), "came": ("Came", "green"),
            "cannot_come": ("Cannot come", "red"), "did_not_come": ("Did not come", "red"),
            WITHOUT: ("None there", "red"),
        }.get(self.booked.state, ("Not confirmed", "orange"))

    @property
    def words(self) -> str:
        """That one is needed, and how it stands."""
        how = self.booked.words if self.booked is not None else "None is booked."
        return f"Interpreter needed: {self.needed.words}. {how}"


@dataclass
class Interpreting:
    """What one reading says of some children: who needs one, and what was booked."""

    needs: dict[int, list[Needed]] = field(default_factory=lambda: defaultdict(list))
    bookings: list[Booked] = field(default_factory=list)

    def lines(self, child_ids: Iterable[int], what: str, on: date | None) -> list[Line]:
        """Each who needs one at a meeting of these children, with what was booked.

        Those of one language for whom it stands alike are one line: one interpreter is enough.
        """
        ids, people = list(child_ids), {}
        for child_id in ids:
            for needed in self.needs.get(child_id, ()):
                people.setdefault(needed.person_id, needed)
        alike: dict[tuple[str, str], list[Line]] = {}
        for needed in people.values():
            line = Line(needed, self.booked(ids, needed.person_id, what, on))
            how = line.booked.words if line.booked is not None else ""
            alike.setdefault((needed.language.lower(), how), []).append(line)
        return [
            Line(replace(each[0].needed, name=_listed([one.needed.name for one in each])),
                 each[0].booked)
            for each in alike.values()
        ]

    def booked(
        self, child_ids: Sequence[int], person_id: int, what: str, on: date | None
    ) -> Booked | None:
        """The last that was asked for one person at one meeting."""
        same = [
            one for one in self.bookings
            if one.needed.person_id == person_id and one.what == what and one.on == on
            and one.child_id in child_ids
        ]
        return same[-1] if same else None


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence has them."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _told(reader: Any) -> Q:
    """Those of whom a reader may know; of no reader in particular, those kept from nobody."""
    open_to_all = Q(person__restriction="")
    return open_to_all if reader is None else open_to_all | Q(person_id__in=readable(reader))


def need_asks(child_ids: Iterable[int], reader: Any = None) -> list[Ask]:
    """The needs of some children, their parents and those responsible, for `together`.

    A parent or holder of whom the reader may not know is not read.
    """
    ids, on = list(child_ids), today()
    needing = Language.objects.standing().in_force(on).filter(
        interpreter=Language.Interpreter.NEEDED, person__died_on__isnull=True
    )
    back, over = "person__relationships_back__", "person__responsible_for__"
    parents = needing.filter(_told(reader), **{
        f"{back}person_id__in": ids, f"{back}kind__in": PARENTS,
        f"{back}superseded_at__isnull": True,
    }).annotate(whose=F(f"{back}person_id"))
    holders = needing.filter(
        _told(reader), Q(**{f"{over}until_on__isnull": True}) | Q(**{f"{over}until_on__gt": on}),
        **{f"{over}person_id__in": ids, f"{over}superseded_at__isnull": True},
    ).annotate(whose=F(f"{over}person_id"))
    own = needing.filter(person_id__in=ids).annotate(whose=F("person_id"))
    return [
        Ask("interpreter_own", own, NEED), Ask("interpreter_parent", parents, NEED),
        Ask("interpreter_holder", holders, NEED),
    ]


def booking_ask(child_ids: Iterable[int], reader: Any = None, *, since: date) -> Ask:
    """What was booked for some children for a day and after, for `together`."""
    last = Said.objects.standing().filter(booking=OuterRef("pk")).order_by(
        "-event__happened_on", "-event__order", "-event_id"
    )
    rows = Booking.objects.standing().filter(
        _told(reader) | Q(person_id=F("event__child_id")), event__child_id__in=list(child_ids),
        event__for_on__gte=since,
    )
    return Ask("interpreter_booked",
               rows.annotate(state=Subquery(last.values("event__outcome")[:1])), BOOKED)


def asks(child_ids: Iterable[int], reader: Any = None, *, since: date | None = None) -> list[Ask]:
    """All there is to read of some children from a day on, as a rule from today."""
    ids = list(child_ids)
    return [*need_asks(ids, reader), booking_ask(ids, reader, since=since or today())]


def told_in(rows: Mapping[str, Sequence[Sequence[str]]]) -> Interpreting:
    """What rows read with `asks` say."""
    found = Interpreting()
    for what in ("interpreter_own", "interpreter_parent", "interpreter_holder"):
        for whose, person, words, name in (row[: len(NEED)] for row in rows.get(what, ())):
            needed = Needed(int(person), name, words)
            held = found.needs[int(whose)]
            if needed.person_id not in {one.person_id for one in held}:
                held.append(needed)
    for row in rows.get("interpreter_booked", ()):
        child, person, what, on, agency, language, state, event, asked, kind, name = (
            row[: len(BOOKED)]
        )
        if kind.endswith(f".{WITHOUT}"):
            state = WITHOUT
        found.bookings.append(Booked(
            int(child), Needed(int(person), name, language), what,
            date.fromisoformat(on) if on else None, agency, state, int(event),
            date.fromisoformat(asked),
        ))
    found.bookings.sort(key=lambda one: one.event_id)
    return found


def interpreting(
    child_ids: Iterable[int], reader: Any = None, *, since: date | None = None
) -> Interpreting:
    """Who needs an interpreter at the meetings of some children, and what is booked; one query."""
    ids = list(child_ids)
    return told_in(together(asks(ids, reader, since=since))) if ids else Interpreting()
