"""Ethnicity, language, religion and the need of an interpreter: what is answered, since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from sightline.kernel.register import Register
from sightline.people.persons.absence import Absence
from sightline.people.persons.identity import Ethnicity, Language, Religion
from sightline.people.persons.person import Person

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: What is wanted of everybody, in the words of a list.
WANTED = ("ethnicity", "first language", "religion", "whether an interpreter is needed")
#: Reasons that are an answer: the person was asked, or there is nothing to ask.
SETTLED = frozenset({Absence.DECLINED.value, Absence.NOT_APPLICABLE.value})
FACTS: tuple[Any, ...] = (Ethnicity, Language, Religion)

UNBORN = Q(born_on__isnull=True, expected_on__isnull=False)

#: Called inside the writing transaction when one of these facts was told, with who told it.
on_background: Register[Callable[[Person, User], None]] = Register("background listener")


def answers(row: Any) -> Iterator[str]:
    """Which of what is wanted one row answers; "not yet known" and "not asked" answer nothing."""
    told = (row.code if isinstance(row, Ethnicity) else row.words) or row.absence in SETTLED
    if isinstance(row, Language):
        if told:
            yield "first language"
        if row.interpreter in {"needed", "not_needed", *SETTLED}:
            yield "whether an interpreter is needed"
    elif told:
        yield "ethnicity" if isinstance(row, Ethnicity) else "religion"


def lacking(rows: Iterable[Any]) -> list[str]:
    """What is wanted and none of these rows answers, in the order of asking."""
    held = {name for row in rows for name in answers(row)}
    return [name for name in WANTED if name not in held]


def answered(person: str) -> dict[str, Exists]:
    """Whether each is answered of the person that a column names, to annotate rows with."""
    named = OuterRef(person)

    def told(model: Any, answer: Q) -> Exists:
        rows = model.objects.standing().filter(person=named, until_on__isnull=True)
        return Exists(rows.filter(answer))

    settled = Q(absence__in=SETTLED)
    return {
        "answered_0": told(Ethnicity, ~Q(code="") | settled),
        "answered_1": told(Language, ~Q(words="") | settled),
        "answered_2": told(Religion, ~Q(words="") | settled),
        "answered_3": told(Language, Q(interpreter__in=["needed", "not_needed", *SETTLED])),
    }


def lacking_in(row: Any) -> list[str]:
    """What is wanted and not answered, of a row annotated with `answered`."""
    return [name for place, name in enumerate(WANTED) if not getattr(row, f"answered_{place}")]


def lacking_of(person_ids: Iterable[int]) -> dict[int, list[str]]:
    """What is not yet known of each person; those not yet born are not asked for. One query."""
    rows = Person.objects.filter(pk__in=list(person_ids)).exclude(UNBORN)
    found = {row.pk: lacking_in(row) for row in rows.annotate(**answered("pk"))}
    return {pk: missing for pk, missing in found.items() if missing}


def known(rows: Sequence[Any], moment: datetime) -> list[Any]:
    """The rows that stood in the record at a moment."""
    return [
        row for row in rows if row.recorded_at <= moment
        and (row.superseded_at is None or row.superseded_at > moment)
    ]


def whole_since(rows: Sequence[Any], moment: datetime) -> datetime | None:
    """Since when everything wanted was known, as the record said at a moment; none if it is not."""
    standing = known(rows, moment)
    if lacking(standing):
        return None
    for at in sorted(row.recorded_at for row in rows if row.recorded_at <= moment):
        if not lacking(known(rows, at)):
            return at
    return None
