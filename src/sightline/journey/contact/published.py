"""Contacts as a relation: one row for each child that a contact was about."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sightline.base.moments import london
from sightline.journey.contact.background import DECIDED, owed_on
from sightline.kernel.relations import Relation, Row, day, text
from sightline.people.persons.background import known as known_facts
from sightline.people.persons.background import lacking, whole_since
from sightline.people.persons.published import background_of as subject_facts
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


def _background(subject: Subject) -> Iterator[Row]:
    """Each decided contact with the day by which, and since which, the child's answers are whole.

    A fact told later changes what was known, so each version is parted at every such moment.
    """
    rows = subject_facts(subject)
    if rows is None:
        return
    moments = sorted({row.recorded_at for row in rows}
                     | {row.superseded_at for row in rows if row.superseded_at is not None})
    for step in subject.steps_of("contact"):
        for row in versions(
            [*subject.on(step), *allocations(subject)], "coan_contact_id",
            lambda known, step=step: one(_decided(subject, step, known)),  # type: ignore[misc]
        ):
            yield from _parted(row, rows, moments)


def _decided(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    decided = first(known, *DECIDED, step=step.id)
    if decided is None:
        return None
    return {
        "coan_contact_id": subject.token("step", step.id), "coan_person_id": subject.ident,
        "coan_decided_on": decided.on, "coan_owed_on": owed_on(decided.on),
        "coan_team": team_on(subject, known, step, decided.on), **about(subject, step),
    }


def _parted(row: Row, facts: list[Any], moments: list[datetime]) -> Iterator[Row]:
    since, until = row["recorded_at"], row["voided_at"]
    cuts = [since, *(at for at in moments if at > since and (until is None or at < until))]
    running: Row | None = None
    for at in cuts:
        whole, missing = whole_since(facts, at), lacking(known_facts(facts, at))
        now = {
            **row, "coan_whole_on": london(whole).date() if whole is not None else None,
            "coan_missing": missing[0] if len(missing) == 1 else "several" if missing else None,
            "recorded_at": at,
        }
        if running is not None and any(
            running[name] != now[name] for name in ("coan_whole_on", "coan_missing")
        ):
            yield {**running, "voided_at": at}
            running = None
        running = running or now
    if running is not None:
        yield {**running, "voided_at": until}


RELATIONS = (
    Relation(
        name="contact_answers", subject="coan_person_id", key="coan_contact_id",
        extract=_background,
        title="Decided contacts, and since when ethnicity, language, religion and the need of an "
        "interpreter are known of the child; none for a child not yet born",
        columns=(
            text("coan_contact_id", "The contact, for this child"),
            text("coan_person_id", "The child"),
            day("coan_decided_on", "The day it was first decided"),
            day("coan_owed_on", "The last day on which not yet known will do"),
            day("coan_whole_on", "The day from which all four were in the record"),
            text("coan_missing", "What is missing: its name, or several"),
            text("coan_team", "The team that held the contact on the day of the decision"),
        ),
    ),
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
