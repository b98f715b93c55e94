"""How the contacts of agencies reached us: on the referral form, or some other way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from sightline.journey.contact.models import Account
from sightline.record.referrers.models import Referrer
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

#: Who tells us as a person, a child for themselves, or nobody knows who: no agency has a form.
PEOPLE = frozenset({"1A", "1B", "1C", "1D", "9", "10"})
TOLD = ("contact.received", "contact.added_to")


@dataclass(frozen=True, slots=True)
class Reached:
    """One contact that an agency made, for one child: when, from whom, and whether on the form.

    `together` is the same for all who were told of at once.
    """

    step_id: int
    child_id: int
    on: date
    source: str
    together: int
    form: bool


def reached(
    authority: Authority, since: date, until: date, *, children: Any = None
) -> list[Reached]:
    """The contacts of agencies in some days, the newest first; two queries.

    A contact whose agency wrote the form afterwards has a form. One that was found to be about a
    child known already counts where it goes on, and once. `children` narrows it to some.
    """
    events = Event.objects.standing().of("contact.received").filter(
        authority=authority, happened_on__range=(since, until), child__isnull=False,
        step__isnull=False,
    )
    if children is not None:
        events = events.filter(child__in=children)
    known = Event.objects.standing().filter(
        kind="contact.matched", outcome="known_child", step=OuterRef("step")
    )
    first = Event.objects.standing().filter(
        kind="contact.received", step=OuterRef("step__led_from")
    )
    source = Referrer.objects.filter(event=OuterRef("pk")).values("source")[:1]
    rows = events.exclude(Exists(known)).annotate(
        source_code=Subquery(source), led_from=F("step__led_from"),
        together=Coalesce(
            "occasion_id", Subquery(first.values("occasion_id")[:1]), -F("pk"),
            output_field=BigIntegerField(),
        ),
    ).order_by("-happened_on", "-pk")
    wrote = _with_a_form(authority, since)
    return [
        Reached(row.step_id or 0, row.child_id or 0, row.happened_on, row.source_code, row.together,
                row.step_id in wrote or row.led_from in wrote)
        for row in rows if row.source_code and row.source_code not in PEOPLE
    ]


def _with_a_form(authority: Authority, since: date) -> set[int | None]:
    """The contacts that came on a form, or for which one came afterwards."""
    forms = Account.objects.standing().filter(method=Account.Method.FORM).values("occasion_id")
    rows = Event.objects.standing().of(*TOLD).filter(
        authority=authority, happened_on__gte=since, occasion_id__in=forms
    )
    return set(rows.values_list("step_id", flat=True))


def families(rows: Iterable[Reached]) -> list[list[Reached]]:
    """Those told of at once as one contact each, in the same order."""
    found: dict[int, list[Reached]] = {}
    for row in rows:
        found.setdefault(row.together, []).append(row)
    return list(found.values())
