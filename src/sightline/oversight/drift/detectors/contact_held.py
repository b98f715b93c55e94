"""D002: a contact held too long at the front door, whatever outcome was typed on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sightline.base.components.words import day, plural
from sightline.journey.contact.hidden import AFTERWARDS, CHORES
from sightline.journey.contact.process import DECIDED, ENDING
from sightline.kernel.detectors import (
    Asked,
    Detector,
    EventKnown,
    Level,
    Need,
    Noticed,
    Setting,
    StepKnown,
    Subject,
)

#: What is said last of these settles whether a contact is decided.
TURNS = (
    "contact.decided", "contact.worker_decided", "contact.matched", "contact.reopened",
)
LEADS_ON = ("referral", "strategy_discussion")


@dataclass(frozen=True, slots=True)
class Held:
    """A contact, its receipt, the outcome that was meant to end it, and the work that goes on."""

    step: StepKnown
    receipt: EventKnown
    ended: EventKnown | None
    work: tuple[str, ...] = ()

    @property
    def undecided(self) -> bool:
        """Whether nobody has decided on it."""
        return self.ended is None


def _last_turn(subject: Subject, step: StepKnown) -> EventKnown | None:
    """The decision that stands last, unless the contact was reopened or only passed on."""
    last = None
    for event in subject.on_step(step.id, *TURNS):
        if event.kind == "contact.reopened":
            last = None
        elif event.kind == "contact.matched":
            last = event if event.outcome == "known_child" else last
        elif event.outcome != "passed_to_worker":
            last = event
    return last


def _is_final(event: EventKnown) -> bool:
    """Whether the decision leads on, or gives the contact to work that has its own clocks."""
    return event.kind != "contact.decided" or event.outcome in LEADS_ON


def _followed(subject: Subject, step: StepKnown) -> bool:
    """Whether what happens to the child belongs to other work: an open step, a later contact."""
    others = [s for s in subject.steps if s.id != step.id and s.opened_on is not None]
    if any(s.open for s in others):
        return True
    mine = (step.opened_on or date.min, step.id)
    return any(s.process == "contact" and (s.opened_on or date.min, s.id) > mine for s in others)


def _work_after(subject: Subject, step: StepKnown, ended: EventKnown) -> Iterator[str]:
    """What goes on behind an outcome that was meant to end the work, in words."""
    unfinished = [
        task for task in subject.instructions
        if task.step == step.id and task.unfinished and task.source not in CHORES
    ]
    if unfinished:
        yield f"{plural(len(unfinished), 'task')} on it still to be done"
    followed = _followed(subject, step)
    later = [
        event for event in subject.events
        if event.key > ended.key and event.kind not in AFTERWARDS
        and (event.step == step.id or (event.step is None and not followed))
    ]
    if later:
        yield f"{plural(len(later), 'thing')} recorded afterwards, last on {day(later[-1].on)}"
    handed = subject.on_step(step.id, "handover.sent", "handover.accepted", "handover.returned")
    if handed and handed[-1].kind == "handover.sent":
        yield f"handed over on {day(handed[-1].on)} and not accepted"


def _held(subject: Subject) -> Iterator[Held]:
    for step in subject.of("contact"):
        receipt = next(iter(subject.on_step(step.id, "contact.received")), None)
        if receipt is None or receipt.source or step.source:
            # another system's file does not say when anybody decided
            continue
        ended = _last_turn(subject, step)
        if ended is None:
            yield Held(step, receipt, None)
        elif not _is_final(ended) and ended.outcome in ENDING:
            work = tuple(_work_after(subject, step, ended))
            if work:
                yield Held(step, receipt, ended, work)


def look(subject: Subject, asked: Asked) -> Iterator[Noticed]:
    """Contacts with no final decision, counted from the first receipt still undecided."""
    held = list(_held(subject))
    first = min((h.receipt.on for h in held if h.undecided), default=None)
    for each in held:
        since = each.receipt.on
        if each.undecided and first is not None:
            since = min(since, first)
        waited = asked.working_days_since(since)
        level = next(
            (key for key in ("black", "red", "amber") if waited > asked.settings[key]), None
        )
        if level is not None:
            yield Noticed(each.step.id, level, since, _facts(each, since, waited))


def _facts(held: Held, since: date, waited: int) -> tuple[str, ...]:
    facts = [f"Received on {day(held.receipt.on)}."]
    if since < held.receipt.on:
        facts.append(f"An earlier contact, of {day(since)}, is undecided too: it is day 0.")
    if held.ended is None:
        facts.append("Nobody has made a final decision.")
    else:
        words = DECIDED.get(held.ended.outcome, held.ended.outcome).lower()
        facts.append(f"Closed on {day(held.ended.on)} as “{words}”, and yet: "
                     f"{'; '.join(held.work)}.")
    facts.append(f"{plural(waited, 'working day')} since receipt.")
    return tuple(facts)


CONTACT_HELD = Detector(
    key="D002",
    title="Contact held too long at the front door",
    failing="Children who needed a social work assessment waited for weeks in screening.",
    rule=(
        "A contact with no final decision, by working days since the first receipt. No outcome "
        "stops the count while work on the worry goes on behind it"
    ),
    version=date(2026, 6, 1),
    look=look,
    levels=(
        Level("amber", "Held more than a day", ("team_manager",)),
        Level("red", "Held too long", ("team_manager", "service_manager")),
        Level("black", "Held far too long", ("team_manager", "service_manager", "director")),
    ),
    settings=(
        Setting("amber", "Amber after more than this many working days", 1),
        Setting("red", "Red after more than", 3),
        Setting("black", "Black after more than", 5),
    ),
    needs=frozenset({Need.INSTRUCTIONS}),
    seeds="Ofsted, protection inspection, June 2013",
)
