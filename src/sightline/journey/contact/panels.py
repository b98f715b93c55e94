"""What an open contact says on the page of the child it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.journey.contact import queries
from sightline.journey.contact.models import ChildPart, Known
from sightline.record.child.panels import Lane, Mark, Panel, Warning, register
from sightline.record.pages.homes import beside
from sightline.record.pregnancy.queries import has_mother, told_on

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


def receipt_page(event: Event) -> str:
    """Where the moment of receipt is changed, for everybody the contact was about."""
    return reverse("contact:receipt", args=[event.child_id, event.step_id])


def _page(step: Step, page: str) -> str:
    return reverse("pages:page", args=[step.child_id, step.pk, page])


def marks(steps: Sequence[Step]) -> list[Mark]:
    """That a contact waits to be decided."""
    return [
        Mark("Contact to be decided", "blue", reverse("pages:step", args=[s.child_id, s.pk]))
        for s in steps
    ]


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That a contact waits to be decided, and whether it was graded to be acted on at once."""
    graded = {e.step_id: e.outcome for e in events if e.kind == "contact.graded"}
    red = [
        Mark("Contact graded red: act within hours", "red",
             reverse("pages:step", args=[step.child_id, step.pk]))
        for step in steps if graded.get(step.pk) == "red"
    ]
    return [*red, *marks(steps)]


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """Danger, a child nobody has named, and what a decision would have to do without."""
    return [warning for step in steps for warning in _of(step)]


def _of(step: Step) -> list[Warning]:
    found = []
    account, part = queries.account_of(step), queries.child_part(step)
    if account is not None and account.danger == Known.YES:
        found.append(
            Warning(f"Somebody is in immediate danger: {queries.headline(step)}.",
                    reverse("pages:step", args=[step.child_id, step.pk]))
        )
    if part is not None and part.about in (ChildPart.About.UNIDENTIFIED, ChildPart.About.ADDRESS):
        named = step.child is not None and (step.child.given_names or step.child.family_name)
        if not named:
            found.append(
                Warning(_nobody(part.described),
                        reverse("contact:identify", args=[step.child_id, step.pk]))
            )
    if part is not None and part.about == ChildPart.About.UNBORN and _motherless(step):
        found.append(
            Warning("Nobody has said yet who the mother is.",
                    reverse("contact:mother", args=[step.child_id, step.pk]))
        )
    if part is None or part.safe in ("", Known.NOT_KNOWN, Known.NOT_ASKED):
        found.append(
            Warning("It is not known whether the child is safe now.", _page(step, "more"))
        )
    if queries.family_told(step) is None:
        found.append(
            Warning("What the family was told and agreed to is not recorded.", _page(step, "more"))
        )
    return found


def _motherless(step: Step) -> bool:
    child = step.child
    return child is not None and child.born_on is None and not has_mother(child.pk)


def _nobody(described: str) -> str:
    known = " ".join(described.split())
    return f"Nobody knows yet who this is: {known}" if known else "Nobody knows yet who this is."


def pages(step: Step) -> list[tuple[str, str]]:
    """Of a baby not yet born: where it is said who the mother is."""
    child = step.child
    if child is None or child.born_on is not None or not step.is_open:
        return []
    if child.expected_on is None and told_on(step) is None:
        return []
    return [("Who is the mother?", reverse("contact:mother", args=[step.child_id, step.pk]))]


def declare() -> None:
    """Hang the panel on the child's page, and the mother's page beside the contact."""
    beside.add("contact", pages)
    register(
        Panel("contact", warnings=warnings, now=now,
              lane=Lane("Referral", 10, ("contact.received",), bars=False))
    )
