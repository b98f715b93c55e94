"""Who a child is, brought in line with a further file where the file says something new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.people.persons.actions import (
    record_disabilities,
    record_ethnicity,
    record_gender,
    record_identifier,
    record_sex,
)
from sightline.people.persons.actions.life import correct_life
from sightline.returns.cin_census.actions.fresh import person_lines

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.returns.cin_census.models import ImportedChild
    from sightline.returns.cin_census.told import PersonTold

LIFE = ("born_on", "expected_on", "died_on")


def update_person(
    row: ImportedChild, *, person: PersonTold, by: User, on: date, source: str
) -> int:
    """Record each fact that the file says otherwise than the last one did; how many there were.

    A date of life that the newest file leaves out is taken back, for clocks hang from it; anything
    else that it leaves out stays, for its silence says nothing.
    """
    before = dict(line.partition("=")[::2] for line in row.person_told.splitlines())
    now = dict(line.partition("=")[::2] for line in person_lines(person).splitlines())
    differing = [name for name in now if now[name] and now[name] != before.get(name, "")]
    lived = {name: getattr(person, name) for name in LIFE if now[name] != before.get(name, "")}
    if lived:
        correct_life(person=row.person, by=by, reason=f"A further census file says so ({source})",
                     changes=lived)
    for name in differing:
        if name in WRITERS:
            WRITERS[name](row.person, getattr(person, name), by, on)
    return len({*differing, *lived})


def _identified(scheme: str) -> Callable[[Any, Any, Any, date], None]:
    def write(person: Any, value: str, by: Any, on: date) -> None:
        record_identifier(person=person, by=by, on=on, scheme=scheme, value=value)

    return write


WRITERS: dict[str, Callable[[Any, Any, Any, date], Any]] = {
    "sex": lambda person, value, by, on: record_sex(person=person, by=by, on=on, code=value),
    "gender": lambda person, value, by, on: record_gender(
        person=person, by=by, on=on, words=value),
    "ethnicity": lambda person, value, by, on: record_ethnicity(
        person=person, by=by, on=on, code=value),
    "disabilities": lambda person, value, by, on: record_disabilities(
        person=person, by=by, on=on, codes=value),
    "upn": _identified("upn"),
    "former_upn": _identified("former_upn"),
    "upn_unknown": lambda person, value, by, on: record_identifier(
        person=person, by=by, on=on, scheme="upn", absence="not_known", unknown_code=value),
}
