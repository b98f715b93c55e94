"""What a contact is, read from the spine: its day 0, its account, and work hidden behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline.base import worded
from sightline.journey.contact.models import Account, ChildPart, Completeness, FamilyTold
from sightline.record.spine.models import Event, OccasionFacts, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.record.spine.querysets import StepQuerySet

PROCESS = "contact"
#: Work that may stand beside a contact nobody has decided: it makes a child nobody's yet.
BESIDE = (PROCESS, "safety_agreement")


def open_work(child_ids: Iterable[int]) -> set[int]:
    """Which of these children are worked with already: something other than a contact is open."""
    steps = Step.objects.open().filter(child_id__in=list(child_ids)).exclude(process__in=BESIDE)
    return set(steps.values_list("child_id", flat=True))


def open_referral(child_id: int) -> Step | None:
    """The child's open episode of need, if there is one."""
    return (
        Step.objects.open().filter(child_id=child_id, process="referral")
        .order_by("-opened_on", "-pk").first()
    )


def holding_step(step: Step) -> Step | None:
    """The open work with the child that says who holds them: held by a worker before a team."""
    steps = Step.objects.open().filter(child_id=step.child_id).exclude(process__in=BESIDE)
    found = list(
        steps.select_related("owner_worker", "owner_team").order_by("-opened_on", "-pk")
    )
    held = [s for s in found if s.owner_worker_id] or [s for s in found if s.owner_team_id]
    return next(iter(held or found), None)


def received(step: Step) -> Event | None:
    """The standing receipt of a contact."""
    events = Event.objects.standing().filter(step=step, kind="contact.received")
    return events.select_related("step", "child").order_by("pk").first()


def day_nought(step: Step) -> Event:
    """The receipt that is day 0: the earliest of this contact and others still undecided.

    A second contact about a child whose first nobody has decided starts no new count.
    """
    undecided = Step.objects.open().filter(child_id=step.child_id, process=PROCESS)
    events = Event.objects.standing().filter(kind="contact.received", child_id=step.child_id)
    found = events.filter(Q(step=step) | Q(step__in=undecided)).in_order().first()
    if found is None:
        raise LookupError(f"Contact {step.pk} has no standing receipt.")
    return found


def lineage(step: Step) -> list[int]:
    """The contact and, where it was matched from a nameless record, the contact it came from."""
    found, each = [step.pk], step.led_from
    while each is not None and each.process == PROCESS:
        found.append(each.pk)
        each = each.led_from
    return found


def _newest(model: type[OccasionFacts], step: Step) -> OccasionFacts | None:
    for step_id in lineage(step):
        occasions = Event.objects.standing().filter(step_id=step_id).values("occasion_id")
        rows = model.objects.standing().filter(occasion_id__in=occasions)
        row = rows.order_by("-occasion__happened_on", "-occasion_id").first()
        if row is not None:
            return row
    return None


def account_of(step: Step) -> Account | None:
    """What was told, as it was last added to."""
    row = _newest(Account, step)
    return row if isinstance(row, Account) else None


def family_told(step: Step) -> FamilyTold | None:
    """What the family was told and agreed to, as it was last added to."""
    row = _newest(FamilyTold, step)
    return row if isinstance(row, FamilyTold) else None


def child_part(step: Step) -> ChildPart | None:
    """Where this child is and whether they are safe, as it was last added to."""
    for step_id in lineage(step):
        row = ChildPart.objects.latest_for(step_id)
        if isinstance(row, ChildPart):
            return row
    return None


def form_words(row: Completeness | None) -> list[tuple[str, str]]:
    """How complete a referral form is, as a list of facts; none where there was no form."""
    if row is None:
        return []
    found = [(row.get_form_display(), f"{row.told} of {row.asked} questions answered")]
    for title, text in (("They did not know", row.not_known), ("Not answered", row.left_out)):
        if text:
            found.append((title, "; ".join(line.rstrip("?") for line in text.splitlines())))
    return found


def headline(step: Step) -> str:
    """The worry in one line."""
    account = account_of(step)
    return account.worry if account is not None and account.worry else "the worry is not told yet"


def siblings_of(step: Step) -> StepQuerySet[Step]:
    """The contacts that came in on the same occasion, this one included."""
    occasions = Event.objects.standing().filter(
        step=step, kind="contact.received", occasion__isnull=False
    ).values("occasion_id")
    together = Event.objects.standing().filter(occasion_id__in=occasions, kind="contact.received")
    return Step.objects.filter(Q(pk=step.pk) | Q(pk__in=together.values("step_id")))


def matched_to(step: Step) -> Step | None:
    """The contact on the known record, once the nameless one has been matched."""
    return (
        Step.objects.standing().filter(led_from=step, process=PROCESS)
        .exclude(child_id=step.child_id).first()
    )


def led_open(step: Step) -> StepQuerySet[Step]:
    """Open work anywhere along what a contact led to, the contact itself left out."""
    front, found = [step.pk], []
    while front:
        front = list(
            Step.objects.standing().filter(led_from_id__in=front).values_list("pk", flat=True)
        )
        found += front
    return Step.objects.open().filter(pk__in=found)


def undecided(authority: Authority) -> list[Step]:
    """Contacts on which nobody has decided: the front door's list, oldest first; one query."""
    return worded.found("undecided contacts", [[authority.pk]], _undecided)


def _undecided(authority_ids: Sequence[int]) -> StepQuerySet[Step]:
    return (
        Step.objects.open().filter(authority__in=authority_ids, process=PROCESS)
        .select_related("child", "owner_worker", "owner_team").order_by("opened_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class MovedReceipt:
    """A moment of receipt that somebody changed or took away, with the reason they gave."""

    event: Event
    step: Step | None
    was_on: date
    was_at: time | None
    now_on: date | None
    now_at: time | None
    by: User | None
    reason: str

    @property
    def withdrawn(self) -> bool:
        """Whether the contact was voided altogether."""
        return self.now_on is None


def moved_receipts(authority: Authority, since: datetime) -> list[MovedReceipt]:
    """Every moment of receipt changed or withdrawn since then, newest first (head of service).

    A referral that only followed its contact's change is not listed again.
    """
    voided = (
        Event.objects.filter(
            authority=authority, kind__in=["contact.received", "referral.received"],
            voided_at__gte=since,
        )
        .select_related("step__led_from", "child", "voided_by")
        .prefetch_related("replaced_by").order_by("-voided_at", "-pk")
    )
    rows = [row for event in voided if (row := _moved(event)) is not None]
    told = {(r.step.pk, r.was_on, r.was_at) for r in rows if r.step and _is_contact(r.event)}
    return [r for r in rows if _is_contact(r.event) or not _follows(r, told)]


def _is_contact(event: Event) -> bool:
    return event.kind == "contact.received"


def _follows(row: MovedReceipt, told: set[tuple[int, date, time | None]]) -> bool:
    step = row.step.led_from if row.step is not None else None
    return step is not None and any(
        (pk, row.was_on, row.was_at) in told for pk in lineage(step)
    )


def _moved(event: Event) -> MovedReceipt | None:
    replacement = next(iter(event.replaced_by.all()), None)
    was = (event.happened_on, event.happened_at)
    now: tuple[date | None, time | None] = (None, None)
    if replacement is not None:
        now = (replacement.happened_on, replacement.happened_at)
        if was == now:
            return None
    return MovedReceipt(
        event=event, step=event.step, was_on=was[0], was_at=was[1], now_on=now[0], now_at=now[1],
        by=event.voided_by, reason=event.void_reason,
    )
