"""A child's situation now: everything that the page heads with, read in seven queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse

from sightline.base import worded
from sightline.base.components.addresses import address
from sightline.base.components.banner import PersonLine
from sightline.base.components.lanes import Lanes
from sightline.base.components.words import day
from sightline.kernel.register import processes
from sightline.record.child import parts
from sightline.record.child.card import NOT_ASKED, Line, Part, clipped, joined
from sightline.record.child.duties import Duties, duties
from sightline.record.child.family import Family, Relative, family_of
from sightline.record.child.flags import Flag, told_in
from sightline.record.child.lanes import drawn_kinds, journey
from sightline.record.child.panels import Mark, Panel, Standing, filled, panels
from sightline.record.child.professionals import professionals
from sightline.record.child.told import Told, told_of
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.timeline.chronology import Entry, entries, words_of
from sightline.record.timeline.marking import weighed
from sightline.record.timeline.process import MARKED
from sightline.record.visits.queries import SEEN

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

#: What a reader must see first of all; other processes follow in the order of their names.
GRAVEST = (
    "police_protection", "emergency_protection", "protection_plan", "section47",
    "strategy_discussion", "conference",
)
#: Whoever records facts about people works with them; a confidential address is theirs to see.
WORKS_WITH_PEOPLE = "person.record"
LATEST = 12


@dataclass
class Situation:
    """What the child's page shows of one child to one reader.

    `parts` is the card in reading order; screen, paper and PDF are all made from it.
    """

    child: Person
    line: PersonLine
    photo: Standing | None
    orders: list[Standing]
    parts: dict[str, Part]
    duties: Duties
    family: Family
    steps: list[Step]
    lanes: Lanes | None
    flags: list[Flag]
    latest: list[Entry]
    confidential: bool = False

    @property
    def open_steps(self) -> list[Step]:
        """What is open, newest first."""
        return [step for step in self.steps if step.closed_on is None]

    @property
    def closed_steps(self) -> list[Step]:
        """What is over, newest first."""
        return [step for step in self.steps if step.closed_on is not None]

    @property
    def steps_by_title(self) -> list[tuple[str, Step]]:
        """Open steps with the words of their process, in the order of the journey."""
        return [(processes[s.process].title, s) for s in self.open_steps]


def situation(child: Person, reader: User) -> Situation:
    """Everything that heads the child's page, as this reader may see it."""
    family = family_of(child, reader)
    whose = [child.pk, *(one.person.pk for one in family.siblings)]
    steps, events = _steps(whose), _events(child.pk, whose)
    mine = [step for step in steps[child.pk] if step.opened_on is not None]
    owed = duties(_clocks(child.pk))
    seen = next((e for e in reversed(events[child.pk])
                 if e.kind == "visit.made" and e.outcome in SEEN), None)
    told = told_of(child, [s for s in mine if s.is_open], seen.occasion_id if seen else None)
    work = {step.process for step in mine if step.is_open}
    orders = filled("legal", child, work)
    works = reader.may(WORKS_WITH_PEOPLE, child.authority_id)
    flags = told_in(told.rows, [child], reader)[child.pk]
    flagged = {flag.process for flag in flags}
    recent = [e for e in reversed(events[child.pk]) if e.kind != MARKED][:LATEST]
    return Situation(
        child=child, flags=flags,
        line=_banner(child, _marks(child, [s for s in mine if s.process not in flagged],
                                   events[child.pk])),
        photo=next(iter(filled("photo", child, work)), None), orders=orders,
        parts={part.key: part for part in [
            parts.tonight(child, told, family.seen, filled("tonight", child, work), works),
            parts.worry(child, told),
            parts.legal(told, family.seen, orders),
            parts.seeing(child, events[child.pk], told, owed, any(s.source for s in mine)),
            parts.contingency(child, told, filled("contingency", child, work)),
            parts.ring(child, told, mine),
            professionals(child, told),
            _siblings(family.siblings, steps, events),
            _decisions(child, told),
        ]},
        duties=owed, family=family, steps=mine, lanes=journey(mine, events[child.pk]),
        latest=entries(recent, {}, weighed([child.pk])), confidential=works,
    )


def _steps(child_ids: Sequence[int]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = defaultdict(list)
    for step in worded.found("steps of the card", [child_ids], _work):
        if step.child_id is not None:
            found[step.child_id].append(step)
    return found


def _work(child_ids: Sequence[int]) -> QuerySet[Step]:
    rows = Step.objects.standing().filter(child_id__in=child_ids)
    return rows.select_related("owner_worker", "owner_team").order_by("-opened_on", "-pk")


def _events(child_id: int, child_ids: Sequence[int]) -> dict[int, list[Event]]:
    """The standing events of the child that the page shows, and of the others their open work."""
    found: dict[int, list[Event]] = defaultdict(list)
    key = ("events of the card", tuple(drawn_kinds()))
    for event in worded.found(key, [[child_id], child_ids], _happened):
        if event.child_id is not None:
            found[event.child_id].append(event)
    return found


def _happened(child: Sequence[int], child_ids: Sequence[int]) -> QuerySet[Event]:
    """Visits, marks of the journey, the latest, and all that belongs to a piece of work.

    Of a long story most are notes of years ago, which the chronology has.
    """
    standing = Event.objects.standing()
    newest = standing.filter(child_id=child[0]).exclude(kind=MARKED)
    newest = newest.order_by("-happened_on", "-order", "-pk").values("pk")[:LATEST]
    others = Q(kind="visit.made") | Q(step__closed_on__isnull=True, step__isnull=False)
    own = Q(step__isnull=False) | Q(kind__in=drawn_kinds()) | Q(pk__in=newest)
    wanted = (Q(child_id=child[0]) & own) | (Q(child_id__in=child_ids) & others)
    rows = standing.filter(wanted, child_id__in=child_ids).select_related("recorded_by")
    found: QuerySet[Event] = rows.in_order()
    return found


def _clocks(child_id: int) -> list[Clock]:
    return worded.found("clocks of the card", [[child_id]], _running)


def _running(child: Sequence[int]) -> QuerySet[Clock]:
    running = (Clock.State.RUNNING, Clock.State.UNKNOWN)
    return Clock.objects.filter(child_id=child[0], state__in=running)


def gravest_first(panel: Panel) -> tuple[int, str]:
    """The place of a panel: what a reader must see first of all comes first."""
    place = GRAVEST.index(panel.process) if panel.process in GRAVEST else len(GRAVEST)
    return place, panel.process


def _marks(child: Person, steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """What stands for a child today, of every process that has something open, the red first.

    When a life has ended nothing is owed any more, and nobody is reminded of it.
    """
    if child.over:
        return []
    by_process: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if step.is_open:
            by_process[step.process].append(step)
    marks: list[Mark] = []
    for panel in sorted(panels, key=gravest_first):
        if held := by_process.get(panel.process):
            marks += panel.now(held, events)
    return sorted(marks, key=lambda mark: mark.tone != "red")


def _banner(child: Person, marks: Sequence[Mark]) -> PersonLine:
    return PersonLine(
        name=child.display_name, born_on=child.born_on, expected_on=child.expected_on,
        died_on=child.died_on, pregnancy_ended_on=child.pregnancy_ended_on,
        facts=(f"Reference {child.ref}", child.get_sex_display()),
        marks=tuple((mark.words, mark.tone) for mark in marks),
    )


def _siblings(
    siblings: Sequence[Relative], steps: dict[int, list[Step]], events: dict[int, list[Event]]
) -> Part:
    """Each sister and brother whose record the reader may open, in one line."""
    lines = []
    for one in siblings:
        who = one.person
        marks = _marks(who, steps[who.pk], events[who.pk])
        open_now = [step for step in steps[who.pk] if step.is_open]
        stands = "; ".join(mark.words for mark in marks) or (
            "; ".join(processes[step.process].title for step in open_now) or "nothing is open"
        )
        met = [e for e in events[who.pk] if e.kind == "visit.made" and e.outcome in SEEN]
        seen = f"last seen {day(met[-1].happened_on)}" if met else "not seen at a visit"
        lines.append(Line(who.display_name, joined(one.age, stands, seen, by="; "),
                          href=address("child", who.pk)))
    none = Line("Siblings", "None is recorded that you may open", tone="quiet")
    return Part("siblings", "Sisters and brothers", lines or [none])


def _decisions(child: Person, told: Told) -> Part:
    """The last three decisions, with who took each and why."""
    rows = sorted(told.all("decision"), key=lambda row: (row["event__happened_on"],
                                                         int(row["event_id"])), reverse=True)
    lines = []
    for row in rows:
        words = words_of(row["event__kind"])
        outcome = words.outcomes.get(row["event__outcome"], "")
        what = joined(words.title, outcome, by=": ")
        who = joined(row["made_by__name"] or row["made_by_name"] or "decider not known",
                     row["role"])
        why = clipped(row["rationale"]) or f"Reason: {NOT_ASKED.lower()}"
        when = parts.on_day(row["event__happened_on"])
        lines.append(Line(day(when), f"{what}. {why}", who,
                          href=reverse("pages:event", args=[child.pk, row["event_id"]])))
    none = Line("Decisions", "None is recorded", tone="quiet")
    return Part("decisions", "Last decisions", lines or [none])
