"""What is published of a person: enough to divide a figure by, too little to find them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sightline.kernel.relations import Relation, Row, day, text
from sightline.people.persons import background
from sightline.people.persons.models import Disability, Ethnicity, Life, Person, Sex

WANTED: tuple[Any, ...] = background.FACTS
FACTS: tuple[Any, ...] = (Life, Sex, Ethnicity, Disability)


def _person(subject: Any) -> Iterator[Row]:
    """The versions of one person; `subject` is a child of the spine with its batch."""
    person = _read(subject.batch, Person)[subject.id][0]
    told = {model: _read(subject.batch, model).get(subject.id, []) for model in FACTS}
    every = [fact for facts in told.values() for fact in facts]
    moments = {fact.recorded_at for fact in every} | {person.recorded_at}
    moments |= {fact.superseded_at for fact in every if fact.superseded_at is not None}
    running: tuple[datetime, Row] | None = None
    for moment in sorted(moments):
        row = _row(subject, person, {m: _known(facts, moment) for m, facts in told.items()})
        if running is not None and running[1] != row:
            yield {**running[1], "recorded_at": running[0], "voided_at": moment}
            running = None
        running = running or (moment, row)
    if running is not None:
        yield {**running[1], "recorded_at": running[0], "voided_at": None}


def background_of(subject: Any) -> list[Any] | None:
    """Everything ever told of a person's ethnicity, language and religion; None of one unborn."""
    person = _read(subject.batch, Person)[subject.id][0]
    if person.born_on is None and person.expected_on is not None:
        return None
    return [row for model in WANTED for row in _read(subject.batch, model).get(subject.id, [])]


def _read(batch: Any, model: Any) -> dict[int, list[Any]]:
    """The rows of a model for everybody in the batch, read once and kept with it."""
    kept: dict[Any, dict[int, list[Any]]] = batch.__dict__.setdefault("_persons", {})
    if model not in kept:
        column = "pk" if model is Person else "person_id"
        rows = model._default_manager.filter(**{f"{column}__in": batch.ids}).order_by("pk")
        rows = rows.select_related("authority") if model is Person else rows
        kept[model] = {}
        for row in rows:
            kept[model].setdefault(getattr(row, column), []).append(row)
    return kept[model]


def _known(facts: Iterable[Any], moment: datetime) -> list[Any]:
    return [
        fact for fact in facts if fact.recorded_at <= moment
        and (fact.superseded_at is None or fact.superseded_at > moment)
    ]


def _in_force(facts: list[Any]) -> list[Any]:
    """Those with no end, else all: a figure is divided by what is so now."""
    return [fact for fact in facts if fact.until_on is None] or facts


def _row(subject: Any, person: Person, known: dict[Any, list[Any]]) -> Row:
    life = known[Life][-1] if known[Life] else None
    sexes, groups = _in_force(known[Sex]), _in_force(known[Ethnicity])
    codes = sorted({fact.code for fact in _in_force(known[Disability]) if fact.code})
    return {
        "pers_person_id": subject.ident,
        "pers_sex": (sexes[-1].code or None) if sexes else None,
        "pers_ethnicity": (groups[-1].code or groups[-1].absence or None) if groups else None,
        "pers_disability": " ".join(codes) or None,
        "pers_dob": _month(life.born_on) if life is not None else None,
        "pers_expected_dob": _month(life.expected_on) if life is not None else None,
        "pers_death_date": life.died_on if life is not None else None,
        "authority": person.authority.code, "source": "",
    }


def _month(on: date | None) -> date | None:
    """The first of the month: a day of birth would find a child among many."""
    return on.replace(day=1) if on is not None else None


RELATIONS = (
    Relation(
        name="person", ssd="ssd_person", subject="pers_person_id", key="pers_person_id",
        extract=_person, title="Everybody about whom anything else is published",
        columns=(
            text("pers_person_id", "The person, by a pseudonym that this installation makes"),
            text("pers_sex", "Legal sex"),
            text("pers_ethnicity", "Ethnicity in the census's codes, or why it is missing"),
            text("pers_disability", "Disability codes, apart by a space"),
            day("pers_dob", "The first of the month of birth"),
            day("pers_expected_dob", "The first of the month of expected birth"),
            day("pers_death_date", "The day of death"),
        ),
    ),
)
