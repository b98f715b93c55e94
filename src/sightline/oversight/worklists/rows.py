"""One child as a worklist shows them: what is open, who leads, what is next due, when last seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from sightline.access.policy import visible_children
from sightline.access.policy.scope import grounds_of
from sightline.base import worded
from sightline.base.components.due import Deadline
from sightline.base.components.words import age_words, plural
from sightline.base.moments import elapsed, now, today
from sightline.kernel.register import processes
from sightline.people.persons.models import Person
from sightline.record.plans import queries as plans
from sightline.record.plans.kinds import plan_kinds
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.models import Clock
from sightline.record.visits.queries import last_seen

if TYPE_CHECKING:
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.allocation.queries import HeldChild
    from sightline.record.plans.queries import Line
    from sightline.record.spine.models import Step


def title_of(process: str) -> str:
    """What a process is called; one taken out of the house by its key."""
    declared = processes.get(process)
    return declared.title if declared is not None else process.replace("_", " ").capitalize()


def is_late(clock: Clock, moment: datetime | None = None) -> bool:
    """Whether a running clock has passed its moment."""
    moment = moment or now()
    if clock.due_at is not None:
        return clock.due_at < moment
    return clock.due_on is not None and clock.due_on < moment.date()


def passed() -> QuerySet[Clock]:
    """Every running clock that has passed its moment, whoever may see it."""
    # in words and not as a value, so that SQLite reads its index of what is running, by the day
    running = RawSQL(f"'{Clock.State.RUNNING.value}'", ())
    return Clock.objects.filter(
        Q(due_at__lt=now()) | Q(due_at__isnull=True, due_on__lt=today()),
        state=running, due_on__lte=today(),
    )


@dataclass
class Row:
    """A child on a list; `clocks` run, the first due first, and `late` says how many are over."""

    child: Person
    steps: list[Step]
    worker: Worker | None
    team: Team | None
    late: int = 0
    seen_on: date | None = None
    gaps: list[str] = field(default_factory=list)
    gap_step: int | None = None
    plan: Line | None = None
    imported: bool = False
    contacts: list[Step] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)

    @property
    def at_work(self) -> bool:
        """Whether any work is open; of others something is owed of work that has closed."""
        return bool(self.steps)

    @cached_property
    def next(self) -> Deadline | None:
        """What is due first, as it is shown."""
        return deadline(self.clocks[0]) if self.clocks else None

    @property
    def age(self) -> str:
        """The child's age in words."""
        return self.child.over or age_words(self.child.born_on, self.child.expected_on)

    @property
    def open_words(self) -> str:
        """What is open, in the order of the journey, each once."""
        return ", ".join(dict.fromkeys(title_of(step.process) for step in self.steps))

    @property
    def days_since_seen(self) -> int | None:
        """Days since anybody saw the child at a visit; none when nobody has."""
        return (today() - self.seen_on).days if self.seen_on is not None else None

    @property
    def seen_words(self) -> str:
        """When the child was last seen, as a list says it."""
        days = self.days_since_seen
        if days is None:
            return "Not yet seen"
        return "Today" if days == 0 else f"{plural(days, 'day')} ago"

    @property
    def order(self) -> tuple[int, date, str]:
        """Overdue first, then by what is due next."""
        due = self.clocks[0].due_on if self.clocks else None
        return (0 if self.late else 1, due or date.max, self.child.display_name)


def readable(
    user: Any, people: Iterable[Person | None]
) -> tuple[dict[int, tuple[str, int]], int]:
    """Those whom this person may open, each on what ground, and how many more; one query.

    Sealed children are neither shown nor counted: to this person there is no such child.
    """
    known = {person.pk: person for person in people if person is not None}
    seen = grounds_of(user, known)
    shut = [
        person for pk, person in known.items()
        if pk not in seen and person.restriction != Person.Restriction.SEALED
    ]
    return seen, len(shut)


def openable(user: Any, child_ids: Iterable[int]) -> tuple[dict[int, Person], int]:
    """Of some children those whom this person may open, by id, and how many more; one query.

    Sealed children are neither shown nor counted: to this person there is no such child.
    """
    asked = set(child_ids)
    people = Person.objects.filter(pk__in=asked).annotate(
        opens=Case(When(pk__in=visible_children(user).filter(pk__in=asked), then=True),
                   default=False)
    )
    seen, shut = {}, 0
    for person in people.order_by():
        if person.opens:  # type: ignore[attr-defined]
            seen[person.pk] = person
        elif person.restriction != Person.Restriction.SEALED:
            shut += 1
    return seen, shut


def rows_of(
    held: Sequence[HeldChild], *, planned: bool = True, seen: bool = True
) -> list[Row]:
    """Worklist rows of some children, overdue first; at most five queries however many.

    Without `planned` nothing is said of their plans, without `seen` of when they were seen.
    """
    ids = [each.child.pk for each in held if each.child is not None]
    clocks = running(ids)
    days = last_seen(ids) if seen else {}
    lines = _plans(held) if planned else {}
    moment = now()
    found = []
    for each in held:
        if each.child is None:
            continue
        due = clocks[each.child.pk]
        row = Row(
            each.child, [s for s in each.steps if s.closed_on is None], each.worker, each.team,
            late=sum(is_late(clock, moment) for clock in due),
            seen_on=days.get(each.child.pk), imported=each.imported,
            contacts=[step for step in each.steps if step.process == "contact"], clocks=due,
        )
        for step in row.steps:
            line = lines.get(step.pk)
            if line is not None:
                row.gaps, row.gap_step, row.plan = _gaps(line), step.pk, line
        found.append(row)
    return sorted(found, key=lambda row: row.order)


def running(child_ids: Iterable[int]) -> dict[int, list[Clock]]:
    """What is running for each child with a day to be done by, the earliest first; one query."""
    found: dict[int, list[Clock]] = defaultdict(list)
    for clock in worded.found("running", [list(child_ids)], _running, now()):
        found[clock.child_id].append(clock)
    return found


def _running(child_ids: Sequence[int]) -> QuerySet[Clock]:
    # of the start the moment alone is read: a whole event for each clock is half of a list's time
    return Clock.objects.filter(
        child_id__in=child_ids, state=Clock.State.RUNNING, due_on__isnull=False
    ).annotate(
        began_on=F("start_event__happened_on"), began_at=F("start_event__happened_at"),
        began_told=F("start_event__recorded_at"),
    ).order_by("due_on", "key")


def _plans(held: Iterable[HeldChild]) -> dict[int, Line]:
    steps = [step.pk for each in held for step in each.steps if step.process in plan_kinds]
    return plans.lines(steps) if steps else {}


def _gaps(line: Line) -> list[str]:
    """What a plan lacks, as short as a list can say it."""
    if line.empty:
        return [line.words]
    return ["No contingency"] if line.contingency_missing else []


@dataclass(frozen=True, slots=True)
class Next:
    """Something of a child that is due, on a list of what is coming."""

    child: Person
    deadline: Deadline


def due_by(rows: Iterable[Row], until: date) -> list[Next]:
    """Everything of some children that is overdue or due by a day, the earliest first."""
    clocks = [
        (clock, row.child) for row in rows for clock in row.clocks
        if clock.due_on is not None and clock.due_on <= until
    ]
    clocks.sort(key=lambda pair: (pair[0].due_on, pair[1].display_name, pair[0].key))
    return [Next(child, deadline(clock)) for clock, child in clocks]


def ago(moment: datetime) -> str:
    """How long ago something was, as a list says it."""
    gone = elapsed(moment)
    if gone < timedelta(hours=1):
        return "less than an hour"
    if gone < timedelta(days=2):
        return plural(int(gone / timedelta(hours=1)), "hour")
    return plural(gone.days, "day")
