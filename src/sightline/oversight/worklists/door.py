"""The front door's queue: each contact once, with everybody it is about whom the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery, Value

from sightline.base import worded
from sightline.base.components.due import Deadline
from sightline.base.components.words import age_words, short_day
from sightline.base.moments import today
from sightline.journey.contact.models import Account, ChildPart, Completeness, Known
from sightline.journey.contact.queries import BESIDE
from sightline.law.codes import code_set
from sightline.oversight.worklists.rows import is_late
from sightline.record.allocation.queries import moment_of
from sightline.record.checks.queries import Check, Tally, tally
from sightline.record.referrers.models import Identity, Referrer
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.people.persons.models import Person

#: What the time left is counted against: the decision, not the letter that says it came.
DECIDING = ("contact_decision", "referral_decision")
GRADE_TONES = {"red": "red", "amber": "yellow", "green": "green"}
#: So many contacts within so many days stand out: a local habit (S008), and no law's.
OFTEN, WITHIN_DAYS = 3, 365
SAFE = {
    Known.YES: "Said to be safe now", Known.NO: "Not safe now",
    Known.NOT_KNOWN: "Not known whether safe", Known.NOT_ASKED: "Not asked whether safe",
}
PLANS = {"protection_plan": "protection plan", "child_in_need": "child in need plan"}
TOLD = ("contact.received", "contact.added_to")


@dataclass
class About:
    """One child a contact is about: where they are, whether safe, and what we knew of them."""

    step: Step
    described: str = ""
    where: str = ""
    safe: str = ""
    unborn: bool = False
    answered: tuple[int, int] | None = None
    known: str = "Not known before"
    plans: list[str] = field(default_factory=list)
    contacts: int = 0

    @property
    def child(self) -> Person:
        """Who it is."""
        assert self.step.child is not None
        return self.step.child

    @property
    def age(self) -> str:
        """The child's age in words, or that a baby is expected and nobody said when."""
        if self.unborn and not (self.child.born_on or self.child.expected_on or self.child.over):
            return "Unborn, due date not told"
        return self.child.over or age_words(self.child.born_on, self.child.expected_on)

    @property
    def form_words(self) -> str:
        """How much of what the referral form asks was told; empty where there was no form."""
        if self.answered is None:
            return ""
        told, asked = self.answered
        return f"Form: {told} of {asked} answered"

    @property
    def often(self) -> bool:
        """Whether this is at least the third contact in twelve months."""
        return self.contacts >= OFTEN

    @property
    def safe_words(self) -> str:
        """Whether the child is safe now, or that nobody wrote it down."""
        return SAFE.get(Known(self.safe), "") if self.safe else "Not asked whether safe"

    @property
    def where_words(self) -> str:
        """Where the child is, or that nobody wrote it down."""
        return self.where or "Where is not recorded"

    @property
    def flags(self) -> list[str]:
        """Known or open, plan or past plan, and how often we heard of the child."""
        said = [self.known, *self.plans]
        return [*said, f"{self.contacts} contacts in 12 months"] if self.often else said


@dataclass
class Contact:
    """One contact nobody has decided: who it is about, the worry, how urgent, how long it has."""

    about: list[About]
    received_at: datetime | None = None
    worry: str = ""
    detail: str = ""
    endangered: bool = False
    grade: str = ""
    graded_by: str = ""
    graded_at: datetime | None = None
    due: Deadline | None = None
    late: bool = False
    source: str = ""
    checks: list[Check] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        """The contact of each child."""
        return [each.step for each in self.about]

    @property
    def step(self) -> Step:
        """The contact of the first child."""
        return self.about[0].step

    @property
    def child(self) -> Person:
        """The first child."""
        return self.about[0].child

    @property
    def danger(self) -> bool:
        """Whether somebody is in immediate danger, or a child was said not to be safe now."""
        return self.endangered or any(each.safe == Known.NO for each in self.about)

    @property
    def grade_words(self) -> str:
        """The grade as a list says it."""
        return self.grade.capitalize() if self.grade else "Not graded"

    @property
    def tone(self) -> str:
        """The tone of the grade's tag; the words alone say it."""
        return GRADE_TONES.get(self.grade, "grey")

    @cached_property
    def tally(self) -> Tally:
        """How many agencies were asked, answered and are late."""
        return tally(self.checks)

    @property
    def age(self) -> str:
        """The first child's age."""
        return self.about[0].age

    @property
    def described(self) -> str:
        """What is known of the first child where nobody has a name for them yet."""
        return self.about[0].described

    @property
    def known(self) -> str:
        """Whether the first child is worked with now, or was known before."""
        return self.about[0].known

    @property
    def owner(self) -> str:
        """Who holds it."""
        if self.step.owner_worker is not None:
            return self.step.owner_worker.name
        return self.step.owner_team.name_now if self.step.owner_team is not None else "Nobody"

    @property
    def order(self) -> tuple[bool, bool, str, str]:
        """Danger first, then what is late, then what is due first."""
        due = self.due
        when = "" if due is None else (
            due.due_at.isoformat() if due.due_at else str(due.due_on or "")
        )
        return (not self.danger, not self.late, when or "9", str(self.received_at or ""))


def lives(child_ids: Iterable[int]) -> dict[int, list[Step]]:
    """Every standing step of each child, the oldest first; one query.

    Each bears the names of who holds it as `worker_name` and `team_name`.
    """
    def composed(ids: Sequence[int]) -> QuerySet[Any, Any]:
        rows = Step.objects.standing().filter(child_id__in=ids).annotate(
            worker_name=F("owner_worker__name"), team_name=F("owner_team__name_now")
        )
        return rows.order_by("opened_on", "pk")

    found: dict[int, list[Step]] = defaultdict(list)
    for step in worded.found("the lives at the front door", [list(child_ids)], composed):
        found[step.child_id or 0].append(step)
    return found


def queue(
    steps: Sequence[Step], life: Mapping[int, Sequence[Step]], checks: Mapping[int, list[Check]],
    *, together: bool = True, events: Mapping[int, list[Any]] | None = None,
) -> list[Contact]:
    """The contacts of some undecided steps, danger and the least time left first.

    `life` is every standing step of each child, `checks` what was asked on each of the steps.
    Brothers and sisters told of together are one contact, unless each is asked for by itself.
    `events` are those of the steps where somebody has read them already.
    Two queries, however many there are.
    """
    ids = [step.pk for step in steps]
    events = told_of(ids) if events is None else events
    due = _due(ids)
    families: dict[tuple[str, int], list[Step]] = defaultdict(list)
    for step in sorted(steps, key=_eldest):
        receipt = _first(events[step.pk])
        occasion = receipt.occasion_id if receipt is not None and together else None
        families[("together", occasion) if occasion else ("alone", step.pk)].append(step)
    found = [
        _contact(family, events, due, life, checks)
        for family in families.values()
    ]
    return sorted(found, key=lambda contact: contact.order)


def _eldest(step: Step) -> tuple[date, int]:
    born = step.child.born_on if step.child is not None else None
    return born or date.max, step.pk


def _contact(
    family: Sequence[Step], events: Mapping[int, list[Any]], due: Mapping[int, Clock],
    life: Mapping[int, Sequence[Step]], checks: Mapping[int, list[Check]],
) -> Contact:
    told = [event for step in family for event in events[step.pk]]
    receipt = _first(told)
    contact = Contact(
        [_about(step, events[step.pk], life.get(step.child_id or 0, ())) for step in family],
        moment_of(receipt) if receipt is not None else None,
        source=next(filter(None, map(source_of, reversed(told))), "Not recorded who told us"),
        checks=[check for step in family for check in checks.get(step.pk, ())],
    )
    for event in told:
        contact.detail = event.detail or contact.detail
        contact.worry = event.worry or contact.worry
        if event.danger:
            contact.endangered = event.danger == Known.YES
    _graded(contact, told)
    clocks = [due[step.pk] for step in family if step.pk in due]
    if clocks:
        first = min(clocks, key=lambda clock: (clock.due_on, str(clock.due_at or "9")))
        contact.due, contact.late = deadline(first), any(is_late(clock) for clock in clocks)
    return contact


def _graded(contact: Contact, told: Iterable[Any]) -> None:
    """How urgent it was last said to be and by whom; of brothers and sisters the most urgent."""
    last = {event.step_id: event for event in told if event.kind == "contact.graded"}
    if last:
        gravest = min(last.values(), key=lambda event: list(GRADE_TONES).index(event.outcome))
        contact.grade, contact.graded_at = gravest.outcome, moment_of(gravest)
        contact.graded_by = gravest.by_name or ""


def _about(step: Step, told: Iterable[Any], life: Sequence[Step]) -> About:
    found = About(step)
    for event in told:
        found.where, found.safe = event.where or found.where, event.safe or found.safe
        found.described = event.described or found.described
        found.unborn = event.about == ChildPart.About.UNBORN if event.about else found.unborn
        if event.form_asked:
            found.answered = (event.form_told, event.form_asked)
    if step.child is not None and (step.child.given_names or step.child.family_name):
        found.described = ""
    since = today() - timedelta(days=WITHIN_DAYS)
    found.contacts = sum(
        each.process == "contact" and (each.opened_on or date.min) > since for each in life
    )
    others = [each for each in life if each.process not in BESIDE]
    if any(each.closed_on is None for each in others):
        found.known = "Open now"
    elif len(life) > 1:
        found.known = "Known before"
    found.plans = [*promises_of(life), *plans_of(others)]
    return found


def promises_of(steps: Iterable[Step]) -> list[str]:
    """That a safety agreement is in force, and since when."""
    since = [step.opened_on for step in steps
             if step.process == "safety_agreement" and step.closed_on is None and step.opened_on]
    return [f"Safety agreement since {short_day(min(since))}"] if since else []


def plans_of(steps: Iterable[Step]) -> list[str]:
    """Each kind of plan in words: that there is one and since when, or when the last one ended."""
    said = []
    for process, words in PLANS.items():
        rows = [step for step in steps if step.process == process]
        if any(step.closed_on is None for step in rows):
            since = min(s.opened_on for s in rows if s.closed_on is None and s.opened_on)
            said.append(f"On a {words} since {short_day(since)}")
        elif rows:
            ended = max(step.closed_on for step in rows if step.closed_on)
            said.append(f"Past {words}, ended {short_day(ended)}")
    return said


def _first(events: Iterable[Any]) -> Any:
    return next((event for event in events if event.kind == "contact.received"), None)


def told_of(
    step_ids: Iterable[int], *also: str, detail: bool = False
) -> dict[int, list[Any]]:
    """What was told and how it was graded, in order, with each child's own part; one query.

    `also` are other kinds of event to read with them; `detail` reads the whole account.
    """
    def composed(ids: Sequence[int]) -> QuerySet[Any, Any]:
        return _told(ids, also, detail=detail)

    events: dict[int, list[Any]] = defaultdict(list)
    for event in worded.found(("told of contacts", also, detail), [list(step_ids)], composed):
        events[event.step_id or 0].append(event)
    return events


def _told(
    step_ids: Iterable[int], also: tuple[str, ...], *, detail: bool
) -> QuerySet[Any, Any]:
    account = Account.objects.filter(occasion=OuterRef("occasion_id"))
    part = ChildPart.objects.filter(event=OuterRef("pk"))
    referrer = Referrer.objects.filter(event=OuterRef("pk"))
    form = Completeness.objects.filter(event=OuterRef("pk"))
    columns: dict[str, Any] = {
        "worry": account.values("worry"), "danger": account.values("danger"),
        "where": part.values("where"), "safe": part.values("safe"),
        "described": part.values("described"), "source_code": referrer.values("source"),
        "identity": referrer.values("identity"), "about": part.values("about"),
        "form_told": form.values("told"), "form_asked": form.values("asked"),
    }
    read: dict[str, Any] = {name: Subquery(found[:1]) for name, found in columns.items()}
    read["detail"] = Subquery(account.values("detail")[:1]) if detail else Value("")
    kinds = (*TOLD, "contact.graded", *also)
    rows = Event.objects.standing().of(*kinds).filter(step_id__in=list(step_ids))
    return rows.annotate(**read, by_name=F("recorded_by__display_name")).in_order()


def source_of(event: Any) -> str:
    """What kind of person or agency told us, and never who."""
    if event.identity == Identity.ANONYMOUS:
        return "Anonymous"
    said = code_set("referral_source").label(event.source_code) if event.source_code else ""
    withheld = event.identity == Identity.WITHHELD and said
    return f"{said}; not to be named to the family" if withheld else said


def _due(step_ids: Iterable[int]) -> dict[int, Clock]:
    """By when each contact has to be decided: the first of the limits on its decision."""
    def composed(ids: Sequence[int]) -> QuerySet[Any, Any]:
        clocks = Clock.objects.filter(
            step_id__in=ids, state=Clock.State.RUNNING, due_on__isnull=False, key__in=DECIDING
        )
        return clocks.order_by("due_on", F("due_at").asc(nulls_last=True), "key")

    found: dict[int, Clock] = {}
    for clock in worded.found("the limits on decisions", [list(step_ids)], composed):
        found.setdefault(clock.step_id, clock)
    return found

