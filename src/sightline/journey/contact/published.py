"""Contacts as a relation: one row for each child that a contact was about."""

from collections.abc import Iterator

from sightline.kernel.relations import Relation, Row, day, text
from sightline.record.allocation.published import allocations, team_on
from sightline.record.referrers.models import Referrer
from sightline.record.spine.published import (
    StepLine,
    Subject,
    Told,
    about,
    first,
    last,
    one,
    versions,
)


def _contacts(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("contact"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "cont_contact_id",
            lambda known, step=step: one(_contact(subject, step, known)),  # type: ignore[misc]
        )


def _contact(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    received = first(known, "contact.received", step=step.id)
    if received is None:
        return None
    decided = last(known, "contact.decided", step=step.id)
    referrer = subject.fact(Referrer, received)
    return {
        "cont_contact_id": subject.token("step", step.id), "cont_person_id": subject.ident,
        "cont_contact_date": received.on,
        "cont_contact_source_code": (referrer.source or None) if referrer is not None else None,
        "cont_contact_outcome": decided.outcome if decided is not None else None,
        "cont_decided_on": decided.on if decided is not None else None,
        "cont_team": team_on(subject, known, step, received.on),
        **about(subject, step),
    }


RELATIONS = (
    Relation(
        name="contacts", ssd="ssd_contacts", subject="cont_person_id", key="cont_contact_id",
        extract=_contacts,
        title="Contacts, one row a child; those about nobody identified yet are not in it",
        columns=(
            text("cont_contact_id", "The contact, for this child"),
            text("cont_person_id", "The child"),
            day("cont_contact_date", "The day it was received, which is day 0"),
            text("cont_contact_source_code", "Who it came from, in the census's codes"),
            text("cont_contact_outcome", "What was decided; empty while undecided"),
            day("cont_decided_on", "The day it was last decided"),
            text("cont_team", "The team that held it that day"),
        ),
    ),
)
